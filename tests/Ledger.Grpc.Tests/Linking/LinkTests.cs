using System.Reflection;
using System.Runtime.CompilerServices;
using Google.Rpc;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Ledger.Grpc.TestServer;

namespace Ledger.Grpc.Tests.Linking;

/// <summary>
/// The packages were compiled against contract types that are not ours. A shape that differs shows itself only when the
/// runtime binds to it, so these tests bind everything at once.
/// </summary>
public sealed class LinkTests
{
    public static TheoryData<string> Assemblies { get; } =
        [.. Users.Select(user => user.Assembly.GetName().Name!)];

    private static Type[] Users =>
        [typeof(IGrpcServerBuilder), typeof(GrpcChannel), typeof(ErrorInfo), typeof(Echo)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void LoadTypes_EveryTypeOfTheAssembly_Loads(string name) =>
        Assert.NotEmpty(Assembly.Load(name).GetTypes());

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void ResolveMembers_EveryReferenceToTheContractTypes_IsFound(string name)
    {
        var references = ContractReferences.Of(Assembly.Load(name));

        var missing = references.Where(reference => !reference.Resolves()).Select(reference => reference.Name);

        Assert.NotEmpty(references);
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Override_EveryMethodCompiledAsAnOverride_OverridesSomething(string name)
    {
        var overrides =
            from type in Assembly.Load(name).GetTypes()
            from method in type.GetMethods(CompilableMethods.Declared)
            where method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot)
            select method;

        var orphans = overrides.Where(method => method.GetBaseDefinition() == method);

        Assert.NotEmpty(overrides);
        Assert.Empty(orphans);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void CompileMethods_EveryBodyOfTheAssembly_Compiles(string name)
    {
        var methods = CompilableMethods.Of(Assembly.Load(name)).ToList();

        var failures = methods.Select(Compile).OfType<string>();

        Assert.NotEmpty(methods);
        Assert.Empty(failures);
    }

    private static string? Compile(CompilableMethod method)
    {
        try
        {
            RuntimeHelpers.PrepareMethod(
                method.Method.MethodHandle, [.. method.Arguments.Select(type => type.TypeHandle)]);
            return null;
        }
        catch (Exception exception) when (exception is MissingMemberException or TypeLoadException)
        {
            return $"{method.Method.DeclaringType}.{method.Method.Name}: {exception.Message}";
        }
    }
}
