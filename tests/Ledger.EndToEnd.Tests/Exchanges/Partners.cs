using System.Collections.Immutable;
using System.Security.Cryptography;
using Ledger.Cryptography;
using Ledger.Cryptography.Signatures;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Loads;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.Keys.Signing;
using Ledger.Model.Policies;
using Ledger.Model.Rates;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Customer = Ledger.EndToEnd.Tests.Loads.Customer;

namespace Ledger.EndToEnd.Tests.Exchanges;

/// <summary>The airline and the cinema, who agree that customers may turn miles into reels, two for three.</summary>
internal sealed class Partners(TestNetwork network)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(5);

    private readonly Sender _sender = new(network);

    public static Company Airline => Company.All[0];

    public static Company Cinema => Company.All[2];

    public static Ticker Miles => Airline.Token;

    public static Ticker Reels => Cinema.Token;

    public static AccountId AccountOf(TestNetwork network, Company company) =>
        network.Genesis.Members.Single(member => member.Index == company.Index).Account;

    /// <summary>
    /// Fills the cinema's treasury and pays each customer so many miles, by the agreement or before it.
    /// </summary>
    public async Task PrepareAsync(IEnumerable<Customer> customers, ulong milesEach)
    {
        var reels = Mint(Reels, AccountOf(network, Cinema), 1_000_000);
        await SucceedAsync([Cinema], reels);
        await SucceedAsync([Airline, Cinema], new Operation.AgreeRate(Miles, Reels, Terms()));
        foreach (var customer in customers)
            await SucceedAsync([Airline], Mint(Miles, customer.Account, milesEach));
    }

    public async Task<Contracts.V1.Outcome> SucceedAsync(IReadOnlyList<Company> signers, Operation operation)
    {
        var outcome = await SendAsync(Sign(signers, operation), signers[0].Index);
        Assert.True(outcome.Succeeded, $"{operation}: {outcome.Reason}");
        return outcome;
    }

    /// <summary>The final outcome, whichever node has it.</summary>
    public async Task<Contracts.V1.Outcome> SendAsync(byte[] transaction, int first)
    {
        using var patience = new CancellationTokenSource(Patience.Deadline);
        return (await _sender.SendAsync(transaction, first, patience.Token)).Outcome;
    }

    public byte[] Exchange(Customer customer, ulong miles, HoldId? quote = null) => Customer.Sign(
        network.Genesis,
        [customer],
        new Operation.Exchange(customer.Account, [Miles, Reels], new(miles), default, quote));

    private static RateTerms Terms() => new(
        new(2, 3, FeePerMillion: 0),
        FeeAccount: null,
        GivenMin: new(1),
        GivenMax: new(1_000_000),
        Corridor: new(1_000_000),
        CorridorPerAccount: new(1_000_000),
        PositionMax: new(1_000_000),
        ValidFrom: Timestamp.Epoch,
        ValidUntil: Timestamp.Latest,
        Notice: RateTerms.NoticeMin);

    private static Operation.Mint Mint(Ticker token, AccountId to, ulong amount) => new(
        token, to, new(amount), MintReason.Purchase, new(RandomNumberGenerator.GetBytes(Digest.Size)), Timestamp.Epoch);

    private byte[] Sign(IReadOnlyList<Company> signers, params ImmutableArray<Operation> operations)
    {
        Nonce.TryRead(RandomNumberGenerator.GetBytes(Nonce.Size), out var nonce);
        var validUntil = (ulong)(DateTimeOffset.UtcNow + Validity).ToUnixTimeMilliseconds();
        var author = AccountOf(network, signers[0]);
        var unsigned = new UnsignedTransaction(
            network.Genesis.Id, new(network.Genesis.Network, author, nonce, new(validUntil), operations, null));
        return unsigned.Attach([.. signers.Select(company => SignatureOf(company, unsigned.Id))]);
    }

    private AccountSignature SignatureOf(Company company, TransactionId id)
    {
        using var password = network.Folder.OpenPassword();
        using var key = IssuingKey.Load(network.Folder.IssuingKeyOf(company), password);
        var publicKey = new PublicKey(SignatureScheme.Schnorr, 0, new(key.PublicKey.Span));
        return new(AccountOf(network, company), publicKey, key.Sign(id.Value), null);
    }
}
