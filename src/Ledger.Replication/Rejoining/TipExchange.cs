using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Replication.Wire;
using Signature = Ledger.Model.Values.Signature;
using StatusAttestation = Ledger.Model.Votes.StatusAttestation;

namespace Ledger.Replication.Rejoining;

/// <summary>
/// Tells peers this node's tip, and hears theirs while it asks for them (PROTOCOL 10.7). Needs no replica. Thread-safe.
/// </summary>
internal sealed class TipExchange(StatusWire wire, IBlockStore store, Func<StatusAttestation, Signature> attest)
{
    private TipProof? _proof;

    public SignedTip Sign(Digest nonce)
    {
        var tip = store.Tip;
        var statement = new StatusAttestation(nonce, tip.Height, tip.Hash);
        return new(statement, tip.Certificate, attest(statement));
    }

    /// <summary>What a peer answers. It is dropped if nobody has asked.</summary>
    public void Hear(ushort peer, PeerStatusAttestation answer)
    {
        if (Volatile.Read(ref _proof) is not { } proof || !proof.TryHear(peer))
            return;
        var status = wire.Decode(answer, proof.Nonce, out var tip);
        if (status == DecodeStatus.Malformed)
            throw new PeerFaultException("The peer sent a malformed message: StatusAttestation.");
        if (tip is not null)
            proof.Add(peer, tip);
    }

    /// <param name="ask">Sends requests to those peers that still are to be asked.</param>
    public async Task<Height> ProveAsync(TipProof proof, Action<TipProof> ask, CancellationToken cancellationToken)
    {
        Invariant.That(Interlocked.CompareExchange(ref _proof, proof, null) is null);
        try
        {
            while (!proof.Highest.IsCompleted)
            {
                ask(proof);
                await Task.WhenAny(
                    proof.Highest, Task.Delay(ReplicationLimits.StatusRequestPeriod, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }

            return await proof.Highest;
        }
        finally
        {
            Volatile.Write(ref _proof, null);
        }
    }
}
