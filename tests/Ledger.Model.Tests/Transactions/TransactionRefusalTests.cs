using Google.Protobuf;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Genesis;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Wire = Ledger.Contracts.V1;

namespace Ledger.Model.Tests.Transactions;

/// <summary>Each reason of PROTOCOL 3.6 that the codec gives, provoked on its own.</summary>
public sealed class TransactionRefusalTests
{
    [Fact]
    public void TryDecode_OneByteMoreThanAllowed_IsTooLarge()
    {
        var bytes = Sample.Signed(Sample.Body());
        var limits = new Parameters { TransactionBytesMax = bytes.Length };

        AssertReason(Reason.None, bytes, limits);
        AssertReason(Reason.TransactionTooLarge, bytes, limits with { TransactionBytesMax = bytes.Length - 1 });
    }

    [Fact]
    public void TryDecode_OperationsBeyondLimitOrNone_IsOperationCount()
    {
        var limits = new Parameters { TransactionOperationsMax = 2 };

        AssertReason(Reason.None, Sample.Signed(Sample.Body(Sample.Transfer(), Sample.Transfer())), limits);
        AssertReason(
            Reason.TransactionOperationCount,
            Sample.Signed(Sample.Body(Sample.Transfer(), Sample.Transfer(), Sample.Transfer())),
            limits);
        AssertBody(Reason.TransactionOperationCount, body => body.Operations.Clear());
    }

    [Fact]
    public void TryDecode_SignaturesBeyondLimitOrNone_IsSignatureCount()
    {
        var limits = new Parameters { TransactionSignaturesMax = 1 };
        var two = Sample.Signed(Sample.Body(), Sample.Signature("alice"), Sample.Signature("bob"));

        AssertReason(Reason.TransactionSignatureCount, two, limits);
        AssertReason(Reason.TransactionSignatureCount, Generated.Of(Sample.Body(), []).ToByteArray());
    }

    [Fact]
    public void TryDecode_WorkBeyondLimit_IsWorkLimit()
    {
        var swap = new Operation.Swap(
        [
            new(Sample.Account("alice"), Sample.Account("bob"), Sample.Beans, new(1)),
            new(Sample.Account("bob"), Sample.Account("alice"), Sample.Miles, new(1)),
        ]);
        var bytes = Sample.Signed(Sample.Body(swap, Sample.Transfer()));

        AssertReason(Reason.None, bytes, new Parameters { TransactionWorkUnitsMax = 16 });
        AssertReason(Reason.TransactionWorkLimit, bytes, new Parameters { TransactionWorkUnitsMax = 15 });
    }

