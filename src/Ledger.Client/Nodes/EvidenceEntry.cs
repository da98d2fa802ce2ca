using Ledger.Model.Values;

namespace Ledger.Client.Nodes;

/// <summary>Two votes of one validator that contradict each other, which proves what it did (PROTOCOL 9.10).</summary>
/// <param name="Rule">1 to 5, for E1 to E5.</param>
/// <param name="Offence">What it did, in words.</param>
/// <param name="Bytes">Both signed votes, canonical: whoever knows the height's validators can check them.</param>
public sealed record EvidenceEntry(
    ushort Validator, string Name, Height Height, uint Rule, string Offence, ReadOnlyMemory<byte> Bytes)
{
    internal static EvidenceEntry Read(Contracts.V1.EvidenceReport message) => new(
        checked((ushort)message.Validator),
        message.Name,
        new(message.Height),
        message.Rule,
        message.Offence,
        message.Evidence.Memory);
}
