using Ledger.Cryptography.Trees;
using Ledger.Storage.Chain;

namespace Ledger.Storage.Tests.Chain;

public sealed class PageCacheTests
{
    private static readonly TreeId Tree = new(Part: 2);
    private static readonly TreePosition Root = TreePosition.Root(Tree);

    private readonly MemoryTreePages _store = new();
    private readonly PageCache _cache = new();

    [Fact]
    public void Find_ByAReaderOfAnEarlierBlock_GivesNothingThatCameLater()
    {
        Commit(1, leaves: 10);
        Commit(2, leaves: 20);

        Assert.Null(Find(1));
        Assert.NotNull(Find(2));
    }

    [Fact]
    public void Find_OfWhatALaterBlockLeftAlone_GivesItToBoth()
    {
        Commit(1, leaves: 10);
        _cache.Commit(new(2), new TreeOverlay(_store));

        Assert.Equal(Find(1)!.Value.Bytes.ToArray(), Find(2)!.Value.Bytes.ToArray());
    }

    [Fact]
    public void Find_BeforeTheCacheKnowsTheReadersBlock_GivesNothing()
    {
        Commit(1, leaves: 10);

        Assert.Null(Find(2));
    }

    [Fact]
    public void Add_AfterALaterBlockCameBy_KeepsNothing()
    {
        Commit(1, leaves: 10);
        var page = _store.Find(Root)!.Value;
        _cache.Commit(new(2), Dropping(Tree));

        _cache.Add(new(1), Root, page);

        Assert.Null(Find(1));
        Assert.Null(Find(2));
    }

    [Fact]
    public void Commit_ThatDropsATree_ForgetsItsPages()
    {
        Commit(1, leaves: 100);

        _cache.Commit(new(2), Dropping(Tree));

        Assert.Null(Find(2));
    }

    [Fact]
    public void Commit_BeyondTheBound_KeepsWhatItHasAndNoMore()
    {
        var bounded = new PageCache(countMax: 1);
        var overlay = new TreeOverlay(_store);
        overlay.Apply(Update(leaves: 100));

        bounded.Commit(new(1), overlay);

        var kept = overlay.Pages.Count(change => bounded.TryFindAll(new(1), [change.Position], new TreePage?[1]));
        Assert.Equal(1, kept);
    }

    private TreePage? Find(ulong height)
    {
        var pages = new TreePage?[1];
        _cache.TryFindAll(new(height), [Root], pages);
        return pages[0];
    }

    private void Commit(ulong height, int leaves)
    {
        var overlay = new TreeOverlay(_store);
        overlay.Apply(Update(leaves));
        _cache.Commit(new(height), overlay);
        _store.Commit(overlay);
    }

    private TreeUpdate Update(int leaves) => StateTree.Update(
        _store,
        Tree,
        [.. Enumerable.Range(0, leaves).Select(i => TestChain.Hash($"{i}")).Order().Select(path => new LeafChange(path, path))]);

    private TreeOverlay Dropping(TreeId tree)
    {
        var overlay = new TreeOverlay(_store);
        overlay.Drop(tree);
        return overlay;
    }
}
