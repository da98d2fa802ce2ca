using Ledger.Audit.Blocks;
using Ledger.Auditor.Sources;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Auditor.Tests;

/// <summary>A copy of a chain that is nothing but its blocks.</summary>
internal sealed class MemorySource(string name, IReadOnlyList<RawBlock> blocks) : ChainSource(name)
{
    public override Task<SourceHead> OpenAsync(GenesisDocument genesis, CancellationToken cancellationToken) =>
        Task.FromResult(new SourceHead(blocks[^1].Height, null, []));

    public override IAsyncEnumerable<RawBlock> ReadAsync(Height last, CancellationToken cancellationToken) =>
        blocks.ToAsyncEnumerable();
}
