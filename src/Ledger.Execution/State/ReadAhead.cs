using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>
/// Lists what a block will read as far as its transactions say, so that an adapter can fetch it in one batch. Only an
/// aid: execution may read more (a minter's account, what falls due), and not read some of it.
/// </summary>
public static class ReadAhead
{
    /// <summary>Adds the keys; a key that several transactions touch may come more than once.</summary>
    public static void AddKeys(Transaction transaction, ICollection<StateKey> keys)
    {
        keys.Add(StateKeys.Account(transaction.Body.Author));
        foreach (var signature in transaction.Signatures)
        {
            if (signature.Account != transaction.Body.Author)
                keys.Add(StateKeys.Account(signature.Account));
        }

        foreach (var operation in transaction.Body.Operations)
            AddKeys(operation, keys);
    }

    private static void AddKeys(Operation operation, ICollection<StateKey> keys)
    {
        switch (operation)
        {
            case Operation.RegisterToken register:
                keys.Add(StateKeys.Token(register.Definition.Ticker));
                keys.Add(StateKeys.Member(register.Definition.Issuer));
                break;
            case Operation.Mint mint:
                keys.Add(StateKeys.Token(mint.Token));
                keys.Add(StateKeys.Order(mint.Token, OperationKind.Mint, mint.OrderReference));
                keys.Add(StateKeys.Balance(mint.To, mint.Token));
                break;
            case Operation.Transfer transfer:
                keys.Add(StateKeys.Token(transfer.Token));
                AddBalances(transfer.From, transfer.To, transfer.Token, keys);
                break;
            case Operation.Redeem redeem:
                keys.Add(StateKeys.Token(redeem.Token));
                keys.Add(StateKeys.Balance(redeem.From, redeem.Token));
                break;
            case Operation.Swap swap:
                foreach (var leg in swap.Legs)
                    AddBalances(leg.From, leg.To, leg.Token, keys);
                break;
            default:
                AddKeysOfTerms(operation, keys);
                break;
        }
    }

    /// <summary>Of what is agreed or set aside: holds, rates, quotes, and exchanges by them.</summary>
    private static void AddKeysOfTerms(Operation operation, ICollection<StateKey> keys)
    {
        switch (operation)
        {
            case Operation.Hold hold:
                keys.Add(StateKeys.Token(hold.Token));
                keys.Add(StateKeys.Balance(hold.From, hold.Token));
                keys.Add(StateKeys.AccountHolds(hold.From));
                break;
            case Operation.Capture { Held: var held }:
                keys.Add(StateKeys.Hold(held));
                break;
            case Operation.Release { Held: var held }:
                keys.Add(StateKeys.Hold(held));
                break;
            case Operation.AgreeRate { Given: var given, Taken: var taken }:
                AddAgreement(given, taken, keys);
                break;
            case Operation.AmendRate { Given: var given, Taken: var taken }:
                AddAgreement(given, taken, keys);
                break;
            case Operation.PauseRate { Given: var given, Taken: var taken }:
                AddAgreement(given, taken, keys);
                break;
            case Operation.Exchange exchange:
                AddExchange(exchange, keys);
                break;
            case Operation.Quote quote:
                AddQuote(quote, keys);
                break;
        }
    }

    private static void AddBalances(AccountId from, AccountId to, Ticker token, ICollection<StateKey> keys)
    {
        keys.Add(StateKeys.Balance(from, token));
        keys.Add(StateKeys.Balance(to, token));
    }

    private static void AddQuote(Operation.Quote quote, ICollection<StateKey> keys)
    {
        AddAgreement(quote.Given, quote.Taken, keys);
        keys.Add(StateKeys.Order(quote.Taken, OperationKind.Quote, quote.OrderReference));
        keys.Add(AgreementKeys.Corridor(quote.Given, quote.Taken, quote.Account));
        keys.Add(StateKeys.AccountHolds(quote.Account));
    }

    private static void AddExchange(Operation.Exchange exchange, ICollection<StateKey> keys)
    {
        var path = exchange.Path;
        for (var i = 0; i + 1 < path.Length; i++)
        {
            AddAgreement(path[i], path[i + 1], keys);
            keys.Add(AgreementKeys.Agreement(path[i + 1], path[i]));
            keys.Add(AgreementKeys.Corridor(path[i], path[i + 1], exchange.Account));
        }

        keys.Add(StateKeys.Balance(exchange.Account, path[0]));
        keys.Add(StateKeys.Balance(exchange.Account, path[^1]));
        if (exchange.QuoteId is { } quote)
            keys.Add(StateKeys.Hold(quote));
    }

    private static void AddAgreement(Ticker given, Ticker taken, ICollection<StateKey> keys)
    {
        keys.Add(StateKeys.Token(given));
        keys.Add(StateKeys.Token(taken));
        keys.Add(AgreementKeys.Agreement(given, taken));
    }
}
