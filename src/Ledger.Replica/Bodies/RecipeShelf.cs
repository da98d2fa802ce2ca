using Ledger.Model.Values;
using Ledger.Replica.Batches;

namespace Ledger.Replica.Bodies;

/// <summary>The last recipes that each peer sent: the core may ask for a block after its proposal arrived.</summary>
internal sealed class RecipeShelf
{
    /// <summary>This height's and the next one's, twice: what honest peers send at most between two commits.</summary>
    private const int RecipesPerPeerMax = 4;

    private readonly SortedDictionary<ushort, List<Shelved>> _byPeer = [];

    public void Add(ushort peer, Height height, BlockHash block, Recipe recipe)
    {
        if (!_byPeer.TryGetValue(peer, out var shelved))
            _byPeer[peer] = shelved = [];
        if (shelved.Exists(one => one.Block == block))
            return;
        if (shelved.Count == RecipesPerPeerMax)
            shelved.RemoveAt(0);
        shelved.Add(new(height, block, recipe));
    }

    public Recipe? Find(BlockHash block)
    {
        foreach (var shelved in _byPeer.Values)
        {
            if (shelved.Find(one => one.Block == block) is { } found)
                return found.Recipe;
        }

        return null;
    }

    public void Prune(Height below)
    {
        foreach (var shelved in _byPeer.Values)
            shelved.RemoveAll(one => one.Height < below);
    }

    private sealed record Shelved(Height Height, BlockHash Block, Recipe Recipe);
}