    [Fact]
    public void TryDecode_OtherNetworkName_IsWrongNetwork() =>
        AssertBody(Reason.TransactionWrongNetwork, body => body.Network = "mainnet");

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x0a })]
    [InlineData(new byte[] { 0x0a, 0x05, 0x01 })]
    [InlineData(new byte[] { 0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 })]
    [InlineData(new byte[] { 0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 })]
    [InlineData(new byte[] { 0x07 })]
    [InlineData(new byte[] { 0x02, 0x00 })]
    public void TryDecode_NotEvenProtobuf_IsMalformed(byte[] bytes) =>
        Assert.Contains(ReasonOf(bytes), new[] { Reason.TransactionMalformed, Reason.TransactionSignatureCount });

    [Fact]
    public void TryDecode_BodyFieldOutOfRange_IsMalformed()
    {
        AssertBody(Reason.TransactionMalformed, body => body.Author = ByteString.CopyFrom(new byte[31]));
        AssertBody(Reason.TransactionMalformed, body => body.Nonce = ByteString.CopyFrom(new byte[17]));
        AssertBody(Reason.TransactionMalformed, body => body.MemoHash = ByteString.CopyFrom(new byte[1]));
        AssertBody(Reason.TransactionMalformed, body => body.ValidUntilMs = 253_402_300_800_000);
        AssertBody(Reason.TransactionMalformed, body => body.ValidUntilMs = ulong.MaxValue);
    }

    [Fact]
    public void TryDecode_UnknownField_IsFieldUnknown()
    {
        var body = Generated.Of(Sample.Body()).ToByteArray();

        AssertReason(Reason.TransactionFieldUnknown, WithBody([.. body, 0x38, 0x01]));
        AssertReason(Reason.TransactionFieldUnknown, [.. Sample.Signed(Sample.Body()), 0x1a, 0x00]);
    }

    [Fact]
    public void TryDecode_OtherSpellingOfTheSame_IsNotCanonical()
    {
        var body = Generated.Of(Sample.Body()).ToByteArray();
        var memo = new byte[] { 0x32, 0x20 }.Concat(new byte[32]).ToArray();
        var longVarint = body.ToArray();
        longVarint = [.. longVarint[..1], (byte)(longVarint[1] | 0x80), 0x00, .. longVarint[2..]];

        AssertReason(Reason.None, WithBody([.. body, .. memo]));
        AssertReason(Reason.TransactionNotCanonical, WithBody([.. body, .. memo, .. memo]));
        AssertReason(Reason.TransactionNotCanonical, WithBody([.. body, 0x32, 0x00]));
        AssertReason(Reason.TransactionNotCanonical, WithBody([.. body, 0x20, 0x01]));
        AssertReason(Reason.TransactionNotCanonical, WithBody(longVarint));
        AssertReason(Reason.TransactionNotCanonical, WithBody(WithZeroTime()));
    }

    [Fact]
    public void TryDecode_SignaturesOutOfOrderOrTwice_IsSignatureOrder()
    {
        var sorted = new[] { Sample.Signature("alice"), Sample.Signature("bob") }
            .Order(AccountSignature.CanonicalOrder)
            .ToArray();

        AssertReason(Reason.None, Generated.Of(Sample.Body(), sorted).ToByteArray());
        AssertReason(Reason.SignatureOrder, Generated.Of(Sample.Body(), sorted.Reverse()).ToByteArray());
        AssertReason(Reason.SignatureOrder, Generated.Of(Sample.Body(), [sorted[0], sorted[0]]).ToByteArray());
    }

    [Fact]
    public void TryDecode_SignatureOutOfForm_IsNamed()
    {
        AssertSignature(Reason.SignatureSchemeUnknown, signature => signature.Scheme = 0);
        AssertSignature(Reason.SignatureSchemeUnknown, signature => signature.Scheme = 4);
        AssertSignature(Reason.SignatureMalformed, signature => signature.Scheme = 2);
        AssertSignature(Reason.SignatureMalformed, signature => signature.Account = ByteString.Empty);
        AssertSignature(
            Reason.SignatureMalformed, signature => signature.PublicKey = ByteString.CopyFrom(new byte[33]));
        AssertSignature(
            Reason.SignatureMalformed, signature => signature.Signature_ = ByteString.CopyFrom(new byte[63]));
    }

    [Fact]
    public void TryDecode_PolicyWithSignature_HasToBeTheAccountsOwnAndOnce()
    {
        var policy = Generated.Of(Sample.Policy("alice"));
        var other = Generated.Of(Sample.Policy("bob"));
        var unsound = policy.Clone();
        unsound.Threshold = 2;

        AssertSignature(Reason.None, signature => signature.Policy = policy.ToByteString());
        AssertSignature(Reason.PolicyMismatch, signature => signature.Policy = other.ToByteString());
        AssertSignature(Reason.PolicyMalformed, signature => signature.Policy = unsound.ToByteString());

        var first = Sample.Signature("alice", withPolicy: true);
        var second = first with { Key = Sample.Key("alice's other", SignatureScheme.P256Ecdsa) };
        AssertReason(Reason.PolicyRepeated, Generated.Of(Sample.Body(), [first, second]).ToByteArray());
    }

    [Fact]
    public void TryDecode_OperationOfNoKnownKind_IsOperationUnknown()
    {
        AssertOperation(Reason.OperationUnknown, []);
        AssertOperation(Reason.OperationUnknown, [0x1a, 0x00]);
        AssertOperation(Reason.OperationUnknown, [0xfa, 0xff, 0x7f, 0x00]);
    }

    [Fact]
    public void TryDecode_SecondChoiceInOperation_IsNotCanonical()
    {
        var transfer = Generated.Of(Sample.Body()).Operations[0].ToByteArray();

        AssertOperation(Reason.None, transfer);
        AssertOperation(Reason.TransactionNotCanonical, [.. transfer, .. transfer]);
        AssertOperation(Reason.TransactionNotCanonical, [.. transfer, 0x32, 0x00]);
    }

    [Fact]
    public void TryDecode_OperationFieldOutOfRange_IsOperationMalformed()
    {
        AssertTransfer(transfer => transfer.Token = "beans");
        AssertTransfer(transfer => transfer.Token = "");
        AssertTransfer(transfer => transfer.From = ByteString.CopyFrom(new byte[33]));
        AssertTransfer(transfer => transfer.OrderReference = ByteString.CopyFrom(new byte[16]));
        AssertToken(token => token.Issuer = 65536);
        AssertToken(token => token.Name = "");
        AssertToken(token => token.Name = "a\u0007b");
        AssertToken(token => token.Name = new string('x', 65));
        AssertToken(token => token.Scale = 10);
        AssertToken(token => token.SupplyMax = 0);
        AssertToken(token => token.SupplyMax = 1ul << 63);
        AssertToken(token => token.Expiry = null);
        AssertToken(token => token.Expiry.Lifetime = 65);
        AssertToken(token => token.Capabilities = null);
        AssertToken(token => token.Capabilities.Transfer = null);
        AssertToken(token => token.Capabilities.Transfer.Value = (Wire.Transferability)5);
        AssertToken(token => token.Capabilities.Freeze.Mutability = Wire.Mutability.Unspecified);
        AssertToken(token => token.Capabilities.ReversalWindow.Value = 70_000);
        AssertToken(token => token.Terms.Url = "https://exämple.org");
        AssertToken(token => token.Terms.Hash = ByteString.Empty);
    }

    [Fact]
    public void TryDecode_SwapOfOneOrSeventeenLegs_IsOperationMalformed()
    {
        var leg = new SwapLeg(Sample.Account("alice"), Sample.Account("bob"), Sample.Beans, new(1));

        AssertReason(Reason.OperationMalformed, Sample.Signed(Sample.Body(new Operation.Swap([leg]))));
        AssertReason(Reason.None, Sample.Signed(Sample.Body(new Operation.Swap([.. Enumerable.Repeat(leg, 16)]))));
        AssertReason(
            Reason.OperationMalformed, Sample.Signed(Sample.Body(new Operation.Swap([.. Enumerable.Repeat(leg, 17)]))));
    }

    [Theory]
    [InlineData(1, Reason.OperationMalformed)]
    [InlineData(2, Reason.None)]
    [InlineData(4, Reason.None)]
    [InlineData(5, Reason.OperationMalformed)]
    public void TryDecode_ExchangeOfSoManyTokens_HasOneToThreeHops(int tokens, Reason expected)
    {
        var exchange = new Operation.Exchange(
            Sample.Account("alice"), [.. Enumerable.Repeat(Sample.Beans, tokens)], new(5), new(3), null);

        AssertReason(expected, Sample.Signed(Sample.Body(exchange)));
    }

    [Fact]
    public void TryDecode_RateTermsOutOfTheirRange_AreOperationMalformed()
    {
        AssertTerms(terms => terms.Numerator = 0);
        AssertTerms(terms => terms.Denominator = 0);
        AssertTerms(terms => terms.FeePerMillion = 1_000_000);
        AssertTerms(terms => terms.FeePerMillion = 0);
        AssertTerms(terms => terms.FeeAccount = ByteString.Empty);
        AssertTerms(terms => terms.GivenMin = 0);
        AssertTerms(terms => terms.GivenMin = terms.GivenMax + 1);
        AssertTerms(terms => terms.GivenMax = 1ul << 63);
        AssertTerms(terms => terms.CorridorPerAccount = terms.Corridor + 1);
        AssertTerms(terms => terms.Corridor = 1ul << 63);
        AssertTerms(terms => terms.PositionMax = 1ul << 63);
        AssertTerms(terms => terms.ValidUntilMs = terms.ValidFromMs);
        AssertTerms(terms => terms.NoticeMs = 59_999);
        AssertTerms(terms => terms.NoticeMs = (90UL * 86_400_000) + 1);
    }

    [Fact]
    public void TryDecode_NameThatIsNotUtf8_IsOperationMalformed()
    {
        var token = Sample.Signed(Sample.Body(new Operation.RegisterToken(Sample.Token())));
        var at = token.AsSpan().IndexOf("Coffee"u8);

        token[at] = 0xff;

        AssertReason(Reason.OperationMalformed, token);
    }

    private static void AssertTransfer(Action<Wire.Transfer> change) =>
        AssertBody(Reason.OperationMalformed, body => change(body.Operations[0].Transfer));

    private static void AssertTerms(Action<Wire.RateTerms> change)
    {
        var body = Generated.Of(Sample.Body(new Operation.AgreeRate(Sample.Miles, Sample.Beans, Sample.Terms)));
        change(body.Operations[0].AgreeRate.Terms);
        AssertReason(Reason.OperationMalformed, WithBody(body.ToByteArray()));
    }

    private static void AssertToken(Action<Wire.TokenDefinition> change)
    {
        var body = Generated.Of(Sample.Body(new Operation.RegisterToken(Sample.Token())));
        change(body.Operations[0].RegisterToken.Definition);
        AssertReason(Reason.OperationMalformed, WithBody(body.ToByteArray()));
    }

    private static void AssertOperation(Reason expected, byte[] operation)
    {
        var head = Generated.Of(Sample.Body()).Clone();
        head.Operations.Clear();
        AssertReason(expected, WithBody([.. head.ToByteArray(), 0x2a, .. Length(operation.Length), .. operation]));
    }

    private static void AssertBody(Reason expected, Action<Wire.TransactionBody> change)
    {
        var body = Generated.Of(Sample.Body());
        change(body);
        AssertReason(expected, WithBody(body.ToByteArray()));
    }

    private static void AssertSignature(Reason expected, Action<Wire.Signature> change)
    {
        var transaction = Generated.Of(Sample.Body(), [Sample.Signature("alice")]);
        change(transaction.Signatures[0]);
        AssertReason(expected, transaction.ToByteArray());
    }

    private static byte[] WithBody(byte[] body)
    {
        var transaction = Generated.Of(Sample.Body(), [Sample.Signature("alice")]);
        transaction.Body = ByteString.CopyFrom(body);
        return transaction.ToByteArray();
    }

    /// <summary>A body whose time is 0 and written all the same.</summary>
    private static byte[] WithZeroTime()
    {
        var body = Generated.Of(Sample.Body() with { ValidUntil = default }).ToByteArray();
        var nonceEnd = 2 + Sample.NetworkName.Length + 2 + 32 + 2 + 16;
        return [.. body[..nonceEnd], 0x20, 0x00, .. body[nonceEnd..]];
    }

    private static byte[] Length(int length) =>
        length < 0x80 ? [(byte)length] : [(byte)(length & 0x7f | 0x80), (byte)(length >> 7)];

    private static void AssertReason(Reason expected, byte[] bytes, Parameters? limits = null) =>
        Assert.Equal(expected, ReasonOf(bytes, limits));

    private static Reason ReasonOf(byte[] bytes, Parameters? limits = null)
    {
        _ = Sample.Codec(limits).TryDecode(bytes, out _, out var reason);
        return reason;
    }
}
