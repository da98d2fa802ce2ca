using System.Collections.Frozen;
using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

/// <summary>
/// What this API knows of each kind of operation beside its fields, which it passes on as the proto has them: its
/// name, and how it is said. A new operation is a new <see cref="IOperationText"/> in the list below.
/// </summary>
internal static class OperationCatalogue
{
    /// <summary>How filters call what blocks do by themselves.</summary>
    public const string Sweep = "sweep";

    private static readonly FrozenDictionary<Operation.KindOneofCase, IOperationText> Texts =
        new IOperationText[]
        {
            new RegisterTokenText(),
            new MintText(),
            new TransferText(),
            new RedeemText(),
            new SwapText(),
            new HoldText(),
            new CaptureText(),
            new ReleaseText(),
            new AgreeRateText(),
            new AmendRateText(),
            new PauseRateText(),
            new ExchangeText(),
            new QuoteText(),
            new ReplacePolicyText(),
        }.ToFrozenDictionary(text => text.Kind);

    /// <summary>The names that filters take.</summary>
    public static FrozenSet<string> Names { get; } =
        Operation.Descriptor.Oneofs[0].Fields.Select(field => field.Name).Append(Sweep)
            .ToFrozenSet(StringComparer.Ordinal);

    public static bool HasText(Operation.KindOneofCase kind) => Texts.ContainsKey(kind);

    /// <summary>The name of its choice in the proto, such as <c>mint</c>.</summary>
    public static string NameOf(Operation operation) =>
        Operation.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(operation).Name;

    public static string Describe(Operation operation, Wording wording) =>
        Texts[operation.KindCase].Describe(operation, wording);
}
