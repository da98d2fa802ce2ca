using System.Globalization;
using System.Text.Json;
using Ledger.Replication.Membership;

namespace Ledger.Node.Starting;

/// <summary>
/// Finds out whether this is an old copy of the node: the others say which start of it they saw last. Until a quorum
/// has answered nothing is known, and nothing is voted (PROTOCOL 9.12).
/// </summary>
internal sealed class StartRecords : IStartRecords
{
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly int _answersNeeded;
    private readonly Dictionary<ushort, StartRecord> _seen;
    private readonly HashSet<ushort> _answered = [];
    private readonly TaskCompletionSource _quorum = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _laterStart = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOldCopy;

    /// <param name="file">Where the highest starts of the others are kept.</param>
    /// <param name="answersNeeded">How many others make a quorum with this node.</param>
    public StartRecords(string file, StartRecord own, int answersNeeded)
    {
        (_file, Own, _answersNeeded) = (file, own, answersNeeded);
        _seen = Read(file);
        if (answersNeeded == 0)
            _quorum.SetResult();
    }

    public StartRecord Own { get; }

    /// <summary>Somebody has seen a start of this node that is not before this one.</summary>
    public bool IsOldCopy => _isOldCopy;

    public Task QuorumAnswered => _quorum.Task;

    /// <summary>Fails if it turns out after the quorum that another node runs with this key.</summary>
    public Task LaterStartSeen => _laterStart.Task;

    public StartRecord? FindHighest(ushort peer)
    {
        lock (_gate)
            return _seen.TryGetValue(peer, out var start) ? start : null;
    }

    public void Remember(ushort peer, StartRecord start)
    {
        lock (_gate)
        {
            if (_seen.TryGetValue(peer, out var highest) && !highest.Precedes(start))
                return;
            _seen[peer] = start;
            Write();
        }
    }

    public void Answered(ushort peer, StartRecord? seen)
    {
        lock (_gate)
        {
            if (seen is { } earlier && earlier != Own && !earlier.Precedes(Own))
                FindLaterStart(peer);
            if (_answered.Add(peer) && _answered.Count == _answersNeeded)
                _quorum.TrySetResult();
        }
    }

    private void FindLaterStart(ushort peer)
    {
        // Who is known to be an old copy follows without a vote anyway.
        if (_quorum.Task.IsCompleted && !_isOldCopy)
        {
            _laterStart.TrySetException(new StartRefusedException(
                $"Peer {peer} has seen a later start of this node: another node runs with the same key, so this one "
                + "stops before both of them vote. Find the other one and keep only one of them."));
        }

        _isOldCopy = true;
    }

    private static Dictionary<ushort, StartRecord> Read(string file)
    {
        if (!File.Exists(file))
            return [];
        var entries = JsonSerializer.Deserialize<Dictionary<string, StartRecord>>(File.ReadAllBytes(file)) ?? [];
        return entries.ToDictionary(
            entry => ushort.Parse(entry.Key, CultureInfo.InvariantCulture), entry => entry.Value);
    }

    // Replaced as a whole: a crash leaves the old file or the new one.
    private void Write()
    {
        var next = _file + ".new";
        var entries = _seen.ToDictionary(
            entry => entry.Key.ToString(CultureInfo.InvariantCulture), entry => entry.Value, StringComparer.Ordinal);
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, entries);
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, _file, overwrite: true);
    }
}
