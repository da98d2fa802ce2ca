using System.Security.Cryptography.X509Certificates;
using Ledger.Client;
using Ledger.Client.Submission;
using Ledger.Client.Transactions;
using Ledger.Model.Values;

namespace Ledger.Devnet;

/// <summary>
/// What the network is for, told while it happens: points earned, a gift, a swap between two brands, an exchange at
/// an agreed rate, and a double spend that does not work. Everything is real; only the people are made up.
/// </summary>
internal sealed class Story : IDisposable
{
    private const ulong Earned = 500, Given = 120, Swapped = 100, Received = 30;

    private static readonly Company Airline = Company.All[0], Cafe = Company.All[1], Cinema = Company.All[2];

    private readonly Narration _narration;

    /// <summary>Who tells a story may read everybody's account.</summary>
    private readonly X509Certificate2 _narrator;

    private readonly LedgerClient _client;
    private readonly LedgerClient[] _clients;
    private readonly CompanyDesk _airline, _cafe, _cinema;
    private readonly Customer _ada, _ben;

    public Story(NetworkFolder folder, TextWriter output)
    {
        var network = folder.ReadNetwork();
        _narrator = X509Certificate2.CreateFromPemFile(folder.AuditorCertificate);
        _client = new(network, new() { Identity = _narrator });
        _narration = new(_client, output);
        _clients = [.. network.Nodes.Select(node => new LedgerClient(network with { Nodes = [node] }))];
        (_airline, _cafe, _cinema) = (new(folder, Airline), new(folder, Cafe), new(folder, Cinema));
        (_ada, _ben) = (Customer.OpenOrCreate(folder, "Ada"), Customer.OpenOrCreate(folder, "Ben"));
    }

    /// <summary>Returns the height of the last block that it made.</summary>
    public async Task<Height> TellAsync(CancellationToken cancellationToken)
    {
        await _narration.SayAsync(
            "Points earned", $"Ada flies to Lisbon, and {Airline.Name} gives her {Earned} {Airline.Token}.");
        await _narration.SubmitAsync(await _airline.MintAsync(_ada.Account.Id, Earned), cancellationToken);
        await _narration.ShowAsync(_ada, cancellationToken);

        await _narration.SayAsync(
            "A gift",
            $"Ada sends Ben {Given} {Airline.Token}. He pays no fee, and needed no sign-up to get them.");
        await _narration.SubmitAsync(await GiftAsync(Given, cancellationToken), cancellationToken);
        await _narration.ShowAsync(_ben, cancellationToken);

        await _narration.SayAsync(
            "A swap between two brands",
            $"Ada gives {Swapped} {Airline.Token} for {Received} {Cafe.Token} of {Cafe.Name}. "
            + "Both sign the same transaction: all of it happens, or none.");
        await _narration.SubmitAsync(await SwapAsync(cancellationToken), cancellationToken);
        await _narration.ShowAsync(_ada, cancellationToken);

        await new ExchangeChapter(_client, _narration, _airline, _cinema).TellAsync(_ada, _ben, cancellationToken);

        return await DoubleSpendAsync(cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _narrator.Dispose();
        foreach (var client in _clients)
            client.Dispose();
        _airline.Dispose();
        _cafe.Dispose();
        _cinema.Dispose();
        _ada.Dispose();
        _ben.Dispose();
    }

    private async Task<SignedTransaction> SwapAsync(CancellationToken cancellationToken)
    {
        // The café's points come out of its treasury, which has to have some.
        var supply = await _client.SubmitAsync(await _cafe.MintAsync(_cafe.Account.Id, Received), cancellationToken);
        if (supply is not TransactionResult.Succeeded)
            throw new ShowEndedException($"The café could not issue its points: {supply}");
        var offer = _client.Author(_ada.Account.Id)
            .Swap(
                new(_ada.Account.Id, _cafe.Account.Id, Airline.Token, new(Swapped)),
                new(_cafe.Account.Id, _ada.Account.Id, Cafe.Token, new(Received)))
            .Build();
        var signed = await offer.SignAsync([_ada.Account], cancellationToken);
        return (await signed.SignAsync([_cafe.Account], cancellationToken)).Complete();
    }

    private async Task<Height> DoubleSpendAsync(CancellationToken cancellationToken)
    {
        var all = await SpendableAsync(_ada, Airline.Token, cancellationToken);
        await _narration.SayAsync(
            "A double spend",
            $"Ada signs all of her {all} {Airline.Token} away twice, and sends the one to {Airline.Name}'s node and the other "
            + $"to {Cafe.Name}'s, at the same time.");
        var first = await GiftAsync(all.Units, cancellationToken);
        var second = await GiftAsync(all.Units, cancellationToken);
        var results = await Task.WhenAll(
            _clients[0].SubmitAsync(first, cancellationToken), _clients[1].SubmitAsync(second, cancellationToken));
        foreach (var result in results)
            await _narration.AddAsync(Narration.Describe(result));
        if (results.Count(result => result is TransactionResult.Succeeded) != 1)
            throw new ShowEndedException("Of two spends of the same points exactly one succeeds.");
        await _narration.ShowAsync(_ben, cancellationToken);
        return results.OfType<TransactionResult.Failed>().Single().Place.Height;
    }

    private ValueTask<SignedTransaction> GiftAsync(ulong amount, CancellationToken cancellationToken) => _client
        .Author(_ada.Account.Id)
        .Transfer(_ada.Account.Id, _ben.Account.Id, Airline.Token, new(amount))
        .Build()
        .SignAsync(_ada.Account, cancellationToken);

    private async Task<Amount> SpendableAsync(Customer customer, Ticker token, CancellationToken cancellationToken)
    {
        var account = await _client.GetAccountAsync(customer.Account.Id, cancellationToken: cancellationToken);
        return account.Value.SpendableOf(token);
    }
}
