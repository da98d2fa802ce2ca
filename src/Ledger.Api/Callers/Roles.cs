namespace Ledger.Api.Callers;

/// <summary>What a certificate, or the operator's socket, stands for.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>Reads blocks and accounts. Members' nodes are auditors of each other.</summary>
    Auditor = 1,

    /// <summary>Gives orders that the node signs with the member's key, within daily caps.</summary>
    Issuer = 2,

    /// <summary>Operates the node.</summary>
    Admin = 4,
}
