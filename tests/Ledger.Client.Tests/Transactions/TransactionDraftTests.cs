using System.Security.Cryptography;
using Ledger.Client.Signing;
using Ledger.Client.Transactions;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Transactions;

public sealed class TransactionDraftTests : IDisposable
{
    private static readonly LedgerNetwork Network = new("test", new(new(RandomNumberGenerator.GetBytes(32))), [], []);

    private static readonly Ticker Miles = TickerOf("MILES");

    private readonly SchnorrKey _ada = SchnorrKey.Create();
    private readonly SchnorrKey _ben = SchnorrKey.Create();
    private readonly ECDsa _hardware = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _ada.Dispose();
        _ben.Dispose();
        _hardware.Dispose();
    }

    [Fact]
    public async Task Transaction_SignedByOneKey_IsWhatANodeAccepts()
    {
        var ada = SigningAccount.Of(_ada);

        var signed = await Gift(ada.Id).Build().SignAsync(ada);

        var transaction = AssertVerified(signed);
        Assert.Equal(signed.Id, transaction.Id);
        Assert.Equal(signed.ValidUntil, transaction.Body.ValidUntil);
        Assert.Equal(ada.FirstPolicy, Assert.Single(transaction.Signatures).Policy);
    }

    [Fact]
    public async Task Policy_OfKeysOfTwoSchemes_IsSentWithTheFirstSignatureOnly()
    {
        var phone = new P256Key(_hardware);
        PolicyKey[] keys = [new(_ada.Key, 1), new(phone.Key, 1)];
        var both = SigningAccount.Of(new Policy(2, [.. keys.OrderBy(key => key.Key)]), phone, _ada);

        var transaction = AssertVerified(await Gift(both.Id).Build().SignAsync(both));

        Assert.Equal(2, transaction.Signatures.Length);
        Assert.NotNull(transaction.Signatures[0].Policy);
        Assert.Null(transaction.Signatures[1].Policy);
    }

    [Fact]
    public async Task Draft_PassedFromPartyToParty_GathersSignaturesOverTheSameId()
    {
        var (ada, ben) = (SigningAccount.Of(_ada), SigningAccount.Of(_ben));
        var offer = new TransactionBuilder(Network, ada.Id)
            .Swap(new(ada.Id, ben.Id, Miles, new(3)), new(ben.Id, ada.Id, TickerOf("BEANS"), new(2)))
            .Build();
        var sent = (await offer.SignAsync([ada])).ToBytes();

        Assert.True(TransactionDraft.TryRead(Network, sent, out var received, out _));
        var signed = (await received.SignAsync([ben])).Complete();

        Assert.Equal(offer.Id, signed.Id);
        Assert.Equal(2, AssertVerified(signed).Signatures.Length);
    }

    [Fact]
    public async Task Account_ThatSignsTwice_HasOneSignature()
    {
        var ada = SigningAccount.Of(_ada);

        var signed = (await Gift(ada.Id).Build().SignAsync([ada, ada])).Complete();

        Assert.Single(AssertVerified(signed).Signatures);
    }

    [Fact]
    public void Transaction_ThatNobodySigned_IsNotSent() =>
        Assert.Throws<InvalidOperationException>(() => Gift(SigningAccount.Of(_ada).Id).Build().Complete());

    [Fact]
    public void Draft_OfAnotherNetwork_IsRefusedByName()
    {
        var bytes = Gift(SigningAccount.Of(_ada).Id).Build().ToBytes();

        Assert.False(TransactionDraft.TryRead(Network with { Name = "other" }, bytes, out _, out var reason));
        Assert.Equal(Reason.TransactionWrongNetwork, reason);
    }

    [Fact]
    public void Draft_OfAnyBytes_IsReadOrRefusedWithAReason()
    {
        var random = new Random(20261125);
        var sound = Gift(SigningAccount.Of(_ada).Id).Build().ToBytes();
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = sound.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var isRead = TransactionDraft.TryRead(Network, bytes.AsSpan(..random.Next(bytes.Length + 1)), out _, out var reason);
            Assert.Equal(isRead, reason == Reason.None);
        }
    }

    [Fact]
    public void Nonces_OfTwoBuilds_DifferAndOneGivenIsKept()
    {
        var builder = Gift(SigningAccount.Of(_ada).Id);
        var (first, second) = (builder.Build(), builder.Build());
        var now = DateTimeOffset.UnixEpoch;
        var nonce = new Nonce(7);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(builder.WithNonce(nonce).Build(now).Id, builder.WithNonce(nonce).Build(now).Id);
    }

    [Fact]
    public async Task Key_FromItsExportedSecret_SignsForTheSameAccount()
    {
        var secret = new byte[SchnorrKey.SecretSize];
        _ada.ExportSecret(secret);

        using var again = SchnorrKey.From(secret);

        Assert.Equal(_ada.Key, again.Key);
        AssertVerified(await Gift(SigningAccount.Of(again).Id).Build().SignAsync(SigningAccount.Of(again)));
    }

    private TransactionBuilder Gift(AccountId from) =>
        new TransactionBuilder(Network, from).Transfer(from, SigningAccount.Of(_ben).Id, Miles, new(5));

    private static Transaction AssertVerified(SignedTransaction signed)
    {
        var codec = new TransactionCodec(Network.Id, Network.Name, new Parameters());
        Assert.True(codec.TryDecode(signed.Bytes, out var transaction, out var reason), reason.ToString());
        Assert.True(SignatureVerification.TryVerify(transaction, out _, out reason), reason.ToString());
        return transaction;
    }

    private static Ticker TickerOf(string text) =>
        Ticker.TryParse(text, out var ticker) ? ticker : throw new ArgumentException(text, nameof(text));
}
