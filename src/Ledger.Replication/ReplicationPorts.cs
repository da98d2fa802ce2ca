using System.Net;
using Ledger.Cryptography;
using Ledger.Model.Genesis;
using Ledger.Model.Transactions;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Replication.Membership;
using Ledger.Replication.Recording;
using Microsoft.AspNetCore.Connections;

namespace Ledger.Replication;

/// <summary>What the host gives. All of it is called from any thread.</summary>
/// <param name="ValidatorsOf">
/// Who decides a height; null if that is not known here. Above the next height the answer may be a guess: a wrong one
/// only makes messages unusable.
/// </param>
/// <param name="Attest">
/// Signs a tip with the validator's key (PROTOCOL 9.12). Not a vote, so it needs no guard: used also while the node
/// must not vote.
/// </param>
public sealed record ReplicationPorts(
    NodeIdentity Identity,
    IStartRecords Starts,
    IReplicaInbox Inbox,
    IBlockStore Store,
    TransactionCodec Transactions,
    Parameters Limits,
    Func<Height, ValidatorSet?> ValidatorsOf,
    Func<StatusAttestation, Signature> Attest)
{
    /// <summary>Where the messages of the consensus streams are written down, if the operator wants that.</summary>
    public WireRecord? Record { get; init; }

    /// <summary>
    /// Hears of each connection that was refused before a byte was read: the pin of its key, null if it showed none,
    /// and where it came from.
    /// </summary>
    public Action<Digest?, EndPoint?> StrangerRefused { get; init; } = (_, _) => { };

    /// <summary>Stands before each connection that comes in, before TLS: strangers must not take all there can be.</summary>
    public Func<ConnectionDelegate, ConnectionDelegate> Guard { get; init; } = next => next;
}
