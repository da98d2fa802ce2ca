namespace Ledger.Audit.Findings;

/// <summary>
/// What is wrong with a chain or a copy of it. The names are stable: scripts read them from the audit's result.
/// </summary>
public enum AuditField
{
    /// <summary>The header does not read.</summary>
    Header,

    /// <summary>It names another network.</summary>
    Network,
    Height,

    /// <summary>It does not name the block before it.</summary>
    Parent,

    /// <summary>The finality certificate: form, quorum, set, signatures, or the block it speaks of.</summary>
    Certificate,

    /// <summary>The parent's finality certificate as the proposer chose it.</summary>
    ParentCertificate,
    ParentCertificateHash,
    TransactionCount,

    /// <summary>The transaction is not in canonical form, or beyond a limit.</summary>
    Transaction,
    TransactionRoot,

    /// <summary>A signature of a transaction is not valid under the key that it carries.</summary>
    Signature,
    Evidence,
    EvidenceRoot,
    ValidatorsHash,
    NextValidatorsHash,

    /// <summary>The proposer did not lead the view in which the block was made.</summary>
    Proposer,
    Streak,
    HistoryRoot,

    /// <summary>Not later than the parent's time, or beyond the calendar.</summary>
    Time,

    /// <summary>Count, bytes or work of the block's transactions.</summary>
    BlockLimit,

    /// <summary>A transaction may not stand at its place.</summary>
    Admissibility,
    OutcomeCount,
    Outcome,
    OutcomeRoot,
    StateRoot,

    /// <summary>Execution or the recount found a fact that must always hold to be broken.</summary>
    Invariant,

    /// <summary>Two different blocks of one height are certified and sound.</summary>
    Fork,

    /// <summary>The chain ends before a height that was verified once, or that its own source claims.</summary>
    Head,

    /// <summary>The block of a height is another than the one that was verified once.</summary>
    Pin,

    /// <summary>A file does not read, or what it holds beside the blocks is not what they make.</summary>
    Storage,
}
