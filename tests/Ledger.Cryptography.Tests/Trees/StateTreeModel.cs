using Ledger.Cryptography.Trees;

namespace Ledger.Cryptography.Tests.Trees;

/// <summary>A state tree in memory beside the plain map that it stands for.</summary>
internal sealed class StateTreeModel
{
    public static readonly TreeId Tree = new(Part: 2);

    public MemoryTreePages Pages { get; } = new();

    public SortedDictionary<Digest, Digest> Entries { get; } = [];

    public Digest Root => StateTree.RootOf(Pages, Tree);

    /// <summary>One change for each byte: the low five bits name a path, the others a value, 0 to delete.</summary>
    public static LeafChange[] Changes(byte[] batch)
    {
        var changes = new SortedDictionary<Digest, Digest?>();
        foreach (var change in batch)
            changes[SamplePaths.At(change & 31)] = change < 32 ? null : SamplePaths.Value(change >> 5);
        return [.. changes.Select(change => new LeafChange(change.Key, change.Value))];
    }

    public TreeUpdate Apply(byte[] batch) => Apply(Changes(batch));

    public TreeUpdate Apply(LeafChange[] changes)
    {
        var update = StateTree.Update(Pages, Tree, changes);
        Pages.Commit(update);
        foreach (var (path, valueHash) in changes)
        {
            if (valueHash is { } hash)
                Entries[path] = hash;
            else
                Entries.Remove(path);
        }

        return update;
    }
}
