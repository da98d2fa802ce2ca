using System.Runtime.CompilerServices;
using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Ledger.Storage;
using Ledger.Storage.Inspection;

namespace Ledger.Auditor.Sources;

/// <summary>
/// A node's data directory, or a copy of one. All that it stores is held against what execution makes: blocks, indexes,
/// state, trees, and the journal beside them.
/// </summary>
public sealed class DirectorySource(string directory) : ChainSource(directory)
{
    /// <summary>
    /// A node at work may have been writing or tidying up just then. Where nothing moves, damage is damage.
    /// </summary>
    private const int AttemptsMax = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private GenesisDocument? _genesis;
    private StoredChain? _chain;
    private StoreComparison? _comparison;

    private StoredChain Chain => _chain ?? throw new InvalidOperationException("The source is not open.");

    public override async Task<SourceHead> OpenAsync(GenesisDocument genesis, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Name))
            throw new SourceUnreachableException($"{Name} is no directory.");
        if (!StoredChain.IsIn(Name))
        {
            throw new SourceUnreachableException(
                $"{Name} holds no chain: name the folder that Node:Data names, or a copy of it.");
        }

        _chain = await TryAsync(() => StoredChain.Open(Name), cancellationToken);
        if (_chain.Identity.Network != genesis.Id)
        {
            throw new SourceDamagedException(
                Finding.Differs(Height.Genesis, AuditField.Network, _chain.Identity.Network, genesis.Id));
        }

        if (genesis.Members.All(member => member.ValidatorKey != _chain.Identity.Node))
            throw Damage(null, $"{_chain.Path}: the node {_chain.Identity.Node} is no member of the network.");
        _genesis = genesis;
        return new(_chain.Tip, null, await InspectJournalAsync(cancellationToken), NeedsState: true);
    }

    public override async IAsyncEnumerable<RawBlock> ReadAsync(
        Height last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var height = Height.Genesis; height <= last; height = height.Next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Guard(height, () => Chain.Read(height));
        }

        await Task.CompletedTask;
    }

    public override Finding? Begin(Header genesis)
    {
        _comparison = Chain.Compare(_genesis!);
        return Find(Height.Genesis, () => _comparison.Begin(genesis));
    }

    public override Finding? Follow(ExaminedBlock block) =>
        Find(block.Raw.Height, () => _comparison!.Add(block.Block!, block.Raw));

    public override Finding? Finish(MemoryState state) => Find(Chain.Tip, () => _comparison!.Finish(state));

    public override ValueTask DisposeAsync()
    {
        _chain?.Dispose();
        return base.DisposeAsync();
    }

    private async Task<IReadOnlyList<string>> InspectJournalAsync(CancellationToken cancellationToken)
    {
        var inspection = await TryAsync(
            () =>
            {
                var found = StoredChain.InspectJournal(Name, Chain.Identity);
                return found?.Damage is { } damage ? throw new StoreDamagedException(damage) : found;
            },
            cancellationToken);
        return inspection?.UnfinishedFlush is { } torn ? [$"the journal may end in an unfinished flush: {torn}"] : [];
    }

    private async Task<T> TryAsync<T>(Func<T> open, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = Listing();
            try
            {
                return open();
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new SourceUnreachableException(exception.Message);
            }
            catch (Exception exception) when (exception is IOException or StoreRefusedException)
            {
                if (attempt == AttemptsMax || Listing().SetEquals(before))
                    throw Damage(null, exception.Message);
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    /// <summary>Names, lengths and times of all files; those that vanish meanwhile are left out.</summary>
    private HashSet<(string Name, long Length, DateTime Written)> Listing()
    {
        var listing = new HashSet<(string, long, DateTime)>();
        foreach (var file in new DirectoryInfo(Name).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (file.Exists)
                listing.Add((file.FullName, file.Length, file.LastWriteTimeUtc));
        }

        return listing;
    }

    private static T Guard<T>(Height height, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (IOException exception)
        {
            throw Damage(height, exception.Message);
        }
    }

    private static Finding? Find(Height height, Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (IOException exception)
        {
            return new(AuditField.Storage, height, null, exception.Message);
        }
    }

    private static SourceDamagedException Damage(Height? height, string what) =>
        new(new(AuditField.Storage, height, null, what));
}
