using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;
using Ledger.Cryptography.P256;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Operation = Ledger.Model.Transactions.Operation;
using Policy = Ledger.Model.Policies.Policy;
using Signature = Ledger.Model.Values.Signature;
using SwapLeg = Ledger.Model.Transactions.SwapLeg;
using TransactionBody = Ledger.Model.Transactions.TransactionBody;
using WalletClient = Ledger.Contracts.V1.Wallet.WalletClient;

namespace Ledger.Api.Tests.Refusals;

/// <summary>What bad transactions get: refused, and nothing has changed; or failed, and it stands on the log.</summary>
[Collection(NetworkGroup.Name)]
public sealed class SubmitTests(TestNetwork network)
{
    private const ulong Balance = 1_000;

    /// <summary>Of the group of P-256.</summary>
    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    private readonly WalletClient _wallet = new(network.AirlineNode.Connect());

    [Theory]
    [InlineData("malformed", "TX_MALFORMED")]
    [InlineData("empty", "TX_SIGNATURE_COUNT")]
    [InlineData("oversized", "TX_TOO_LARGE")]
    [InlineData("not canonical", "TX_NOT_CANONICAL")]
    [InlineData("unknown field", "TX_FIELD_UNKNOWN")]
    [InlineData("wrongly signed", "AUTH_SIGNATURE_INVALID")]
    [InlineData("wrong network", "TX_WRONG_NETWORK")]
    [InlineData("valid too long", "TX_VALID_TOO_LONG")]
    [InlineData("unknown scheme", "AUTH_SCHEME_UNKNOWN")]
    [InlineData("high s", "AUTH_SIGNATURE_INVALID")]
    [InlineData("signer missing", "AUTH_SIGNER_MISSING")]
    [InlineData("superfluous signer", "AUTH_SIGNATURE_SUPERFLUOUS")]
    [InlineData("no operation", "TX_OPERATION_COUNT")]
    [InlineData("unknown operation", "TX_OPERATION_UNKNOWN")]
    [InlineData("author unknown", "AUTH_AUTHOR_UNKNOWN")]
    public async Task Submit_OfATransactionThatCantEnterTheLog_IsRefusedAndChangesNothing(string fault, string reason)
    {
        var alice = await network.CustomerWithAsync(Balance);
        var before = await ReadAsync(alice);

        await Refusal.AssertAsync(reason, async () =>
            await _wallet.SubmitAndWaitAsync(new() { Transaction = ByteString.CopyFrom(Make(fault, alice)) }));

        Assert.Equal(before.Balances, (await ReadAsync(alice)).Balances);
        Assert.Single((await HistoryAsync(alice)).Entries);
    }

    [Theory]
    [InlineData("unknown token", "TOKEN_UNKNOWN")]
    [InlineData("overdraft", "BALANCE_INSUFFICIENT")]
    [InlineData("overflow", "BALANCE_INSUFFICIENT")]
    [InlineData("zero", "BALANCE_AMOUNT_ZERO")]
    [InlineData("to oneself", "BALANCE_TRANSFER_TO_SELF")]
    [InlineData("duplicate leg", "BALANCE_LEG_DUPLICATE")]
    [InlineData("order reference of others", "TX_ORDER_REFERENCE_UNEXPECTED")]
    public async Task Submit_OfATransactionThatFails_IsRecordedWithItsReasonAndMovesNothing(string fault, string reason)
    {
        var alice = await network.CustomerWithAsync(Balance);
        var before = await ReadAsync(alice);

        var state = (await _wallet.SubmitAndWaitAsync(
            new() { Transaction = ByteString.CopyFrom(Make(fault, alice)) })).State;

        Assert.Equal((false, reason), (state.Outcome.Succeeded, state.Outcome.Reason));
        Assert.Equal(before.Balances, (await ReadAsync(alice)).Balances);
        Assert.Equal(reason, (await HistoryAsync(alice)).Entries[0].Reason);
    }

    [Fact]
    public async Task Mint_BeyondWhatCanExist_FailsWithoutOverflow()
    {
        var outcome = (await new Issuer.IssuerClient(network.CafeNode.Connect(network.Shop)).MintAsync(new()
        {
            Token = "BEANS",
            To = new Customer(network.Genesis).AccountBytes,
            Amount = 1UL << 63,
            Reason = Contracts.V1.MintReason.Correction,
            OrderReference = network.NewReference(),
        })).Result.Outcome;

        Assert.Equal((false, "LIMIT_MINT_PER_DAY"), (outcome.Succeeded, outcome.Reason));
    }

