using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;
using Header = Ledger.Model.Blocks.Header;
using Outcome = Ledger.Model.Outcomes.Outcome;

namespace Ledger.Devnet.Bench;

/// <summary>
/// What the chain itself says was committed: transactions that succeeded, in blocks of a span of block time.
/// </summary>
internal sealed class ChainCount(Timestamp from, Timestamp until)
{
    /// <summary>In the span.</summary>
    public int Succeeded { get; private set; }

    /// <summary>In the span.</summary>
    public int Failed { get; private set; }

    /// <summary>Blocks of the span.</summary>
    public int Blocks { get; private set; }

    /// <summary>Transactions of the largest block of the span.</summary>
    public int LargestBlock { get; private set; }

    /// <summary>In all blocks that were added, also outside of the span.</summary>
    public int Transactions { get; private set; }

    /// <summary>Reads the chain of a node between two heights, the first one excluded.</summary>
    public async Task ReadAsync(Chain.ChainClient chain, ulong after, ulong last, CancellationToken cancellationToken)
    {
        if (last <= after)
            return;
        var request = new StreamBlocksRequest { FromHeight = after + 1 };
        using var call = chain.StreamBlocks(request, cancellationToken: cancellationToken);
        for (var height = after + 1; height <= last && await call.ResponseStream.MoveNext(cancellationToken); height++)
        {
            var block = call.ResponseStream.Current.Block;
            if (!Header.TryRead(block.Header.Span, out var header) || header is null)
                throw new InvalidDataException($"The header of height {height} can't be read.");

            // The first outcome is the block's own.
            Add(header.Time, block.Outcomes.Skip(1));
        }
    }

    public void Add(Timestamp time, IEnumerable<ByteString> outcomes)
    {
        var succeeded = 0;
        var failed = 0;
        foreach (var bytes in outcomes)
        {
            var isRead = OutcomeCodec.TryDecode(bytes.Span, out Outcome? outcome);
            Invariant.That(isRead && outcome is not null);
            if (outcome.IsSuccess)
                succeeded++;
            else
                failed++;
        }

        Transactions += succeeded + failed;
        if (time < from || time >= until)
            return;
        Blocks++;
        Succeeded += succeeded;
        Failed += failed;
        LargestBlock = Math.Max(LargestBlock, succeeded + failed);
    }
}
