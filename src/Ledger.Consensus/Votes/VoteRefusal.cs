namespace Ledger.Consensus.Votes;

/// <summary>Why the signer's guard does not sign: the rule that forbids it (PROTOCOL 9.5).</summary>
public enum VoteRefusal
{
    None = 0,

    /// <summary>G0: a later height has been signed for.</summary>
    HeightPassed,

    /// <summary>G1: this view or a later one was proposed in.</summary>
    AlreadyProposed,

    /// <summary>G2: this view or a later one was notarized, nullified or finalized.</summary>
    NotarizeTooLate,

    /// <summary>G3: this view or a later one was finalized.</summary>
    AlreadyFinalized,

    /// <summary>G3: this view is at or below a nullified one.</summary>
    FinalizeAfterNullify,

    /// <summary>G3: another block was notarized in this view, or a later view was notarized.</summary>
    FinalizeAgainstNotarize,

    /// <summary>G4: this view or a later one was nullified, or a later one notarized.</summary>
    NullifyTooLate,

    /// <summary>G4: the range reaches down to a finalized view.</summary>
    NullifyAfterFinalize,

    /// <summary>The vote lacks the certificate it rests on, or is not well formed.</summary>
    Unfounded,

    /// <summary>The node may not vote now: quarantined, or the key is not available.</summary>
    SignerUnavailable,
}
