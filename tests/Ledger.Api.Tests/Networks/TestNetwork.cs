using Google.Protobuf;
using Ledger.Api.Callers;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Granularity = Ledger.Model.Tokens.Granularity;
using Mutability = Ledger.Model.Tokens.Mutability;
using TokenDefinition = Ledger.Model.Tokens.TokenDefinition;
using Transferability = Ledger.Model.Tokens.Transferability;

namespace Ledger.Api.Tests.Networks;

/// <summary>
/// Two companies and their nodes, which need each other for every block. The airline has two tokens: one that holders
/// redeem alone, and one that needs its issuer for it.
/// </summary>
public sealed class TestNetwork : IAsyncLifetime
{
    internal const string NetworkName = "testnet";
    internal const ulong Cap = ulong.MaxValue;
    internal const ulong SmallCap = 100;

    /// <summary>Connections that one address may have to the cafe's node.</summary>
    internal const int CafeConnectionsPerAddress = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-api").FullName;
    private ulong _orders;

    internal Company Airline { get; private set; } = null!;

    internal Company Cafe { get; private set; } = null!;

    internal NodeUnderTest AirlineNode { get; private set; } = null!;

    internal NodeUnderTest CafeNode { get; private set; } = null!;

    internal GenesisDocument Genesis { get; private set; } = null!;

    internal ClientIdentity Shop { get; } = new("shop");

    /// <summary>A till that may issue <see cref="SmallCap"/> units a day.</summary>
    internal ClientIdentity Till { get; } = new("till");

    internal ClientIdentity Auditor { get; } = new("auditor");

    internal ClientIdentity Operator { get; } = new("operator");

    /// <summary>Somebody whose certificate no operator has listed.</summary>
    internal ClientIdentity Foreigner { get; } = new("foreigner");

    internal static Ticker Miles { get; } = TickerOf("MILES");

    internal static Ticker Gate { get; } = TickerOf("GATE");

    internal static Ticker Beans { get; } = TickerOf("BEANS");

    public async Task InitializeAsync()
    {
        Airline = new(0, "Airline", Path.Combine(_folder, "airline"));
        Cafe = new(1, "Cafe", Path.Combine(_folder, "cafe"));
        var genesis = Path.Combine(_folder, "genesis.json");
        await File.WriteAllBytesAsync(genesis, GenesisWriter.Write(GenesisOf()));
        Assert.True(GenesisReader.TryRead(await File.ReadAllBytesAsync(genesis), out var document, out _));
        Genesis = document;
        AirlineNode = new(Airline, genesis, OptionsOf(new ApiOptions().ConnectionsPerAddressMax));
        CafeNode = new(Cafe, genesis, OptionsOf(CafeConnectionsPerAddress));
        await Task.WhenAll(AirlineNode.StartAsync(), CafeNode.StartAsync());
    }

    public async Task DisposeAsync()
    {
        await AirlineNode.DisposeAsync();
        await CafeNode.DisposeAsync();
        Airline.Dispose();
        Cafe.Dispose();
        foreach (var identity in new[] { Shop, Till, Auditor, Operator, Foreigner })
            identity.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>An order reference that nobody used before.</summary>
    internal ByteString NewReference()
    {
        var bytes = new byte[Digest.Size];
        BitConverter.TryWriteBytes(bytes, Interlocked.Increment(ref _orders));
        return ByteString.CopyFrom(bytes);
    }

    /// <summary>A new customer who has been given units by the airline.</summary>
    internal async Task<Customer> CustomerWithAsync(ulong amount, Ticker? token = null)
    {
        var customer = new Customer(Genesis);
        await GiveAsync(customer, amount, token);
        return customer;
    }

    internal async Task<Outcome> GiveAsync(Customer customer, ulong amount, Ticker? token = null)
    {
        var node = token == Beans ? CafeNode : AirlineNode;
        var response = await new Issuer.IssuerClient(node.Connect(Shop)).MintAsync(new()
        {
            Token = (token ?? Miles).ToString(),
            To = customer.AccountBytes,
            Amount = amount,
            Reason = MintReason.Purchase,
            OrderReference = NewReference(),
        });
        Assert.True(response.Result.Outcome.Succeeded, response.Result.Outcome.Reason);
        return response.Result.Outcome;
    }

    private GenesisDocument GenesisOf()
    {
        GenesisAccount[] accounts = [Airline.Account, Airline.SecondAccount, Cafe.Account];
        return new(
            default,
            NetworkName,
            new((ulong)DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeMilliseconds()),
            new Parameters(),
            [Airline.Member, Cafe.Member],
            [.. accounts.OrderBy(account => account.Id)],
            [
                TokenOf(Beans, Cafe, Cafe.Account.Id, needsIssuer: false),
                TokenOf(Gate, Airline, Airline.SecondAccount.Id, needsIssuer: true),
                TokenOf(Miles, Airline, Airline.Account.Id, needsIssuer: false),
            ]);
    }

    private static TokenDefinition TokenOf(Ticker ticker, Company issuer, AccountId treasury, bool needsIssuer) => new(
        ticker,
        issuer.Index,
        $"{issuer.Name} {ticker}",
        Scale: 2,
        treasury,
        Amount.SupplyMax,
        new(Granularity.Month, 12),
        new(
            new(Transferability.Free, Mutability.Locked),
            new(0, Mutability.Locked),
            new(false, Mutability.Locked),
            new(false, Mutability.Locked)),
        Minter: treasury,
        MintPerDayMax: Amount.SupplyMax,
        RedeemNeedsIssuer: needsIssuer,
        Terms: null,
        Logo: null);

    private ApiOptions OptionsOf(int connectionsPerAddress) => new()
    {
        Reflection = true,
        ConnectionsPerAddressMax = connectionsPerAddress,
        Clients =
        [
            new() { Name = "shop", Pin = Shop.Pin, Roles = [Roles.Issuer], DailyCaps = CapsOf(Cap) },
            new() { Name = "till", Pin = Till.Pin, Roles = [Roles.Issuer], DailyCaps = CapsOf(SmallCap) },
            new() { Name = "auditor", Pin = Auditor.Pin, Roles = [Roles.Auditor] },
            new() { Name = "operator", Pin = Operator.Pin, Roles = [Roles.Admin] },
        ],
    };

    private static Dictionary<string, ulong> CapsOf(ulong units) =>
        new(StringComparer.Ordinal) { ["MILES"] = units, ["GATE"] = units, ["BEANS"] = units };

    private static Ticker TickerOf(string text)
    {
        Assert.True(Ticker.TryParse(text, out var ticker));
        return ticker;
    }
}
