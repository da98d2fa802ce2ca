using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Auditor.Sources;

/// <summary>
/// Where a copy of a chain comes from. Nothing it gives is believed. Throws <see cref="SourceDamagedException"/> where
/// the copy itself can't be read, and <see cref="SourceUnreachableException"/> where it can't be reached.
/// </summary>
public abstract class ChainSource(string name) : IAsyncDisposable
{
    /// <summary>As the auditor named it: an address or a path.</summary>
    public string Name { get; } = name;

    /// <summary>How far the copy reaches now; later growth is not looked at.</summary>
    public abstract Task<SourceHead> OpenAsync(GenesisDocument genesis, CancellationToken cancellationToken);

    /// <summary>The blocks from genesis to <paramref name="last"/>, each once, in order.</summary>
    public abstract IAsyncEnumerable<RawBlock> ReadAsync(Height last, CancellationToken cancellationToken);

    /// <summary>Block 0 was found to be that of the genesis file; blocks from height 1 on follow.</summary>
    public virtual Finding? Begin(Header genesis) => null;

    /// <summary>A block of this copy was found sound; what the copy keeps beside it is checked here.</summary>
    public virtual Finding? Follow(ExaminedBlock block) => null;

    /// <summary>The last block of this copy was found sound.</summary>
    /// <param name="state">The state after it, as execution made it.</param>
    public virtual Finding? Finish(MemoryState state) => null;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}

/// <param name="Block">Its hash, where the source says one.</param>
/// <param name="Notes">What the auditor should know of the copy, though it is no fault.</param>
/// <param name="NeedsState">Whether <see cref="ChainSource.Finish"/> looks at the state.</param>
public sealed record SourceHead(Height Height, BlockHash? Block, IReadOnlyList<string> Notes, bool NeedsState = false);

/// <summary>A copy can't be read, or contradicts itself; the finding says where.</summary>
public sealed class SourceDamagedException(Finding finding) : Exception(finding.ToString())
{
    public Finding Finding { get; } = finding;
}

/// <summary>A source doesn't answer, or does not let this auditor in.</summary>
public sealed class SourceUnreachableException(string message) : Exception(message);
