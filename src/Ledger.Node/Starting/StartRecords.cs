using Ledger.Keys.Files;
using Ledger.Keys.SignerState;
using Ledger.Replication.Membership;

namespace Ledger.Node.Starting;

/// <summary>
/// Finds out whether this is an old copy of the node: the others say which start of it they saw last. Until a quorum
/// has answered nothing is known, and nothing is voted (PROTOCOL 10.1).
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
    /// Never completes but by failing: with <see cref="SupersededException"/> once a later start of this node was seen
    /// by anybody, or with what kept a record from being written.
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

    public void Answered(ushort peer, StartRecord? seen)
    {
        lock (_gate)
        {
            if (seen is not null && !Own.Follows(seen))
                Supersede(peer, seen);
            else if (_answered.Add(peer) && _answered.Count == _answersNeeded)
                _quorum.TrySetResult();
        }
    }

    private void Supersede(ushort peer, StartRecord later)
    {
        var mayHaveVoted = _quorum.Task.IsCompleted && !_signed.MayBeStale;
        EndUnlessDone(() => _signed.Supersede(later.Counter));
        _ended.TrySetException(mayHaveVoted
            ? new SupersededException(
                $"Peer {peer} has seen a later start of this node: another node runs with the same key, so this one "
                + "stops before both of them vote. Find the other one and keep only one of them.",
                mayHaveVoted)
            : new SupersededException(
                $"Peer {peer} has seen a later start of this node: this is an old copy of it.", mayHaveVoted));
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
