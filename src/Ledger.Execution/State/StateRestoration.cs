using System.Runtime.InteropServices;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Trees;

namespace Ledger.Execution.State;

/// <summary>
/// Builds all trees of a state anew from its entries alone (PROTOCOL 6.5): the root depends on nothing else, so it
/// proves entries that came from a file, and holds trees that grew block by block to account.
/// </summary>
public sealed class StateRestoration
{
    private readonly MemoryState? _state;
    private readonly Digest[] _roots = new Digest[StateRoot.PartCount];
    private readonly List<LeafChange> _leaves = [];
    private readonly List<LeafChange> _nonces = [];
    private int _part = 1;
    private ulong _minute;
    private Digest _minuteRoot;

    private StateRestoration(MemoryState? state) => _state = state;

    /// <param name="entries">All of them in ascending order.</param>
    /// <returns>Null if the entries are out of order, or the replay part contradicts itself.</returns>
    public static Digest? FindRoot(IEnumerable<StateEntry> entries) => new StateRestoration(null).Build(entries);

    /// <summary>As <see cref="FindRoot"/>, and keeps the state.</summary>
    /// <param name="seed">See <see cref="MemoryState"/>.</param>
    public static Digest? Restore(IEnumerable<StateEntry> entries, ulong seed, out MemoryState state)
    {
        state = new MemoryState(seed);
        return new StateRestoration(state).Build(entries);
    }

    private Digest? Build(IEnumerable<StateEntry> entries)
    {
        StateKey? last = null;
        foreach (var entry in entries)
        {
            if ((int)entry.Key.Part is < 1 or > StateRoot.PartCount || (last is { } before && before >= entry.Key))
                return null;
            last = entry.Key;
            if (!Add(entry) || _state?.TryRestore(entry) == false)
                return null;
        }

        if (!EndMinute())
            return null;
        EndPart();
        return StateRoot.Of(_roots);
    }

    private bool Add(in StateEntry entry)
    {
        if (NonceKey.TryRead(entry.Key, out var minute, out var nonce))
            return AddNonce(minute, nonce, entry.Value.Span);
        if (!EndMinute())
            return false;
        while (_part < (int)entry.Key.Part)
        {
            EndPart();
            _part++;
        }

        Span<byte> key = stackalloc byte[StateKey.LengthMax];
        entry.Key.CopyTo(key);
        _leaves.Add(new(StateTree.PathOf(key[..entry.Key.Length]), Sha256.Hash(entry.Value.Span)));
        return entry.Key.Part != StatePart.Replay || BeginMinute(entry);
    }

    // A minute's root stands before its nonces: its key is a prefix of theirs.
    private bool BeginMinute(in StateEntry entry)
    {
        Span<byte> key = stackalloc byte[StateKey.LengthMax];
        entry.Key.CopyTo(key);
        if (entry.Key.Length != sizeof(ulong) || !Digest.TryRead(entry.Value.Span, out _minuteRoot))
            return false;
        _minute = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(key);
        return true;
    }

    private bool AddNonce(ulong minute, in NonceKey nonce, ReadOnlySpan<byte> value)
    {
        Span<byte> key = stackalloc byte[NonceKey.Size];
        nonce.CopyTo(key);
        _nonces.Add(new(StateTree.PathOf(key), Sha256.Hash(value)));
        return minute == _minute && value.Length == Digest.Size;
    }

    private bool EndMinute()
    {
        var isRight = _minute == 0 || Update(_nonces, ReplayMinute.Tree(_minute)) == _minuteRoot;
        _minute = 0;
        return isRight && _nonces.Count == 0;
    }

    private void EndPart() => _roots[_part - 1] = Update(_leaves, new((byte)_part));

    private Digest Update(List<LeafChange> leaves, TreeId tree)
    {
        if (leaves.Count == 0)
            return Digest.Zero;
        leaves.Sort((left, right) => left.Path.CompareTo(right.Path));
        var update = StateTree.Update(EmptyPages.Instance, tree, CollectionsMarshal.AsSpan(leaves));
        leaves.Clear();
        _state?.Restore(update);
        return update.Root;
    }

    private sealed class EmptyPages : ITreePageReader
    {
        public static readonly EmptyPages Instance = new();

        public TreePage? Find(in TreePosition position) => null;
    }
}
