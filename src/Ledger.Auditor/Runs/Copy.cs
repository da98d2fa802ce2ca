using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Auditor.Sources;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Auditor.Runs;

/// <summary>
/// One source during one run: read ahead by one thread, judged by another. Once something is wrong with it, what it
/// gives no longer counts.
/// </summary>
internal sealed class Copy(ChainSource source)
{
    private IAsyncEnumerator<RawBlock>? _blocks;
    private volatile Finding? _finding;
    private volatile string? _unreachable;

    public SourceHead? Head { get; private set; }

    public Finding? Finding => _finding;

    public bool IsAlive => Head is not null && _finding is null && _unreachable is null;

    /// <summary>The copy has this height, and nothing was wrong with it so far.</summary>
    public bool Reaches(Height height) => IsAlive && height <= Head!.Height;

    public async Task OpenAsync(GenesisDocument genesis, CancellationToken cancellationToken) =>
        await GuardAsync(async () =>
        {
            Head = await source.OpenAsync(genesis, cancellationToken);
            return true;
        });

    /// <summary>Begins at genesis, also for the second time.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await EndAsync();
        if (IsAlive)
            _blocks = source.ReadAsync(Head!.Height, cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>The next block; null if the copy is no longer alive.</summary>
    public Task<RawBlock?> ReadAsync(Height height) => GuardAsync(async () =>
    {
        if (await _blocks!.MoveNextAsync())
            return _blocks.Current;
        throw new SourceDamagedException(Finding.At(height, AuditField.Head, "the copy ends before its own head"));
    });

    public void Fail(Finding finding) => _finding ??= finding;

    public void Follow(Header genesis)
    {
        if (source.Begin(genesis) is { } finding)
            Fail(finding);
    }

    /// <summary>A block of this copy is sound; what the copy says beside it is checked too.</summary>
    public void Follow(ExaminedBlock block)
    {
        if (source.Follow(block) is { } beside)
            Fail(beside);
        var height = block.Raw.Height;
        if (height == Head!.Height && Head.Block is { } claimed && claimed != block.Header!.Hash())
            Fail(Finding.Differs(height, AuditField.Head, claimed, block.Header.Hash()));
    }

    public void Finish(Execution.State.MemoryState state)
    {
        if (source.Finish(state) is { } finding)
            Fail(finding);
    }

    public async Task EndAsync()
    {
        if (_blocks is not null)
            await _blocks.DisposeAsync();
        _blocks = null;
    }

    public CopyReport Report(Height head)
    {
        var standing = _finding is not null ? CopyStanding.Faulty
            : _unreachable is not null ? CopyStanding.Unreachable
            : Head!.Height < head ? CopyStanding.Behind
            : CopyStanding.AtHead;
        Invariant.That(Head is not null || standing is CopyStanding.Faulty or CopyStanding.Unreachable);
        return new(source.Name, standing, Head?.Height, _finding, _unreachable);
    }

    private async Task<T?> GuardAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (SourceDamagedException exception)
        {
            Fail(exception.Finding);
        }
        catch (SourceUnreachableException exception)
        {
            _unreachable = exception.Message;
        }

        return default;
    }
}
