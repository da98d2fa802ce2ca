using Ledger.Keys.Files;
using Ledger.Keys.SignerState;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Node.Work;
using Ledger.Replication.Membership;

namespace Ledger.Node.Starting;

/// <summary>
/// Finds out whether this is an old copy of the node: the others say which start of it they saw last, and what they
/// heard its key sign. Until a quorum has answered nothing is known, and nothing is voted (PROTOCOL 10.1).
/// </summary>
internal sealed class StartRecords : IStartRecords
{
    private readonly Lock _gate = new();
    private readonly StartsFile _file;
    private readonly SignerStateFile _signed;
    private readonly int _answersNeeded;
    private readonly Dictionary<ushort, StartRecord> _seen;
    private readonly HashSet<ushort> _answered = [];
    private readonly TaskCompletionSource _quorum = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="file">Where the latest starts of the others are kept.</param>
    /// <param name="signed">Where a later start of this node is put on record.</param>
    /// <param name="answersNeeded">How many others make a quorum with this node.</param>
    public StartRecords(StartsFile file, SignerStateFile signed, AnnouncedStart own, int answersNeeded)
    {
        (_file, _signed, Own, _answersNeeded) = (file, signed, own, answersNeeded);
        _seen = file.Read();
        if (answersNeeded == 0)
            _quorum.SetResult();
    }

    public AnnouncedStart Own { get; }

    /// <summary>A quorum knows this start, and nobody in it a later one.</summary>
    public Task QuorumAnswered => _quorum.Task;

    /// <summary>
    /// Never completes but by failing: with <see cref="SupersededException"/> once anybody has seen a later start of this
    /// node or a vote that it has no record of, or with what kept a record from being written.
    /// </summary>
    public Task Ended => _ended.Task;

    public StartRecord? FindLatest(ushort peer)
    {
        lock (_gate)
            return _seen.GetValueOrDefault(peer);
    }

    public StartRecord? Remember(ushort peer, AnnouncedStart start)
    {
        lock (_gate)
        {
            var seen = _seen.GetValueOrDefault(peer);
            if (seen is not null && (seen.Id == start.Record.Id || !start.Follows(seen)))
                return seen;
            _seen[peer] = start.Record;
            EndUnlessDone(() => _file.Write(_seen));
            return seen;
        }
    }

    public void Answered(ushort peer, StartRecord? seen, IEnumerable<Vote> heard)
    {
        lock (_gate)
        {
            if (seen is not null && !Own.Follows(seen))
                Supersede($"Peer {peer} has seen a later start of this node", seen.Counter, IsVoting);
            else if (!_signed.MayBeStale && heard.Any(vote => !SignerRecord.Knows(SignerRecord.Decode(_signed), vote)))
                Supersede($"Peer {peer} has heard what this node has no record of", Own.Record.Counter, IsVoting);

            // Once this is known to be an old copy, no other answer makes it current.
            else if (!_ended.Task.IsCompleted && _answered.Add(peer) && _answered.Count == _answersNeeded)
                _quorum.TrySetResult();
        }
    }

    /// <summary>
    /// A block that became final bears a vote of this node's key that is not on record. A quorum has sessions with no
    /// other start since this one was confirmed, and the key has to rejoin either way: there is nobody to stop for.
    /// </summary>
    public void FindUnknownVote(Height height)
    {
        lock (_gate)
        {
            Supersede(
                $"Height {height} became final with a vote of this node that is not on record",
                Own.Record.Counter,
                isVoting: false);
        }
    }

    private bool IsVoting => _quorum.Task.IsCompleted && !_signed.MayBeStale;

    private void Supersede(string finding, ulong counter, bool isVoting)
    {
        EndUnlessDone(() => _signed.Supersede(counter));
        _ended.TrySetException(new SupersededException(
            isVoting
                ? $"{finding}: another node runs with the same key, so this one stops before both of them vote. "
                    + "Find the other one and keep only one of them."
                : $"{finding}: this is an old copy of it.",
            isVoting));
    }

    // The network would take it for trouble of its own and try again, but what is on the disk after it is unknown.
    private void EndUnlessDone(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or KeyFileException)
        {
            _ended.TrySetException(fault);
            throw;
        }
    }
}
