using Google.Protobuf;
using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Execution.Reading;
using Ledger.Execution.State;
using Ledger.Model.Values;
using MovementKind = Ledger.Model.Outcomes.MovementKind;
using Position = Ledger.Contracts.V1.Position;
using PositionChange = Ledger.Contracts.V1.PositionChange;

namespace Ledger.Api.Rates;

/// <summary>
/// What members hold of each other's tokens at a height, each figure with the transactions behind it. It asks nothing but
/// history, which all nodes have alike, so any node gives the same bytes.
/// </summary>
internal sealed class PositionReport(
    ChainReader chain, TreasuryLog treasuries, TokenScales scales, INodeStatus node)
{
    /// <summary>Changes in one message.</summary>
    private const int ChangesMax = 500;

    public IEnumerable<Position> Read(Height height)
    {
        using var state = chain.Open(null);
        var entries = state.View.Entries;
        foreach (var (treasury, token) in Positions.Pairs(entries))
        {
            foreach (var changes in Positions.History(entries, treasury, token, height).Chunk(ChangesMax))
            {
                var position = Head(entries, treasury, token, height);
                position.Units = changes[^1].Units.Units;
                position.Changes.Add(changes.Select(change => Describe(change, treasury, token)));
                yield return position;
            }
        }
    }

    private Position Head(IStateReader state, AccountId treasury, Ticker token, Height height)
    {
        var holderToken = Holdings.FindAccount(state, treasury)?.TreasuryOf ?? default;
        var (holder, issuer) = (MemberOf(state, holderToken), MemberOf(state, token));
        var terms = RateBook.TermsAt(RateBook.History(state, token, holderToken), height, chain.TimeOf(height));
        return new()
        {
            Holder = holder.Index,
            HolderName = holder.Name,
            HolderToken = holderToken.ToString(),
            Issuer = issuer.Index,
            IssuerName = issuer.Name,
            Token = token.ToString(),
            Scale = scales.Of(token, state),
            Limit = terms?.PositionMax.Units ?? 0,
        };
    }

    private PositionChange Describe(Execution.Reading.PositionChange change, AccountId treasury, Ticker token) => new()
    {
        Height = change.Height.Value,
        TimeMs = chain.TimeOf(change.Height).Milliseconds,
        Units = change.Units.Units,
        Transactions = { TransactionsOf(change.Height, treasury, token) },
    };

    private IEnumerable<ByteString> TransactionsOf(Height height, AccountId treasury, Ticker token) =>
        from record in treasuries.Read(treasury, after: new(height, 0), until: height)
        where record.Movements.Any(movement => movement.Account == treasury
            && movement.Token == token
            && movement.Kind is MovementKind.Claim or MovementKind.ClaimEnd)
        select Fields.Bytes(record.Outcome.Transaction);

    private (ushort Index, string Name) MemberOf(IStateReader state, Ticker token)
    {
        var index = Holdings.FindToken(state, token)?.Issuer ?? 0;
        return (index, node.Genesis.Members.FirstOrDefault(member => member.Index == index)?.Name ?? "");
    }
}
