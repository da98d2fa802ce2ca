using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.Cryptography;

namespace Ledger.EndToEnd.Tests.Records;

/// <summary>What one node's chain holds: block hashes, and for each transaction its one outcome.</summary>
internal sealed class ChainRecord
{
    private readonly List<ByteString> _blocks = [];
    private readonly Dictionary<ByteString, ByteString> _outcomes = [];

    public IReadOnlyList<ByteString> Blocks => _blocks;

    /// <summary>Reads the chain up to a height. Throws if a transaction is in it twice.</summary>
    public static async Task<ChainRecord> ReadAsync(TestNetwork network, Company company, ulong height)
    {
        var record = new ChainRecord();
        using var patience = new CancellationTokenSource(Patience.Deadline);
        using var call = network.Nodes.ClientOf(company).Chain.StreamBlocks(new(), cancellationToken: patience.Token);
        while ((ulong)record._blocks.Count <= height && await call.ResponseStream.MoveNext(patience.Token))
            record.Add(call.ResponseStream.Current.Block);
        return record;
    }

    /// <summary>Those of these outcomes that the chain does not hold to the byte.</summary>
    public IEnumerable<ByteString> Missing(IReadOnlyDictionary<ByteString, Outcome> acknowledged) =>
        acknowledged.Where(entry => _outcomes.GetValueOrDefault(entry.Key) != entry.Value.Canonical)
            .Select(entry => entry.Key);

    private void Add(Block block)
    {
        _blocks.Add(block.Hash);

        // The first outcome is the block's own; every other begins with its transaction's id.
        foreach (var outcome in block.Outcomes.Skip(1))
            _outcomes.Add(ByteString.CopyFrom(outcome.Span[..Digest.Size]), outcome);
    }
}
