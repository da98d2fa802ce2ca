using System.Runtime.CompilerServices;
using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Client;
using Ledger.Client.Answers;
using Ledger.Client.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Auditor.Sources;

/// <summary>A running node, over gRPC with an auditor's certificate.</summary>
/// <param name="client">For this node alone; disposed with the source.</param>
public sealed class NodeSource(LedgerClient client) : ChainSource(client.Network.Nodes[0].Authority)
{
    private const int AttemptsMax = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override async Task<SourceHead> OpenAsync(GenesisDocument genesis, CancellationToken cancellationToken)
    {
        var answer = await client.GetStatusAsync(cancellationToken);
        return answer.Error is { } error
            ? throw new SourceUnreachableException(error.ToString())
            : new(answer.Value.Height, answer.Value.Block, []);
    }

    public override async IAsyncEnumerable<RawBlock> ReadAsync(
        Height last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = Height.Genesis;
        for (var attempt = 1; next <= last; attempt++)
        {
            await using var stream = client.StreamBlocksAsync(next, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            while (next <= last && await MoveNextAsync(stream, attempt, cancellationToken) is { } block)
            {
                if (block.Height != next)
                    throw new SourceDamagedException(Finding.Differs(next, AuditField.Height, block.Height, next));
                yield return new(
                    block.Height,
                    block.Header,
                    block.ParentCertificate,
                    block.Evidence,
                    block.Transactions,
                    block.Certificate,
                    block.Outcomes);
                (next, attempt) = (next.Next, 1);
            }
        }
    }

    public override ValueTask DisposeAsync()
    {
        client.Dispose();
        return base.DisposeAsync();
    }

    /// <summary>Null if the stream broke and may be tried again.</summary>
    private static async Task<BlockBytes?> MoveNextAsync(
        IAsyncEnumerator<BlockBytes> stream, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            if (await stream.MoveNextAsync())
                return stream.Current;
        }
        catch (LedgerException exception)
        {
            if (attempt >= AttemptsMax || exception.Error.Kind is not (ErrorKind.Busy or ErrorKind.Unreachable))
                throw new SourceUnreachableException(exception.Message);
        }

        if (attempt >= AttemptsMax)
            throw new SourceUnreachableException("The node ends the stream of blocks again and again.");
        await Task.Delay(Pause, cancellationToken);
        return null;
    }
}
