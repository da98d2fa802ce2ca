using System.Reflection;
using Google.Rpc;

namespace Ledger.Grpc.Tests.Linking;

/// <summary>One member that a compiled assembly expects of the contract types.</summary>
internal sealed record ContractReference(Module Module, int Token, string Name)
{
    // Stand-ins for the type parameters that a reference may mention. A message suits nearly every constraint in use.
    private static readonly Type[] Arguments = [.. Enumerable.Repeat(typeof(ErrorInfo), 8)];

    public bool Resolves()
    {
        try
        {
            return Module.ResolveMember(Token, Arguments, Arguments) is not null;
        }
        catch (Exception exception) when (exception is MissingMemberException or TypeLoadException)
        {
            return false;
        }
    }
}
