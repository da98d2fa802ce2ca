using Ledger.Model.Values;
using Ledger.Replica.Batches;

namespace Ledger.Replica.Bodies;

/// <summary>
/// The last recipes that each peer sent: the core may ask for a block after its proposal arrived. Whoever passes a
/// proposal on may put any recipe beside it, so one peer's never stands in the way of another's.
/// </summary>
internal sealed class RecipeShelf
{
    /// <summary>This height's and the next one's, twice: what honest peers send at most between two commits.</summary>
    private const int RecipesPerPeerMax = 4;

    private readonly SortedDictionary<ushort, List<Shelved>> _byPeer = [];

    /// <summary>The peer's first recipe for a block counts. True if this is it.</summary>
    public bool TryAdd(ushort peer, Height height, BlockHash block, Recipe recipe)
    {
        if (!_byPeer.TryGetValue(peer, out var shelved))
            _byPeer[peer] = shelved = [];
        if (shelved.Exists(one => one.Block == block))
            return false;
        if (shelved.Count == RecipesPerPeerMax)
            shelved.RemoveAt(0);
        shelved.Add(new(height, block, recipe));
        return true;
    }

    /// <summary>One that was not refuted: of the block's proposer, or else of anybody.</summary>
    /// <param name="proposer">Null if the block's header is not known.</param>
    public Recipe? Find(BlockHash block, ushort? proposer)
    {
        if (proposer is { } first && _byPeer.TryGetValue(first, out var own) && FindIn(own, block) is { } best)
            return best;
        return _byPeer.Values.Select(shelved => FindIn(shelved, block)).FirstOrDefault(found => found is not null);
    }

    /// <summary>It gives another body than the block's: each peer's is tried once.</summary>
    public void Refute(BlockHash block, Recipe recipe)
    {
        foreach (var one in _byPeer.Values.SelectMany(shelved => shelved))
        {
            if (one.Block == block && ReferenceEquals(one.Recipe, recipe))
                one.Recipe = null;
        }
    }

    public void Prune(Height below)
    {
        foreach (var shelved in _byPeer.Values)
            shelved.RemoveAll(one => one.Height < below);
    }

    private static Recipe? FindIn(List<Shelved> shelved, BlockHash block) =>
        shelved.Find(one => one.Block == block)?.Recipe;

    private sealed class Shelved(Height height, BlockHash block, Recipe recipe)
    {
        public Height Height => height;

        public BlockHash Block => block;

        /// <summary>Null once it was refuted.</summary>
        public Recipe? Recipe { get; set; } = recipe;
    }
}