    [Fact]
    public async Task Submit_OfTheSameBytesManyTimes_HasOneOutcome()
    {
        var (alice, bob) = (await network.CustomerWithAsync(Balance), new Customer(network.Genesis));
        var request = new SubmitAndWaitRequest { Transaction = ByteString.CopyFrom(alice.Sign(alice.Send(bob.Account, 400))) };

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => _wallet.SubmitAndWaitAsync(request).ResponseAsync));

        Assert.Single(outcomes.Select(answer => answer.State.Outcome).Distinct());
        Assert.Equal(Balance - 400, Assert.Single((await ReadAsync(alice)).Balances).Spendable);
    }

    [Fact]
    public async Task Submit_OfAUsedNonceWithOtherContent_IsRefused()
    {
        var (alice, bob) = (await network.CustomerWithAsync(Balance), new Customer(network.Genesis));
        var first = alice.Body(alice.Send(bob.Account, 1));
        await SubmitAsync(alice.Sign(first));

        await Refusal.AssertAsync("TX_NONCE_REUSED", StatusCode.AlreadyExists, () =>
            SubmitAsync(alice.Sign(alice.Body(alice.Send(bob.Account, 2)) with { Nonce = first.Nonce })));
    }

    [Fact]
    public async Task Submit_OfAnExpiredTransaction_SaysThatItNeverWillBeInTheLog()
    {
        var alice = await network.CustomerWithAsync(Balance);
        var body = alice.Body(alice.Send(new Customer(network.Genesis).Account, 1)) with { ValidUntil = new(1) };

        var state = (await _wallet.SubmitAndWaitAsync(new() { Transaction = ByteString.CopyFrom(alice.Sign(body)) })).State;

        Assert.Equal(TransactionState.StateOneofCase.Expired, state.StateCase);
        await Refusal.AssertAsync("TX_EXPIRED", async () =>
            await _wallet.SimulateAsync(new() { Body = ByteString.CopyFrom(TransactionBodyEncoder.Encode(body)) }));
    }

    [Fact]
    public async Task Issuer_WithAForeignCertificate_IsRefused() =>
        await Refusal.AssertAsync("AUTH_CERTIFICATE_UNKNOWN", StatusCode.Unauthenticated, async () =>
            await new Issuer.IssuerClient(network.AirlineNode.Connect(network.Foreigner)).MintAsync(new()));

    [Fact]
    public async Task Issuer_WithAnotherRole_IsRefused() =>
        await Refusal.AssertAsync("AUTH_DENIED", StatusCode.PermissionDenied, async () =>
            await new Issuer.IssuerClient(network.AirlineNode.Connect(network.Auditor)).MintAsync(new()));

    private byte[] Make(string fault, Customer alice)
    {
        var bob = new Customer(network.Genesis);
        var transfer = alice.Send(bob.Account, 1);
        var body = alice.Body(transfer);
        return fault switch
        {
            "malformed" => [10, 200],
            "empty" => [],
            "oversized" => alice.Sign([.. Enumerable.Range(0, 100).Select(_ => (Operation)SwapOf(alice, bob, 16))]),
            "not canonical" => NotCanonical(alice.Sign(body)),
            "unknown field" => [.. alice.Sign(body), 0x98, 0x06, 0x01],
            "wrongly signed" => Attach(body, alice.Sign(default(Cryptography.Digest))),
            "wrong network" => alice.Sign(body with { Network = "othernet" }),
            "valid too long" => alice.Sign(body with { ValidUntil = new(body.ValidUntil.Milliseconds + 3_600_000) }),
            "unknown scheme" => UnknownScheme(alice.Sign(body)),
            "high s" => HighS(body),
            "signer missing" => alice.Sign(new Operation.Transfer(bob.Account, alice.Account, TestNetwork.Miles, new(1), null)),
            "superfluous signer" => Attach(body, alice.Sign(IdOf(body)), bob.Sign(IdOf(body))),
            "no operation" => alice.Sign(body with { Operations = [] }),
            "unknown operation" => alice.Sign(body) is { } bytes ? UnknownOperation(bytes, alice) : [],
            "author unknown" => bob.Sign(bob.Send(alice.Account, 1)),
            "unknown token" => alice.Sign(alice.Send(bob.Account, 1, Ticker.TryParse("NOSUCH", out var none) ? none : default)),
            "overdraft" => alice.Sign(alice.Send(bob.Account, Balance + 1)),
            "overflow" => alice.Sign(alice.Send(bob.Account, ulong.MaxValue)),
            "zero" => alice.Sign(alice.Send(bob.Account, 0)),
            "to oneself" => alice.Sign(alice.Send(alice.Account, 1)),
            "duplicate leg" => alice.Sign(new Operation.Swap(
                [new(alice.Account, bob.Account, TestNetwork.Miles, new(1)), new(alice.Account, bob.Account, TestNetwork.Miles, new(2))])),
            "order reference of others" => alice.Sign(transfer with { OrderReference = default(Cryptography.Digest) }),
            _ => throw new ArgumentException(fault, nameof(fault)),
        };
    }

    private static Operation.Swap SwapOf(Customer alice, Customer bob, int legs) => new(
        [.. Enumerable.Range(1, legs).Select(leg => new SwapLeg(alice.Account, bob.Account, TestNetwork.Miles, new((ulong)leg)))]);

    private Cryptography.Digest IdOf(TransactionBody body) => new UnsignedTransaction(network.Genesis.Id, body).Id.Value;

    private byte[] Attach(TransactionBody body, params ImmutableArray<AccountSignature> signatures) =>
        new UnsignedTransaction(network.Genesis.Id, body).Attach(signatures);

    /// <summary>The length of the body in one byte more than it takes.</summary>
    private static byte[] NotCanonical(byte[] bytes)
    {
        var end = Array.FindIndex(bytes, 1, value => value < 0x80);
        return [.. bytes[..end], (byte)(bytes[end] | 0x80), 0, .. bytes[(end + 1)..]];
    }

    private static byte[] UnknownScheme(byte[] bytes)
    {
        var transaction = Contracts.V1.Transaction.Parser.ParseFrom(bytes);
        transaction.Signatures[0].Scheme = 99;
        return transaction.ToByteArray();
    }

    private byte[] UnknownOperation(byte[] bytes, Customer alice)
    {
        var transaction = Contracts.V1.Transaction.Parser.ParseFrom(bytes);
        var body = Contracts.V1.TransactionBody.Parser.ParseFrom(transaction.Body);
        body.Operations[0] = Contracts.V1.Operation.Parser.ParseFrom([0xba, 0x3e, 0x00]);
        transaction.Body = body.ToByteString();
        var id = TransactionCodec.IdOf(network.Genesis.Id, transaction.Body.Span);
        transaction.Signatures[0] = Customer.ToMessage(alice.Sign(id.Value));
        return transaction.ToByteArray();
    }

    /// <summary>A signature of P-256 whose s is n − s: mathematically valid, and refused.</summary>
    private byte[] HighS(TransactionBody body)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var compressed = new byte[33];
        Assert.True(P256Ecdsa.TryCompress(key.ExportParameters(false).Q, compressed));
        Assert.True(PublicKey.TryRead(SignatureScheme.P256Ecdsa, compressed, out var publicKey));
        var policy = Policy.OfOne(publicKey);
        var own = body with { Author = PolicyCodec.AccountOf(policy) };
        var signature = key.SignHash(IdOf(own).ToArray());
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        Assert.True((s > Order / 2 ? s : Order - s).TryWriteBytes(signature.AsSpan(32), out _, true, isBigEndian: true));
        Signature.TryRead(signature, out var high);
        return Attach(own, new AccountSignature(own.Author, publicKey, high, policy));
    }

    private async Task SubmitAsync(byte[] transaction) =>
        await _wallet.SubmitAndWaitAsync(new() { Transaction = ByteString.CopyFrom(transaction) });

    private async Task<Account> ReadAsync(Customer customer) =>
        (await _wallet.GetAccountAsync(new() { Account = customer.AccountBytes }, await customer.LoginAsync(_wallet))).Account;

    private async Task<GetHistoryResponse> HistoryAsync(Customer customer) =>
        await _wallet.GetHistoryAsync(new() { Account = customer.AccountBytes }, await customer.LoginAsync(_wallet));
}
