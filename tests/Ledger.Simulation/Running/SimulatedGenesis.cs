using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Tokens;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Simulation.Disks;
using Ledger.Simulation.Keys;

namespace Ledger.Simulation.Running;

/// <summary>A small network to start from: members with a validator each, two tokens, and customers.</summary>
internal sealed class SimulatedGenesis
{
    public const int CustomerCount = 8;
    private const int MinterOwner = 100;
    private const int TreasuryOwner = 200;
    private const int CustomerOwner = 1000;
    private const string NetworkName = "simulation";

    private readonly ExecutedBlock _execution;

    public SimulatedGenesis(int validators, IKeyring keyring, Parameters parameters)
    {
        Tokens = [NewToken("ALPHA", 0, keyring), NewToken("BETA", 1, keyring)];
        Customers = [.. Enumerable.Range(CustomerOwner, CustomerCount).Select(owner => new Holder(owner, keyring))];
        Minter = new Holder(MinterOwner, keyring);
        var treasuries = Enumerable.Range(TreasuryOwner, Tokens.Length).Select(owner => new Holder(owner, keyring));
        var holders = Customers.Append(Minter).Concat(treasuries);
        Document = new(
            new NetworkId(Sha256.Hash("simulation"u8)),
            NetworkName,
            new Timestamp(1_700_000_000_000),
            parameters,
            [.. Enumerable.Range(0, validators).Select(index => NewMember(index, keyring))],
            [.. holders.Select(holder => new GenesisAccount(holder.Account, holder.Policy))],
            Tokens);
        Rules = NetworkRules.Of(Document);
        _execution = GenesisBlock.Of(Document);
        Tip = ChainTip.OfGenesis(Document, _execution);
    }

    public GenesisDocument Document { get; }

    public NetworkRules Rules { get; }

    public ChainTip Tip { get; }

    public ImmutableArray<TokenDefinition> Tokens { get; }

    public ImmutableArray<Holder> Customers { get; }

    public Holder Minter { get; }

    public SimulatedStore NewStore()
    {
        var state = new MemoryState();
        state.Apply(_execution);
        return new(Tip, state);
    }

    private static Member NewMember(int index, IKeyring keyring) => new(
        (ushort)index,
        $"Member {index}",
        new Holder(MinterOwner, keyring).Account,
        keyring.PublicKey(index),
        Digest.Zero,
        $"node{index}:1");

    private static TokenDefinition NewToken(string ticker, ushort issuer, IKeyring keyring)
    {
        _ = Ticker.TryParse(ticker, out var parsed);
        return new(
            parsed,
            issuer,
            ticker,
            0,
            new Holder(TreasuryOwner + issuer, keyring).Account,
            Amount.SupplyMax,
            new ExpiryRule(Granularity.Day, 0),
            CapabilityManifest.Fixed(Transferability.Free),
            new Holder(MinterOwner, keyring).Account,
            Amount.SupplyMax,
            RedeemNeedsIssuer: false,
            null,
            null);
    }
}

/// <summary>Somebody with one key and the account that starts with it.</summary>
internal sealed class Holder(int owner, IKeyring keyring)
{
    public int Owner => owner;

    public Policy Policy { get; } = Policy.OfOne(keyring.PolicyKey(owner));

    public PublicKey Key => keyring.PolicyKey(owner);

    public AccountId Account { get; } = PolicyCodec.AccountOf(Policy.OfOne(keyring.PolicyKey(owner)));
}
