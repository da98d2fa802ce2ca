using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Values;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Bodies;

/// <summary>
/// Asks for what candidates lack, one source after the other (PROTOCOL 10.3): first the batches, which is little;
/// whoever does not have them whole is asked for the body.
/// </summary>
internal sealed class BodyFetching(ReplicaOptions options, TransactionPool pool, Outbox outbox)
{
    public void Stop() => outbox.CancelTimer(TimerPurpose.Fetch);

    /// <summary>What lacks may still be on its way: it is asked for after a while.</summary>
    public void Schedule()
    {
        if (!outbox.IsRunning(TimerPurpose.Fetch))
            outbox.SetTimer(TimerPurpose.Fetch, options.FetchDelay);
    }

    /// <summary>Somebody was asked, and gets his time.</summary>
    public void ScheduleNext() => outbox.SetTimer(TimerPurpose.Fetch, options.FetchTimeout);

    /// <param name="height">The candidate's.</param>
    public void Ask(Candidate candidate, Height height)
    {
        if (candidate.Sources.IsEmpty)
            return;
        var source = candidate.Sources[candidate.Attempts / 2 % candidate.Sources.Length];
        var wantsBatches = candidate.Attempts % 2 == 0 && candidate.Header is not null;
        candidate.Attempts++;
        if (wantsBatches && MissingOf(candidate) is { IsEmpty: false } ids)
            outbox.Send(source, new PeerMessage.GetBatches(ids));
        else
            outbox.Send(source, new PeerMessage.GetBody(height, candidate.Hash));
    }

    private ImmutableArray<Digest> MissingOf(Candidate candidate)
    {
        RecipeReader.Read(candidate, pool, candidate.Header!.TransactionCount, out var missing);
        return missing.Length <= PeerMessage.GetBatches.IdsMax ? missing : [];
    }
}
