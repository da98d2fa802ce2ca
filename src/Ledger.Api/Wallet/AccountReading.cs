using Google.Protobuf;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Execution.Reading;
using Ledger.Model.Values;

namespace Ledger.Api.Wallet;

/// <summary>Writes an account's balances as the proto says it.</summary>
internal sealed class AccountReading(ChainReader chain, TokenScales scales)
{
    public GetAccountResponse Describe(AccountId account, SharedState state)
    {
        var entries = state.View.Entries;
        var now = chain.Store.FindHeader(state.Height)?.Time ?? Timestamp.Epoch;
        var response = new GetAccountResponse
        {
            Height = state.Height.Value,
            Account = ByteString.CopyFrom(account.Value.ToArray()),
            Exists = Holdings.Exists(entries, account),
        };
        foreach (var holding in Holdings.Of(entries, account))
        {
            var balance = new Balance
            {
                Token = holding.Token.ToString(),
                Scale = scales.Of(holding.Token, entries),
                Spendable = holding.SpendableAt(now).Units,
                Pending = holding.PendingAt(now).Units,
            };
            foreach (var lot in holding.Lots)
                balance.Lots.Add(TransactionStates.Describe(lot));
            response.Balances.Add(balance);
        }

        return response;
    }
}
