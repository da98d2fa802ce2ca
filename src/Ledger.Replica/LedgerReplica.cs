using System.Diagnostics;
using Ledger.Consensus;
using Ledger.Consensus.Votes;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Replica;

/// <summary>
/// One node's part in the ledger: inputs in, effects out (PROTOCOL 9 and 10). It only decides and never waits; one
/// thread at a time hands it one input after the other.
/// </summary>
public sealed class LedgerReplica
{
    private readonly ReplicaParts _parts;
    private readonly Agreement _agreement;
    private readonly PeerDesk _peers;
    private readonly Outbox _outbox;

    public LedgerReplica(ReplicaIdentity identity, ReplicaOptions options, IBlockStore store)
        : this(
            identity,
            options,
            store,
            new ConsensusCore(identity.Network, identity.Self, identity.ConsensusParameters(options)),
            new SignerGuard())
    {
    }

    internal LedgerReplica(
        ReplicaIdentity identity, ReplicaOptions options, IBlockStore store, ConsensusCore core, SignerGuard guard)
    {
        _parts = new(identity, options, store, core, guard);
        _outbox = _parts.Outbox;
        _agreement = new(_parts);
        _peers = new(_parts);
    }

    /// <summary>The last committed block; the store has it once the effects were carried out.</summary>
    public ChainTip Tip => _parts.Tip;

    /// <summary>What agreement knows, for those who ask why nothing moves; none before the start.</summary>
    public ConsensusState? AgreementState => _parts.Core.State;

    /// <summary>Transactions that wait for a block.</summary>
    public int PooledTransactions => _parts.Pool.Count;

    internal ReplicaParts Parts => _parts;

    /// <summary>
    /// Follow without a vote until <see cref="ReplicaInput.Rejoined"/>: for a node that lost what it had signed. Comes
    /// before <see cref="Start"/>.
    /// </summary>
    public void AbstainUntilRejoined() => _parts.Caster.AbstainUntilRejoined();

    /// <summary>Takes up where the store and the journal ended. Comes first, and once.</summary>
    public void Start(Timestamp now, JournalScan journal, ReplicaEffects effects)
    {
        _outbox.Begin(now, effects);
        _parts.Batches.Begin(Tip.Validators);
        _parts.Caster.Recover(journal);
        _parts.Bodies.Begin(Tip);
        _parts.Fetcher.Begin(Tip);
        foreach (var kept in journal.Records.OfType<JournalRecord.BodyKept>())
            _parts.Bodies.Recover(kept.Block);
        _outbox.Tell(new Input.Recovered(now, _parts.Caster.Signed, Tip.ForConsensus()));
        _agreement.Settle();
        _outbox.End();
    }

    /// <summary>Handles one input to the end; what is to be done is added to <paramref name="effects"/>.</summary>
    public void Handle(Timestamp now, ReplicaInput input, ReplicaEffects effects)
    {
        _outbox.Begin(now, effects);
        Receive(input);
        _agreement.Settle();
        _outbox.End();
    }

    private void Receive(ReplicaInput input)
    {
        switch (input)
        {
            case ReplicaInput.MessageReceived received:
                _peers.Receive(received.Peer, received.Message);
                break;
            case ReplicaInput.PeerConnected connected:
                _parts.Batches.Connect(connected.Peer);
                _outbox.Tell(new Input.PeerUp(_outbox.Now, connected.Peer));
                break;
            case ReplicaInput.PeerDisconnected gone:
                _parts.Batches.Disconnect(gone.Peer);
                _parts.Fetcher.Disconnect(gone.Peer);
                _outbox.Tell(new Input.PeerDown(_outbox.Now, gone.Peer));
                break;
            case ReplicaInput.TimerExpired expired:
                if (_outbox.TryExpire(expired.Timer))
                    Expire(expired.Timer.Purpose);
                break;
            case ReplicaInput.Submitted submitted:
                var mayBeBehind = _parts.Whereabouts.MayBeBehind(Tip);
                _parts.Intake.Submit(submitted.Submission, submitted.Transaction.Value, Tip, mayBeBehind);
                break;
            case ReplicaInput.Watched watched:
                _parts.Intake.Watch(watched.Submission, watched.Transaction, watched.ValidUntil, Tip);
                break;
            case ReplicaInput.SubmissionDropped dropped:
                _parts.Waiters.Drop(dropped.Submission, dropped.Transaction);
                break;
            default:
                ReceiveAnswer(input);
                break;
        }
    }

    private void ReceiveAnswer(ReplicaInput input)
    {
        switch (input)
        {
            case ReplicaInput.VoteSigned signed:
                _parts.Caster.OnSigned(signed.Vote);
                break;
            case ReplicaInput.VoteRefused refused:
                _parts.Caster.Refuse(refused.Vote, VoteRefusal.SignerUnavailable);
                break;
            case ReplicaInput.BlockBuilt built:
                _parts.Proposer.OnBuilt(built.Result, Tip);
                break;
            case ReplicaInput.BlockJudged judged:
                _parts.Bodies.OnJudged(judged.Result);
                _parts.Fetcher.OnJudged(judged.Result.Request.Block.Hash);
                break;
            case ReplicaInput.Rejoined rejoined:
                _parts.Caster.Rejoin(rejoined.Proven);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Expire(TimerPurpose purpose)
    {
        switch (purpose)
        {
            case TimerPurpose.FlushBatch:
                _parts.Batches.Flush(Tip);
                break;
            case TimerPurpose.Fetch:
                _parts.Bodies.OnFetchTimer();
                break;
            case TimerPurpose.CatchUp:
                _parts.Fetcher.OnTimer();
                break;
            case TimerPurpose.Demand:
                // Demand is looked at after every input.
                break;
            case TimerPurpose.Rebroadcast:
                _parts.Batches.OfferAgain(Tip.Height, _outbox.Now.Before(_parts.Patience));
                _parts.Timers.Expire(purpose);
                break;
            default:
                _parts.Timers.Expire(purpose);
                break;
        }
    }
}
