using System.Reflection;
using Google.Rpc;

namespace Ledger.Grpc.Tests.Linking;

/// <summary>Finds every method with a body, and type arguments that meet its constraints.</summary>
internal static class CompilableMethods
{
    public const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic;

    public static IEnumerable<CompilableMethod> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared))
        where method.GetMethodBody() is not null
        select new CompilableMethod(method, [.. Parameters(type, method).Select(Argument)]);

    private static IEnumerable<Type> Parameters(Type type, MethodBase method) =>
        [.. type.GetGenericArguments(), .. method.IsGenericMethod ? method.GetGenericArguments() : []];

    /// <summary>A class constraint is met by the class itself, everything else by a message.</summary>
    private static Type Argument(Type parameter) =>
        parameter.GetGenericParameterConstraints().FirstOrDefault(constraint => !constraint.ContainsGenericParameters)
        ?? typeof(ErrorInfo);
}
