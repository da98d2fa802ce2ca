namespace Ledger.Api.Callers;

/// <summary>What a caller must be to make a call.</summary>
public enum Access
{
    /// <summary>Whoever reaches the listener.</summary>
    Anyone,

    /// <summary>A member's node, or a client that the operator listed as auditor.</summary>
    Auditor,
}
