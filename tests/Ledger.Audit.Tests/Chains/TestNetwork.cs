using System.Collections.Immutable;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Genesis;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Audit.Tests.Chains;

/// <summary>Four members with real keys, of which the first issues MILES and the second BEANS.</summary>
internal sealed class TestNetwork
{
    public const string Name = "testnet";

    /// <summary>2026-03-10, noon.</summary>
    public static readonly Timestamp Start = new(1_773_144_000_000);

    public static readonly TestNetwork Default = new(new Parameters { LeaderTermBlocks = 4 });

    public TestNetwork(Parameters parameters)
    {
        Validators = [.. Enumerable.Range(0, 4).Select(index => new TestKey($"validator {index}"))];
        Members = [.. Enumerable.Range(0, 4).Select(index => new TestKey($"member {index}"))];
        var document = new GenesisDocument(
            default,
            Name,
            Start,
            parameters,
            [.. Enumerable.Range(0, 4).Select(MemberOf)],
            [.. Members.Select(key => new GenesisAccount(key.Account, key.Policy)).OrderBy(account => account.Id)],
            [TokenOf("MILES", 0), TokenOf("BEANS", 1)]);
        GenesisFile = GenesisWriter.Write(document);
        Assert.True(GenesisReader.TryRead(GenesisFile, out var genesis, out var faults), string.Join('\n', faults));
        Genesis = genesis;
    }

    public byte[] GenesisFile { get; }

    public GenesisDocument Genesis { get; }

    public ImmutableArray<TestKey> Validators { get; }

    public ImmutableArray<TestKey> Members { get; }

    public static Ticker TickerOf(string text) =>
        Ticker.TryParse(text, out var ticker) ? ticker : throw new ArgumentException("No ticker.", nameof(text));

    private Member MemberOf(int index) => new(
        (ushort)index,
        $"Member {index}",
        Members[index].Account,
        Validators[index].Public,
        Sha256.Hash([(byte)index]),
        $"127.0.0.1:{7000 + index}");

    private TokenDefinition TokenOf(string ticker, ushort issuer) => new(
        TickerOf(ticker),
        issuer,
        ticker,
        Scale: 0,
        Members[issuer].Account,
        Amount.SupplyMax,
        new(Granularity.Day, 0),
        CapabilityManifest.Fixed(Transferability.Free, 30),
        Members[issuer].Account,
        MintPerDayMax: Amount.SupplyMax,
        RedeemNeedsIssuer: false,
        Terms: null,
        Logo: null);
}
