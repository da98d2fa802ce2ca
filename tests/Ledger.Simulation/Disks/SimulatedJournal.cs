using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Simulation.Running;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Disks;

/// <summary>A journal of which a crash keeps what was flushed, and of the rest a beginning at most.</summary>
internal sealed class SimulatedJournal(PlantedBug bug) : IJournal
{
    private readonly List<JournalRecord> _durable = [];
    private readonly List<JournalRecord> _buffered = [];
    private int _appendedAtFlush;

    public int DurableCount => _durable.Count;

    public long Flushes { get; private set; }

    public void Append(JournalRecord record) => _buffered.Add(record);

    public void Flush()
    {
        Flushes++;
        var count = bug.FlushesLate ? _appendedAtFlush : _buffered.Count;
        _durable.AddRange(_buffered.Take(count));
        _buffered.RemoveRange(0, count);
        _appendedAtFlush = _buffered.Count;
    }

    public void Prune(Height below) => _durable.RemoveAll(record => record.Height < below);

    public JournalScan Scan() => new(
        [.. _durable.Where(record => !bug.ForgetsVotes || record is not JournalRecord.Voted)], IsSound: true);

    /// <summary>I7: the vote would survive a crash at this instant.</summary>
    public bool IsDurable(Vote vote) => _durable.Exists(record => record is JournalRecord.Voted voted && voted.Vote == vote);

    /// <summary>The tail that was not flushed is lost, or torn somewhere; true if anything of it is.</summary>
    public bool Crash(SimulatedRandom random)
    {
        var kept = random.Below(_buffered.Count + 1);
        var hasLost = kept < _buffered.Count;
        _durable.AddRange(_buffered.Take(kept));
        _buffered.Clear();
        _appendedAtFlush = 0;
        return hasLost;
    }

    /// <summary>The disk is gone.</summary>
    public void Wipe()
    {
        _durable.Clear();
        _buffered.Clear();
    }
}
