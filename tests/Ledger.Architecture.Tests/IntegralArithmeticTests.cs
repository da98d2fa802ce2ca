using System.Reflection;

namespace Ledger.Architecture.Tests;

/// <summary>
/// The keyword <c>double</c> slips past the banned-symbols analyzer, so the compiled core is searched.
/// </summary>
public sealed class IntegralArithmeticTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData("Ledger.Cryptography")]
    [InlineData("Ledger.Model")]
    [InlineData("Ledger.Execution")]
    [InlineData("Ledger.Consensus")]
    [InlineData("Ledger.Replica")]
    [InlineData("Ledger.Audit")]
    public void CoreAssembly_InEveryMember_UsesNoFloatingPoint(string assembly)
    {
        var types = Assembly.Load(assembly).GetTypes();

        var offenders = types.SelectMany(Members).Where(member => member.Types.Any(IsFloatingPoint)).Select(member => member.Name);

        Assert.Empty(offenders);
    }

    private static bool IsFloatingPoint(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(decimal) || type == typeof(Half);

    private static IEnumerable<(string Name, IEnumerable<Type> Types)> Members(Type type)
    {
        foreach (var field in type.GetFields(All))
            yield return ($"{type}.{field.Name}", [field.FieldType]);
        foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            var parameters = method.GetParameters().Select(parameter => parameter.ParameterType);
            var locals = method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [];
            var result = method is MethodInfo { ReturnType: { } returned } ? [returned] : Type.EmptyTypes;
            yield return ($"{type}.{method.Name}", parameters.Concat(locals).Concat(result));
        }
    }
}
