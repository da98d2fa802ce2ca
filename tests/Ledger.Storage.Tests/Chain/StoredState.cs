using Ledger.Cryptography.Trees;
using Ledger.Execution.State;
using Ledger.Storage.Chain;

namespace Ledger.Storage.Tests.Chain;

/// <summary>Compares the state on disk with the one in memory.</summary>
internal static class StoredState
{
    public static void AssertEqual(MemoryState expected, ChainStore store)
    {
        using var state = store.OpenState();
        AssertEqual(expected, state.View);
    }

    public static void AssertEqual(MemoryState expected, StateView view)
    {
        var entries = new List<StateEntry>();
        foreach (var part in Enum.GetValues<StatePart>())
            view.Entries.ReadRange(new(part, []), new(part + 1, []), int.MaxValue, entries);

        Assert.Equal(expected.Entries().Select(Word).ToList(), entries.ConvertAll(Word));
        foreach (var part in Enum.GetValues<StatePart>())
        {
            var tree = new TreeId((byte)part);
            Assert.Equal(StateTree.RootOf(expected.View.Pages, tree), StateTree.RootOf(view.Pages, tree));
        }
    }

    private static string Word(StateEntry entry) => $"{entry.Key}={Convert.ToHexString(entry.Value.Span)}";
}
