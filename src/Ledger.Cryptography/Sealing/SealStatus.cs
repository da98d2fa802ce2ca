namespace Ledger.Cryptography.Sealing;

/// <summary>What opening a seal came to.</summary>
public enum SealStatus
{
    Opened = 0,

    /// <summary>Not a seal of a version that is known here, or its iterations are out of bounds.</summary>
    NotASeal = 1,

    /// <summary>Another password, another purpose, or damaged bytes: by design these look alike.</summary>
    DoesNotOpen = 2,
}
