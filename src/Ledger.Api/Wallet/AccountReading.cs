using Google.Protobuf;
using Ledger.Api.Errors;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Execution.Reading;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Policies;
using Ledger.Model.Values;
using Policy = Ledger.Contracts.V1.Policy;

namespace Ledger.Api.Wallet;

/// <summary>Writes an account's balances as the proto says it.</summary>
internal sealed class AccountReading(ChainReader chain, TokenScales scales)
{
    public Account Describe(AccountId account, SharedState state)
    {
        var entries = state.View.Entries;
        var now = chain.TimeOf(state.Height);
        var record = Holdings.FindAccount(entries, account);
        var message = new Account
        {
            Height = state.Height.Value,
            TimeMs = now.Milliseconds,
            Id = ByteString.CopyFrom(account.Value.ToArray()),
            Exists = record is not null,
            TreasuryOf = record?.TreasuryOf?.ToString() ?? "",
        };
        if (record?.Policy is { } policy)
            message.Policy = Policy.Parser.ParseFrom(PolicyCodec.Encode(policy));
        foreach (var holding in Holdings.Of(entries, account))
            message.Balances.Add(Describe(holding, now, scales.Of(holding.Token, entries)));
        foreach (var (id, hold) in Holdings.HoldsOf(entries, account))
            message.Holds.Add(Describe(id, hold, entries));
        return message;
    }

    private AccountHold Describe(HoldId id, HoldRecord hold, IStateReader state)
    {
        var message = new AccountHold
        {
            Id = Fields.Bytes(id.Value),
            Holder = Fields.Bytes(hold.Holder),
            Payee = Fields.Bytes(hold.Payee),
            Arbiter = hold.Arbiter is { } arbiter ? Fields.Bytes(arbiter) : ByteString.Empty,
            Token = hold.Token.ToString(),
            Scale = scales.Of(hold.Token, state),
            ExpiresAtMs = hold.ExpiresAt.Milliseconds,
            HolderMayRelease = hold.HolderMayRelease,
        };
        foreach (var lot in hold.Lots)
            message.Amount += lot.Amount.Units;
        if (hold.Quote is { } quote)
        {
            message.Quote = new()
            {
                Given = quote.Given.ToString(),
                GivenScale = scales.Of(quote.Given, state),
                Amount = quote.Amount.Units,
                Net = quote.Conversion.Net.Units,
                Fee = quote.Conversion.Fee.Units,
            };
        }

        return message;
    }

    private static Balance Describe(Holding holding, Timestamp now, uint scale)
    {
        var balance = new Balance
        {
            Token = holding.Token.ToString(),
            Scale = scale,
            Spendable = holding.SpendableAt(now).Units,
            Pending = holding.PendingAt(now).Units,
        };
        foreach (var lot in holding.Lots)
            balance.Lots.Add(TransactionStates.Describe(lot));
        foreach (var (at, amount) in holding.ExpiriesAfter(now))
            balance.Expiries.Add(new Expiry { AtMs = at.Milliseconds, Amount = amount.Units });
        return balance;
    }
}
