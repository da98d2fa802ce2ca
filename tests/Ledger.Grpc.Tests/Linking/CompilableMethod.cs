using System.Reflection;

namespace Ledger.Grpc.Tests.Linking;

/// <summary>A method with a body, and the type arguments (its type's first) with which it can be compiled.</summary>
internal sealed record CompilableMethod(MethodBase Method, IReadOnlyList<Type> Arguments);
