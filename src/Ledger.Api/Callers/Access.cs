namespace Ledger.Api.Callers;

/// <summary>What a call asks of its caller.</summary>
public enum Access
{
    /// <summary>Whoever reaches the listener.</summary>
    Anyone,

    /// <summary>
    /// Whoever may read accounts: auditors every one, whoever logged in its own. The call itself compares the account.
    /// </summary>
    AccountReader,

    /// <summary>The role auditor.</summary>
    Auditor,

    /// <summary>The role issuer.</summary>
    Issuer,

    /// <summary>The role admin.</summary>
    Admin,
}
