using System.Buffers.Binary;
using Ledger.Execution.Lots;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Values;

namespace Ledger.Execution.Reading;

/// <summary>Reads what treasuries hold of other members' tokens as claims, with all of their history.</summary>
public static class Positions
{
    /// <summary>
    /// Every pair of treasury and token that ever had a position, in the order of accounts and tickers.
    /// </summary>
    public static IEnumerable<(AccountId Treasury, Ticker Token)> Pairs(IStateReader state)
    {
        var (from, until) = AgreementKeys.All(AgreementEntryKind.Position);
        (AccountId Treasury, Ticker Token)? last = null;
        foreach (var entry in StateRange.Between(state, from, until))
        {
            var pair = AgreementKeys.ClaimsOf(entry.Key, out _);
            if (pair != last)
                yield return pair;
            last = pair;
        }
    }

    /// <summary>What the treasury holds as claims.</summary>
    public static Amount Now(IStateReader state, AccountId treasury, Ticker token)
    {
        var lots = new LotList();
        if (state.TryRead(AgreementKeys.Claims(treasury, token), out var bytes))
            Invariant.That(BalanceRecord.TryRead(bytes.Span, lots, out _));
        return new(lots.Total);
    }

    /// <summary>What the position was after each block up to a height that changed it, oldest first.</summary>
    public static IEnumerable<PositionChange> History(
        IStateReader state, AccountId treasury, Ticker token, Height until)
    {
        var (from, end) = AgreementKeys.HistoryOf(treasury, token);
        foreach (var entry in StateRange.Between(state, from, end))
        {
            _ = AgreementKeys.ClaimsOf(entry.Key, out var height);
            if (height > until)
                yield break;
            yield return new(height, new(BinaryPrimitives.ReadUInt64BigEndian(entry.Value.Span)));
        }
    }
}

/// <param name="Units">After the block of this height.</param>
public readonly record struct PositionChange(Height Height, Amount Units);
