using System.Runtime.InteropServices;
using Ledger.Execution.Overlay;
using Ledger.Execution.Records;
using Ledger.Model;
using Ledger.Model.Values;

namespace Ledger.Execution.Invariants;

/// <summary>All facts that every block is checked for before anybody votes for it (PROTOCOL 8.8).</summary>
internal sealed class BlockInvariants
{
    private readonly Dictionary<Ticker, TokenDifference> _differences = [];

    public void Check(StateOverlay state)
    {
        _differences.Clear();
        for (var i = 0; i < state.Balances.Count; i++)
            Add(state, state.Balances[i]);
        for (var i = 0; i < state.AllClaims.Count; i++)
            Add(state, state.AllClaims[i]);
        for (var i = 0; i < state.Holds.Entries.Count; i++)
            Add(state, state.Holds.Entries[i]);
        for (var i = 0; i < state.Tokens.Count; i++)
            Check(state.Tokens[i]);
    }

    private void Add(StateOverlay state, BalanceEntry balance)
    {
        // What nobody ever held, of a token that may not exist, was only looked at.
        if (balance.Lots.Count == 0 && balance.BaseLots.Count == 0)
            return;
        var definition = state.Token(balance.Token).Definition;
        Invariant.That(definition is not null);
        var isTreasury = balance.Account == definition.Treasury;
        LotsAreCanonical.Check(balance.Lots, isTreasury);
        DifferenceOf(balance.Token).Add(balance, isTreasury);
    }

    private void Add(StateOverlay state, RecordEntry<HoldRecord> hold)
    {
        // One that was only asked for may not exist; who holds what does not change while it does.
        if ((hold.Record ?? hold.Base) is not { } known)
            return;
        var isTreasury = known.Holder == state.Token(known.Token).Definition?.Treasury;
        DifferenceOf(known.Token).Add(hold, isTreasury);
    }

    private ref TokenDifference DifferenceOf(Ticker token) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(_differences, token, out _);

    private void Check(TokenEntry token)
    {
        if (token.Definition is null)
            return;
        BalanceChangesEqualCounterChanges.Check(token, _differences.GetValueOrDefault(token.Ticker));
        SupplyAddsUp.Check(token.Counters);
        SupplyWithinMaximum.Check(token.Definition, token.Counters);
        PartsWithinOutstanding.Check(token.Counters);
    }
}
