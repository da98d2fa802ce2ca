namespace Ledger.Keys.Files;

/// <summary>What a key is for. A file made for one purpose does not open for another.</summary>
public enum KeyPurpose
{
    /// <summary>Signs proposals and votes.</summary>
    Consensus = 1,

    /// <summary>Proves to other nodes and to clients which node this is.</summary>
    Tls = 2,

    /// <summary>Signs a member's own transactions.</summary>
    Issuing = 3,

    /// <summary>Signs server certificates of a network for clients that cannot pin.</summary>
    Authority = 4,

    /// <summary>Signs for an account of somebody's own.</summary>
    Wallet = 5,
}
