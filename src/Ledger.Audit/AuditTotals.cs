namespace Ledger.Audit;

/// <summary>How much was found sound since genesis.</summary>
public sealed record AuditTotals
{
    /// <summary>Genesis not counted.</summary>
    public ulong Blocks { get; init; }

    public ulong Transactions { get; init; }

    /// <summary>Of transactions, certificates and accusations.</summary>
    public ulong Signatures { get; init; }

    /// <summary>Outcomes that were compared byte by byte, the blocks' own included.</summary>
    public ulong Outcomes { get; init; }

    internal AuditTotals With(AuditVerdict.Sound sound) => this with
    {
        Blocks = Blocks + 1,
        Transactions = Transactions + (ulong)sound.Examined.Raw.Transactions.Length,
        Signatures = Signatures + (ulong)sound.Examined.SignatureCount,
        Outcomes = Outcomes + (ulong)sound.Execution.Outcomes.Count,
    };
}
