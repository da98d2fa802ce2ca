using System.Collections.Immutable;
using System.Diagnostics;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Replication.Queues;
using Ledger.Replication.Recording;
using Ledger.Replication.Rejoining;
using Ledger.Replication.Verification;
using Ledger.Replication.Wire;

namespace Ledger.Replication.Sessions;

/// <summary>
/// Two greeted streams to one peer, which live and end together: numbered batches count from 1 in each session.
/// </summary>
internal sealed class PeerSession(
    ushort peer, PeerWire wire, IBlockStore store, IReplicaInbox inbox, TipExchange tips, PeerRates rates)
{
    private readonly UrgentQueue _urgent = new();
    private readonly BulkQueue _bulk = new();
    private readonly AskedBulk _asked = new();
    private int _storedBlocksWaiting;

    /// <summary>Never blocks.</summary>
    public void Send(PeerMessage message)
    {
        if (message is PeerMessage.Consensus urgent)
        {
            _urgent.Add(urgent);
            return;
        }

        _asked.Note(message);
        _bulk.Add(new BulkItem.Message(message));
    }

    /// <summary>One request for blocks is served at a time; a peer that asks again before is not heard.</summary>
    public void SendBlocks(Height from, int count)
    {
        if (Interlocked.Exchange(ref _storedBlocksWaiting, 1) == 0)
            _bulk.Add(new BulkItem.StoredBlocks(from, count));
    }

    public void AskTip(Digest nonce) => _bulk.Add(new BulkItem.StatusRequest(nonce));

    /// <summary>Runs until the first of the loops fails, then ends them all and throws what that one threw.</summary>
    public async Task RunAsync(
        Duplex<ConsensusEnvelope> urgent, Duplex<BulkEnvelope> bulk, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var urgentVerification = new VerificationQueue(peer, inbox, ReplicationLimits.ConsensusVerifyingMax);
        var bulkVerification = new VerificationQueue(peer, inbox, ReplicationLimits.BulkVerifyingMax);
        List<Task> loops =
        [
            SendUrgentAsync(urgent, end.Token),
            SendBulkAsync(bulk, end.Token),
            ReceiveUrgentAsync(urgent, urgentVerification, end.Token),
            ReceiveBulkAsync(bulk, bulkVerification, end.Token),
            urgentVerification.HandOnAsync(end.Token),
            bulkVerification.HandOnAsync(end.Token),
        ];

        var first = await Task.WhenAny(loops);
        await end.CancelAsync();
        await Task.WhenAll(loops).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await first;
    }

    private async Task SendUrgentAsync(Duplex<ConsensusEnvelope> stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await _urgent.TakeAsync(cancellationToken);
            var envelope = ConsensusWire.Encode(message);
            wire.Record?.Add(WireDirection.Sent, peer, envelope);
            await stream.WriteAsync(envelope, cancellationToken);
        }
    }

    private async Task SendBulkAsync(Duplex<BulkEnvelope> stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            var envelope = await _bulk.TakeAsync(cancellationToken) switch
            {
                BulkItem.Message item => BulkWire.Encode(item.Content),
                BulkItem.StoredBlocks stored => ReadBlocks(stored) is { } found ? BulkWire.Encode(found) : null,
                BulkItem.StatusRequest request => StatusWire.Encode(request.Nonce),
                BulkItem.OwnTip tip => StatusWire.Encode(tips.Sign(tip.Nonce)),
                _ => throw new UnreachableException(),
            };
            if (envelope is not null)
                await stream.WriteAsync(envelope, cancellationToken);
        }
    }

    /// <summary>Null if the store has none of them.</summary>
    private PeerMessage.Blocks? ReadBlocks(BulkItem.StoredBlocks wanted)
    {
        Volatile.Write(ref _storedBlocksWaiting, 0);
        var found = ImmutableArray.CreateBuilder<CertifiedBlock>();
        var bytes = 0L;
        var height = wanted.From;
        while (found.Count < wanted.Count && height <= store.Tip.Height && store.FindBlock(height) is { } block)
        {
            bytes += BlockCodec.SizeOf(block.Block);
            if (found.Count > 0 && bytes > PeerMessage.GetBlocks.BytesMax)
                break;
            found.Add(block);
            height = height.Next;
        }

        return found.Count == 0 ? null : new(found.ToImmutable());
    }

    private async Task ReceiveUrgentAsync(
        Duplex<ConsensusEnvelope> stream, VerificationQueue verification, CancellationToken cancellationToken)
    {
        while (true)
        {
            var envelope = await stream.ReadAsync(cancellationToken);
            wire.Record?.Add(WireDirection.Received, peer, envelope);
            var bytes = envelope.CalculateSize();
            if (bytes > ReplicationLimits.ConsensusBytesMax)
                throw new PeerFaultException($"The peer sent {bytes} bytes in one consensus message.");
            await rates.WaitAsync(bytes, cancellationToken);
            if (envelope.ContentCase != ConsensusEnvelope.ContentOneofCase.Certificate || rates.AdmitsCertificate())
                await verification.AddAsync(() => JudgeAsync(envelope), cancellationToken);
        }
    }

    private async Task ReceiveBulkAsync(
        Duplex<BulkEnvelope> stream, VerificationQueue verification, CancellationToken cancellationToken)
    {
        while (true)
        {
            var envelope = await stream.ReadAsync(cancellationToken);
            await rates.WaitForBulkAsync(_asked.TakeUnasked(envelope), cancellationToken);
            if (envelope.ContentCase == BulkEnvelope.ContentOneofCase.StatusRequest)
                Answer(envelope.StatusRequest);
            else if (envelope.ContentCase == BulkEnvelope.ContentOneofCase.StatusAttestation)
                tips.Hear(peer, envelope.StatusAttestation);
            else
                await verification.AddAsync(() => JudgeAsync(envelope), cancellationToken);
        }
    }

    private void Answer(StatusRequest request)
    {
        if (!StatusWire.TryDecode(request, out var nonce))
            throw new PeerFaultException("The peer sent a malformed message: StatusRequest.");
        if (rates.AdmitsStatusRequest())
            _bulk.Add(new BulkItem.OwnTip(nonce));
    }

    private Task<Verified<PeerMessage>?> JudgeAsync(ConsensusEnvelope envelope) =>
        JudgeAsync(wire.Consensus.Decode(envelope, out var message), message, envelope.ContentCase.ToString());

    private Task<Verified<PeerMessage>?> JudgeAsync(BulkEnvelope envelope) =>
        JudgeAsync(wire.Bulk.Decode(envelope, out var message), message, envelope.ContentCase.ToString());

    private async Task<Verified<PeerMessage>?> JudgeAsync(DecodeStatus status, PeerMessage? message, string content)
    {
        if (status == DecodeStatus.Unusable)
            return null;
        if (status != DecodeStatus.Decoded)
            throw new PeerFaultException($"The peer sent a malformed message: {content}.");
        var judged = await wire.Judge.JudgeAsync(peer, message!);
        if (judged is not null)
            wire.Heard.Hear(message!);
        return judged;
    }
}
