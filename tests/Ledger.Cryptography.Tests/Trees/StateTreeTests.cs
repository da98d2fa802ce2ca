using FsCheck;
using FsCheck.Fluent;
using Ledger.Cryptography.Trees;

namespace Ledger.Cryptography.Tests.Trees;

public sealed class StateTreeTests
{
    private static readonly Arbitrary<byte[][]> Batches = ArbMap.Default.ArbFor<byte[][]>();

    [Fact]
    public void Update_AnyBatches_GivesTheRootOfTheDefinition() => Prop.ForAll(Batches, batches =>
    {
        var model = new StateTreeModel();
        foreach (var batch in batches)
        {
            var update = model.Apply(batch);

            Assert.Equal(NaiveStateTree.RootOf(model.Entries), update.Root);
            Assert.Equal(update.Root, model.Root);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_SameMapByAnotherHistory_StoresTheSamePages() => Prop.ForAll(Batches, batches =>
    {
        var model = new StateTreeModel();
        foreach (var batch in batches)
            model.Apply(batch);
        var fresh = new StateTreeModel();
        fresh.Apply([.. model.Entries.Select(entry => new LeafChange(entry.Key, entry.Value))]);

        Assert.Equal(fresh.Root, model.Root);
        Assert.Equal(fresh.Pages.Count, model.Pages.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_OneByOneInAnyOrder_IsTheSameAsAtOnce() => Prop.ForAll(Batches, batches =>
    {
        var (atOnce, oneByOne) = (new StateTreeModel(), new StateTreeModel());
        foreach (var batch in batches)
        {
            atOnce.Apply(batch);
            foreach (var change in StateTreeModel.Changes(batch).Reverse())
                oneByOne.Apply([change]);

            Assert.Equal(atOnce.Root, oneByOne.Root);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_EveryEntryDeleted_LeavesNothing() => Prop.ForAll(Batches, batches =>
    {
        var model = new StateTreeModel();
        foreach (var batch in batches)
            model.Apply(batch);
        var update = model.Apply([.. model.Entries.Keys.Select(path => new LeafChange(path, null))]);

        Assert.Equal(Digest.Zero, update.Root);
        Assert.Equal(0, model.Pages.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_WhatIsAlreadySo_ChangesNoPage() => Prop.ForAll(Batches, batches =>
    {
        var model = new StateTreeModel();
        foreach (var batch in batches)
        {
            model.Apply(batch);

            Assert.Empty(model.Apply(batch).Pages);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_ThroughAnOverlay_LeavesWhatIsBelowUntouched() => Prop.ForAll(Batches, batches =>
    {
        var model = new StateTreeModel();
        model.Apply([33, 34, 35, 36, 58, 59]);
        var (rootBefore, pagesBefore) = (model.Root, model.Pages.Count);
        ITreePageReader top = model.Pages;
        var overlays = new List<TreeOverlay>();
        var direct = new StateTreeModel();
        direct.Apply([33, 34, 35, 36, 58, 59]);
        foreach (var batch in batches)
        {
            var update = StateTree.Update(top, StateTreeModel.Tree, StateTreeModel.Changes(batch));
            var overlay = new TreeOverlay(top);
            overlay.Apply(update);
            overlays.Add(overlay);
            top = overlay;

            Assert.Equal(direct.Apply(batch).Root, StateTree.RootOf(top, StateTreeModel.Tree));
        }

        Assert.Equal(rootBefore, model.Root);
        Assert.Equal(pagesBefore, model.Pages.Count);
        overlays.ForEach(model.Pages.Commit);
        Assert.Equal(direct.Root, model.Root);
        Assert.Equal(direct.Pages.Count, model.Pages.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_PagesReadBackFromTheirBytes_GivesTheSameRootAndProofs() => Prop.ForAll(Batches, batches =>
    {
        var model = new StateTreeModel();
        foreach (var batch in batches)
        {
            var decoded = new DecodingPages(model.Pages);
            var update = StateTree.Update(decoded, StateTreeModel.Tree, StateTreeModel.Changes(batch));

            Assert.Equal(model.Apply(batch).Root, update.Root);
            Assert.Equal(
                StateTree.Prove(model.Pages, StateTreeModel.Tree, SamplePaths.At(26)).Encode(),
                StateTree.Prove(decoded, StateTreeModel.Tree, SamplePaths.At(26)).Encode());
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_TwoThousandHashedPaths_GivesTheRootOfTheDefinition()
    {
        var model = new StateTreeModel();
        var keys = Enumerable.Range(0, 2_000).Select(BitConverter.GetBytes);
        var paths = keys.Select(key => StateTree.PathOf(key)).Order().ToArray();

        model.Apply([.. paths.Select(path => new LeafChange(path, path))]);
        model.Apply([.. paths.Where((_, i) => i % 3 == 0).Select(path => new LeafChange(path, null))]);

        Assert.Equal(NaiveStateTree.RootOf(model.Entries), model.Root);
    }

    [Fact]
    public void Update_UnsortedOrRepeatedPaths_IsABug()
    {
        LeafChange[] repeated = [new(SamplePaths.At(1), null), new(SamplePaths.At(1), SamplePaths.Value(1))];

        Assert.Throws<ArgumentException>(() => new StateTreeModel().Apply(repeated));
    }

    [Fact]
    public void Update_PageMissingFromTheStore_StopsInsteadOfGuessing()
    {
        var model = new StateTreeModel();
        var update = model.Apply([32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42]);
        var lowest = update.Pages.MaxBy(change => change.Position.Depth);
        model.Pages.Commit(new TreeUpdate(update.Tree, update.Root, [new(lowest.Position, null)]));

        var damage = Assert.Throws<TreeDamageException>(
            () => model.Apply([.. Enumerable.Range(64, 32).Select(i => (byte)i)]));
        Assert.Equal(lowest.Position, damage.Position);
    }

    [Fact]
    public void Drop_ATree_EmptiesItAndNoOther()
    {
        var (dropped, kept) = (new TreeId(8, 29_000_001), new TreeId(8, 29_000_002));
        var pages = new MemoryTreePages();
        var changes = StateTreeModel.Changes([32, 33, 60]);
        pages.Commit(StateTree.Update(pages, dropped, changes));
        pages.Commit(StateTree.Update(pages, kept, changes));
        var keptRoot = StateTree.RootOf(pages, kept);

        var overlay = new TreeOverlay(pages);
        overlay.Apply(StateTree.Update(overlay, dropped, StateTreeModel.Changes([61])));
        overlay.Drop(dropped);

        Assert.Equal(Digest.Zero, StateTree.RootOf(overlay, dropped));
        Assert.Equal(keptRoot, StateTree.RootOf(overlay, kept));
        pages.Commit(overlay);
        Assert.Equal(Digest.Zero, StateTree.RootOf(pages, dropped));
        Assert.Equal(keptRoot, StateTree.RootOf(pages, kept));
    }

    [Fact]
    public void Apply_AfterDrop_StartsTheTreeAfresh()
    {
        var model = new StateTreeModel();
        model.Apply([32, 33, 60]);
        var fresh = new StateTreeModel();
        fresh.Apply([62]);

        var overlay = new TreeOverlay(model.Pages);
        overlay.Drop(StateTreeModel.Tree);
        overlay.Apply(StateTree.Update(overlay, StateTreeModel.Tree, StateTreeModel.Changes([62])));
        model.Pages.Commit(overlay);

        Assert.Equal(fresh.Root, model.Root);
        Assert.Equal(fresh.Pages.Count, model.Pages.Count);
    }

    private sealed class DecodingPages(ITreePageReader stored) : ITreePageReader
    {
        public TreePage? Find(in TreePosition position) =>
            stored.Find(position) is { } page && TreePage.TryDecode(page.Bytes.Span, position, out var decoded)
                ? decoded
                : null;
    }
}
