using System.Runtime.InteropServices;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Trees;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

/// <summary>Turns what a block changed into the state's new trees and root (PROTOCOL 7.10).</summary>
internal sealed class StateCommitment(StateOverlay state)
{
    private readonly ChangeList _changes = new();
    private readonly List<LeafChange> _leaves = [];
    private readonly List<LeafChange> _sorted = [];
    private readonly WordOrder _order = new();
    private readonly TreeUpdater _updater = new();

    /// <summary>Changes that the overlay does not know of, for genesis.</summary>
    public ChangeList Changes => _changes;

    public Commitment Commit(
        Height height, StateView view, IReadOnlyList<ulong> droppedMinutes, bool makesRoots)
    {
        var pages = new TreeOverlay(view.Pages);
        state.AddChanges(height, _changes);
        foreach (var minute in droppedMinutes)
        {
            pages.Drop(ReplayMinute.Tree(minute));
            _changes.Remove(StateKeys.ReplayMinute(minute));
        }

        foreach (var minute in state.Nonces.Minutes)
            PutMinute(minute, makesRoots ? UpdateMinute(pages, minute) : Digest.Zero);
        var changes = _changes.ToSortedChanges();
        _changes.Clear();
        return new(changes, pages, makesRoots ? UpdateParts(pages, changes) : Digest.Zero);
    }

    private void PutMinute(ulong minute, Digest root)
    {
        root.CopyTo(_changes.Reserve(Digest.Size));
        _changes.Put(StateKeys.ReplayMinute(minute), Digest.Size);
    }

    /// <summary>The nonces of a minute make a tree of their own, so that it can be dropped as a whole.</summary>
    private Digest UpdateMinute(TreeOverlay pages, ulong minute)
    {
        Span<byte> key = stackalloc byte[NonceKey.Size];
        Span<byte> value = stackalloc byte[Digest.Size];
        _leaves.Clear();
        foreach (var record in state.Nonces.Records)
        {
            if (record.Minute != minute)
                continue;
            record.Key.CopyTo(key);
            record.Transaction.Value.CopyTo(value);
            _leaves.Add(new(StateTree.PathOf(key), Sha256.Hash(value)));
        }

        return Update(pages, ReplayMinute.Tree(minute));
    }

    private Digest UpdateParts(TreeOverlay pages, ReadOnlySpan<StateChange> changes)
    {
        Span<Digest> roots = stackalloc Digest[StateRoot.PartCount];
        for (var part = 1; part <= StateRoot.PartCount; part++)
        {
            _leaves.Clear();
            while (!changes.IsEmpty && (int)changes[0].Key.Part == part)
            {
                if (!NonceKey.TryRead(changes[0].Key, out _, out _))
                    _leaves.Add(LeafOf(changes[0]));
                changes = changes[1..];
            }

            roots[part - 1] = Update(pages, new((byte)part));
        }

        Invariant.That(changes.IsEmpty);
        return StateRoot.Of(roots);
    }

    private Digest Update(TreeOverlay pages, TreeId tree)
    {
        if (_leaves.Count == 0)
            return StateTree.RootOf(pages, tree);
        var order = _order.Sort(_leaves.Count, Digest.WordCount, (leaf, word) => _leaves[leaf].Path.Word(word));
        _sorted.Clear();
        foreach (var index in order)
            _sorted.Add(_leaves[index]);
        var update = _updater.Update(pages, tree, CollectionsMarshal.AsSpan(_sorted));
        pages.Apply(update);
        return update.Root;
    }

    private static LeafChange LeafOf(in StateChange change)
    {
        Span<byte> key = stackalloc byte[StateKey.LengthMax];
        change.Key.CopyTo(key);
        Digest? valueHash = change.IsRemoval ? null : Sha256.Hash(change.Value.Span);
        return new(StateTree.PathOf(key[..change.Key.Length]), valueHash);
    }
}
