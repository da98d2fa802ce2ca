using System.Globalization;
using Ledger.Cryptography;
using Ledger.Model.Logins;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Model.Tests;

/// <summary>PROTOCOL 11: what clients of any language must come to.</summary>
public sealed class ClientVectorTests
{
    [Fact]
    public void LoginDigest_OfEachVector_IsThePublishedOne() =>
        Assert.All(GoldenVectors.Read("clients").List("logins"), vector =>
        {
            Nonce.TryRead(Convert.FromHexString(vector.Text("nonce")), out var nonce);
            var expiresAt = ulong.Parse(vector.Text("expiresAtMs"), CultureInfo.InvariantCulture);
            var challenge = new LoginChallenge(
                DigestOf(vector.Text("node")), new(DigestOf(vector.Text("account"))), new(expiresAt), nonce);

            var digest = challenge.DigestFor(new(DigestOf(vector.Text("network"))));

            Assert.Equal(vector.Text("digest"), digest.ToString());
        });

    [Fact]
    public void OrderReference_OfEachVector_IsThePublishedOne() =>
        Assert.All(GoldenVectors.Read("clients").List("orderReferences"), vector =>
        {
            var isMade = OrderReference.TryMake(
                Convert.FromHexString(vector.Text("key")), vector.Text("order"), out var reference);

            Assert.True(isMade);
            Assert.Equal(vector.Text("reference"), reference.ToString());
        });

    [Theory]
    [InlineData(31, 1)]
    [InlineData(33, 1)]
    [InlineData(32, 0)]
    [InlineData(32, 257)]
    public void OrderReference_OutOfItsBounds_IsNotMade(int keySize, int orderLength) =>
        Assert.False(OrderReference.TryMake(new byte[keySize], new string('x', orderLength), out _));

    private static Digest DigestOf(string hexadecimal) => new(Convert.FromHexString(hexadecimal));
}
