using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Model.Tests.Transactions;

public sealed class SignatureVerificationTests
{
    [Fact]
    public void TryVerify_SignedByEach_IsVerified()
    {
        var transaction = Signed(Sample.Body(), ["alice", "bob"]);

        Assert.True(SignatureVerification.TryVerify(transaction, out var verified, out var reason));
        Assert.Equal(Reason.None, reason);
        Assert.Same(transaction, verified.Value);
    }

    [Fact]
    public void TryVerify_SignatureOverOtherBytesOrNetwork_IsInvalid()
    {
        var body = Sample.Body();
        var other = new UnsignedTransaction(Sample.Network, body with { Nonce = new(2) });
        var elsewhere = new UnsignedTransaction(new(Sample.Digest("other network")), body);

        foreach (var id in new[] { other.Id, elsewhere.Id })
            Assert.Equal(Reason.SignatureInvalid, ReasonOf(Decoded(body, Sign("alice", id))));
    }

    [Fact]
    public void TryVerify_OneOfSeveralWrong_IsInvalid()
    {
        var body = Sample.Body();
        var id = new UnsignedTransaction(Sample.Network, body).Id;

        var transaction = Decoded(body, Sign("alice", id), Sample.Signature("bob"));

        Assert.Equal(Reason.SignatureInvalid, ReasonOf(transaction));
    }

    [Fact]
    public void TryVerify_PolicyWithKeyOffTheCurve_IsNamed()
    {
        var offCurve = Enumerable.Range(0, 64).Select(index => Sample.Key($"{index}")).First(key => !key.IsPoint());
        var keys = new[] { Sample.Signer("alice"), offCurve }.Order().Select(key => new PolicyKey(key, 1));
        var policy = new Policy(1, [.. keys]);
        var replace = new Operation.ReplacePolicy(Sample.Account("alice"), policy);
        var body = Sample.Body();
        var id = new UnsignedTransaction(Sample.Network, body).Id;
        var named = Sign("alice", id) with { Account = PolicyCodec.AccountOf(policy), Policy = policy };

        Assert.Equal(Reason.PolicyKeyInvalid, ReasonOf(Signed(Sample.Body(replace), ["alice"])));
        Assert.Equal(Reason.PolicyKeyInvalid, ReasonOf(Decoded(body, named)));
    }

    [Fact]
    public void TryVerify_EcdsaKey_IsVerified()
    {
        var body = Sample.Body();
        var id = new UnsignedTransaction(Sample.Network, body).Id;
        var secret = Sample.Digest("alice").ToArray();
        var key = new byte[Secp256k1Ecdsa.PublicKeySize];
        var bytes = new byte[Secp256k1Ecdsa.SignatureSize];
        Assert.True(Secp256k1Ecdsa.TryGetPublicKey(secret, key));
        Assert.True(Secp256k1Ecdsa.TrySign(secret, id.Value, bytes));
        Assert.True(PublicKey.TryRead(SignatureScheme.Secp256k1Ecdsa, key, out var publicKey));
        Assert.True(Signature.TryRead(bytes, out var signature));

        var transaction = Decoded(body, new AccountSignature(Sample.Account("alice"), publicKey, signature, null));

        Assert.Equal(Reason.None, ReasonOf(transaction));
    }

    [Fact]
    public void TryVerify_TransferOfOneSignature_AllocatesNothing()
    {
        var transaction = Signed(Sample.Body(), ["alice"]);
        SignatureVerification.TryVerify(transaction, out _, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        SignatureVerification.TryVerify(transaction, out _, out _);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void TryDecode_TransferOfOneSignature_AllocatesOnlyWhatItHolds()
    {
        var bytes = Signed(Sample.Body(), ["alice"]).Bytes;
        var codec = Sample.Codec();
        codec.TryDecode(bytes, out _, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        codec.TryDecode(bytes, out _, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 768);
    }

    private static Transaction Signed(TransactionBody body, string[] signers)
    {
        var id = new UnsignedTransaction(Sample.Network, body).Id;
        return Decoded(body, [.. signers.Select(signer => Sign(signer, id))]);
    }

    private static AccountSignature Sign(string signer, TransactionId id)
    {
        var bytes = new byte[Schnorr.SignatureSize];
        Assert.True(Schnorr.TrySign(Sample.Digest(signer).ToArray(), id.Value, new byte[32], bytes));
        Assert.True(Signature.TryRead(bytes, out var signature));
        return new(Sample.Account(signer), Sample.Signer(signer), signature, null);
    }

    private static Transaction Decoded(TransactionBody body, params AccountSignature[] signatures)
    {
        var bytes = Sample.Signed(body, signatures);
        Assert.True(Sample.Codec().TryDecode(bytes, out var transaction, out var reason), $"{reason}");
        return transaction;
    }

    private static Reason ReasonOf(Transaction transaction)
    {
        SignatureVerification.TryVerify(transaction, out _, out var reason);
        return reason;
    }
}
