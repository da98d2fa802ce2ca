using System.Diagnostics;
using Ledger.Consensus;
using Ledger.Consensus.Messages;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Replica;

/// <summary>Steps the consensus core through all that it was told, and carries out what it asks for.</summary>
internal sealed class Agreement(ReplicaParts parts)
{
    private readonly Outbox _outbox = parts.Outbox;

    /// <summary>Until the core has nothing more to say, and demand is what the core knows.</summary>
    public void Settle()
    {
        StepCore();
        parts.Demand.Update(parts.Tip, parts.Core.Leader == parts.Identity.Self);
        StepCore();
    }

    private void StepCore()
    {
        while (_outbox.TryTake(out var input))
        {
            foreach (var effect in parts.Core.Step(input!))
                CarryOut(effect);
        }
    }

    private void CarryOut(Effect effect)
    {
        switch (effect)
        {
            case Effect.CastVote cast:
                parts.Caster.Cast(cast.Vote, cast.Notarization);
                break;
            case Effect.Send send:
                _outbox.Send(send.Peer, WithRecipe(send.Message));
                break;
            case Effect.Broadcast broadcast:
                _outbox.Broadcast(WithRecipe(broadcast.Message));
                break;
            case Effect.SetTimer set:
                parts.Timers.Set(set.Timer, set.Delay);
                break;
            case Effect.CancelTimer cancel:
                parts.Timers.Cancel(cancel.Timer);
                break;
            case Effect.BuildBlock build:
                parts.Proposer.Build(build, parts.Tip);
                break;
            case Effect.Validate validate:
                parts.Bodies.Validate(validate.Proposal);
                break;
            case Effect.Fetch fetch:
                parts.Bodies.Fetch(fetch.Block, fetch.Sources);
                break;
            case Effect.Commit commit:
                Commit(commit.Certificate);
                break;
            case Effect.OfferBlock offer:
                Offer(offer.Peer, offer.Height);
                break;
            case Effect.SyncHint hint:
                parts.Fetcher.Hint(hint.Peer, hint.Height);
                break;
            case Effect.Halt halt:
                Show(halt);
                Report(halt);
                break;
            case Effect.ReportEvidence found:
                parts.Accusations.Find(found.Evidence);
                break;
            default:
                Report(effect);
                break;
        }
    }

    private void Report(Effect effect)
    {
        _outbox.Report(effect switch
        {
            Effect.Halt halt => new ReplicaEvent.Halted(halt.Reason, halt.Certificates[0], DetailOf(halt)),
            Effect.ViewEntered entered =>
                new ReplicaEvent.ViewEntered(entered.Height, entered.View, entered.Leader, entered.Entry),
            Effect.Nullifying nullifying =>
                new ReplicaEvent.Nullifying(nullifying.Height, nullifying.View, nullifying.Reason),
            _ => throw new UnreachableException(),
        });
    }

    private void Commit(FinalityCertificate certificate)
    {
        parts.Tip = parts.Committer.Commit(certificate, parts.Tip);
        parts.Proposer.Forget();
        parts.Bodies.Begin(parts.Tip);
        parts.Demand.Reset();
        parts.Batches.OnCommit();
        _outbox.Tell(new Input.Committed(_outbox.Now, parts.Tip.ForConsensus()));
        parts.Fetcher.Begin(parts.Tip);
    }

    // The certificate tells the peer that the block is final; it then asks for the block.
    private void Offer(ushort peer, Height height)
    {
        var certificate = height == parts.Tip.Height ? parts.Tip.Certificate : parts.Store.FindCertificate(height);
        if (certificate is not null)
            _outbox.Send(peer, new PeerMessage.Consensus(new ConsensusMessage.Certified(certificate)));
    }

    // The last thing said: others have to see that two chains are final, and halt as well.
    private void Show(Effect.Halt halt)
    {
        foreach (var certificate in halt.Certificates.Prepend(parts.Tip.Certificate))
        {
            if (certificate is not null)
                _outbox.Broadcast(new PeerMessage.Consensus(new ConsensusMessage.Certified(certificate)));
        }
    }

    private PeerMessage.Consensus WithRecipe(ConsensusMessage message) => message is ConsensusMessage.Proposed proposed
        ? new(message, parts.Bodies.FindRecipe(proposed.Proposal))
        : new(message);

    private string DetailOf(Effect.Halt halt) => halt.Reason == HaltReason.Divergence
        ? parts.Bodies.Find(halt.Certificates[0].Block)?.Fault ?? "The final block is invalid here."
        : string.Join(" and ", halt.Certificates.Select(certificate => certificate.Block));
}
