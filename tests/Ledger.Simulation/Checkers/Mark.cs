namespace Ledger.Simulation.Checkers;

/// <summary>
/// Rare things that a campaign has to come across: one that misses a mark has looked at less than it claims.
/// </summary>
internal enum Mark
{
    /// <summary>An honest process entered a view above 5.</summary>
    ViewAboveFive,

    /// <summary>A block became final two views or more after the one it was made in.</summary>
    CarriedOverTwoViews,

    /// <summary>One skip certificate led over several views.</summary>
    RangeSkipped,

    /// <summary>A view was given up since others had.</summary>
    Amplified,

    /// <summary>A block that executes to other roots was proposed, and noticed.</summary>
    InvalidBlock,

    /// <summary>A fresh block's time was too far from a voter's clock.</summary>
    ClockTooFarOff,

    /// <summary>A process lost journal records that were not flushed, and came up again.</summary>
    JournalTailLost,

    /// <summary>A process died after its proposal was durable and before anybody saw it.</summary>
    ProposerDiedUnseen,

    /// <summary>A process came up with votes of the height being decided, and cast them again.</summary>
    VotesRecast,

    /// <summary>A process that lost its disk came back without its record, and voted again later.</summary>
    Rejoined,

    /// <summary>Fewer processes than a quorum were up.</summary>
    QuorumLost,

    /// <summary>No process was up.</summary>
    AllDown,

    /// <summary>A process three heights behind reached the tip while that moved on.</summary>
    CaughtUpInMotion,

    /// <summary>A body or a batch had to be fetched.</summary>
    BodyFetched,

    EvidenceFound,

    /// <summary>Somebody was told that a transaction can no longer enter the log.</summary>
    TransactionExpired,

    /// <summary>A customer exchanged units of one token for another's at an agreed rate.</summary>
    Exchanged,

    /// <summary>A payee took what was held for it.</summary>
    HoldCaptured,

    /// <summary>A hold's time had come while nobody did anything, and a block was made for it.</summary>
    HoldEndedByItself,

    /// <summary>An author had as many failures as one window takes, and the next was refused.</summary>
    FailuresExhausted,
}
