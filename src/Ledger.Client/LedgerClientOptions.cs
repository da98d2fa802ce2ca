using System.Security.Cryptography.X509Certificates;
using Ledger.Client.Connections;

namespace Ledger.Client;

/// <summary>How patient a client is, and who it says it is.</summary>
public sealed record LedgerClientOptions
{
    public static readonly LedgerClientOptions Default = new();

    /// <summary>How long submitting tries for a final outcome before it says that it does not know.</summary>
    public TimeSpan SubmitTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long reading tries for an answer, over all nodes.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one node is waited for before the next one is asked.</summary>
    public TimeSpan NodeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one node may take for all of a report, which grows with the chain.</summary>
    public TimeSpan ReportTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A certificate with its key that the nodes know, for issuers and auditors; wallets need none. Stays the caller's.
    /// </summary>
    public X509Certificate2? Identity { get; init; }

    /// <summary>What deadlines and the ends of logins are measured by.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>For one request that submits; it begins now.</summary>
    internal Patience ToSubmit() => new(SubmitTimeout, NodeTimeout, Clock);

    /// <summary>For one request that reads; it begins now.</summary>
    internal Patience ToRead() => new(ReadTimeout, NodeTimeout, Clock);
}
