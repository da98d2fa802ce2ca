using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Trees;

namespace Ledger.Benchmarks;

/// <summary>What one block's changes to a part of the state cost, in memory and on one core.</summary>
[MemoryDiagnoser]
public class StateRootBenchmark
{
    private const int ChangedLeaves = 10_000;

    private static readonly TreeId Balances = new(Part: 2);

    private readonly MemoryTreePages _pages = new();
    private LeafChange[] _changes = [];
    private LeafChange[] _additions = [];

    [Params(10_000, 1_000_000)]
    public int Leaves { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var leaves = Enumerable.Range(0, Leaves).Select(PathOf).Order().Select(path => new LeafChange(path, path));
        _pages.Commit(StateTree.Update(_pages, Balances, leaves.ToArray()));
        var random = new Random(42);
        var changed = Enumerable.Range(0, Leaves).ToArray();
        random.Shuffle(changed);
        _changes = Batch(changed.Take(ChangedLeaves));
        _additions = Batch(Enumerable.Range(Leaves, ChangedLeaves));
    }

    /// <summary>
    /// The yardstick: as many hashes of a node as leaves change, so that a ratio holds on a busy machine.
    /// </summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = ChangedLeaves)]
    public Digest HashNodes()
    {
        var hash = Digest.Zero;
        for (var i = 0; i < ChangedLeaves; i++)
            hash = Sha256.Hash(1, hash, hash);
        return hash;
    }

    [Benchmark(OperationsPerInvoke = ChangedLeaves)]
    public Digest ChangeLeaves() => StateTree.Update(_pages, Balances, _changes).Root;

    [Benchmark(OperationsPerInvoke = ChangedLeaves)]
    public Digest AddLeaves() => StateTree.Update(_pages, Balances, _additions).Root;

    private static LeafChange[] Batch(IEnumerable<int> keys) =>
        [.. keys.Select(PathOf).Order().Select(path => new LeafChange(path, Digest.Zero))];

    private static Digest PathOf(int key)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, key);
        return StateTree.PathOf(bytes);
    }
}
