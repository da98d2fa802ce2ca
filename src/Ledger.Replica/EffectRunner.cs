using System.Diagnostics;
using Ledger.Replica.Ports;

namespace Ledger.Replica;

/// <summary>
/// Carries out what a batch of inputs asked for: commits and journal records in order, one flush, then all the rest in
/// order. The host's loop is: drain the inputs into the replica, then <see cref="Run"/> once.
/// </summary>
public sealed class EffectRunner(ReplicaPorts ports)
{
    /// <summary>
    /// Carries out and clears <paramref name="effects"/>. An exception of a port means: stop the node.
    /// </summary>
    public void Run(ReplicaEffects effects)
    {
        MakeDurable(effects.Durable);
        foreach (var effect in effects.Released)
            Release(effect);
        effects.Clear();
    }

    private void MakeDurable(IReadOnlyList<DurableEffect> effects)
    {
        var needsFlush = false;
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case DurableEffect.Append append:
                    ports.Journal.Append(append.Record);

                    // That a height began is nobody's promise: it goes to the disk with the first vote of that height.
                    needsFlush |= append.Record is not JournalRecord.Started;
                    break;
                case DurableEffect.Commit commit:
                    ports.Store.Commit(commit.Block);
                    break;
                case DurableEffect.Keep keep:
                    ports.Store.Keep(keep.Evidence);
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        if (needsFlush)
            ports.Journal.Flush();
    }

    private void Release(ReleasedEffect effect)
    {
        switch (effect)
        {
            case ReleasedEffect.Send send:
                ports.Peers.Send(send.Peer, send.Message);
                break;
            case ReleasedEffect.Broadcast broadcast:
                ports.Peers.Broadcast(broadcast.Message);
                break;
            case ReleasedEffect.SendBlocks send:
                ports.Peers.SendBlocks(send.Peer, send.From, send.Count);
                break;
            case ReleasedEffect.Sign sign:
                ports.Signer.Sign(sign.Vote, sign.Notarization);
                break;
            case ReleasedEffect.SetTimer set:
                ports.Timers.Start(set.Timer, set.Delay);
                break;
            case ReleasedEffect.CancelTimer cancel:
                ports.Timers.Cancel(cancel.Purpose);
                break;
            case ReleasedEffect.Build build:
                ports.Execution.Build(build.Request);
                break;
            case ReleasedEffect.Judge judge:
                ports.Execution.Judge(judge.Request);
                break;
            case ReleasedEffect.Answer answer:
                ports.Submitters.Answer(answer.Submission, answer.Content);
                break;
            case ReleasedEffect.PruneJournal prune:
                ports.Journal.Prune(prune.Below);
                break;
            case ReleasedEffect.Report report:
                ports.Observer.Observe(report.Event);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
