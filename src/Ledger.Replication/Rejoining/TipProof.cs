using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Replication.Rejoining;

/// <summary>Collects the tips that peers prove under one nonce, until enough of them have. Thread-safe.</summary>
/// <param name="isValid">Whether a peer's tip counts.</param>
internal sealed class TipProof(Digest nonce, int quorum, Func<ushort, SignedTip, bool> isValid)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ushort> _asked = [];
    private readonly Dictionary<ushort, Height> _proven = [];

    private readonly TaskCompletionSource<Height> _highest =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Digest Nonce => nonce;

    /// <summary>The highest of the tips, once a quorum is there.</summary>
    public Task<Height> Highest => _highest.Task;

    /// <summary>Whether the peer is still to be asked. For each time that it is, one answer will be judged.</summary>
    public bool TryAsk(ushort peer)
    {
        lock (_gate)
        {
            if (_proven.ContainsKey(peer))
                return false;
            _asked.Add(peer);
            return true;
        }
    }

    /// <summary>Whether an answer is awaited. It bounds what a peer's false answers cost.</summary>
    public bool TryHear(ushort peer)
    {
        lock (_gate)
            return _asked.Remove(peer);
    }

    /// <summary>Counts the answer if it proves what it says.</summary>
    public void Add(ushort peer, SignedTip answer)
    {
        if (!isValid(peer, answer))
            return;
        lock (_gate)
        {
            _proven.TryAdd(peer, answer.Statement.Tip);
            if (_proven.Count >= quorum)
                _highest.TrySetResult(_proven.Values.Max());
        }
    }
}
