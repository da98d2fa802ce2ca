using System.Net;
using System.Security.Cryptography.X509Certificates;
using Ledger.Cryptography.Sealing;
using Ledger.Keys.Certificates;
using Ledger.Keys.Files;

namespace Ledger.Keys.Tests.Certificates;

public sealed class CertificateTests(TlsKeys keys) : IClassFixture<TlsKeys>, IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CertificateSubject Subject = new("node-1", ["node-1.example"], [IPAddress.Loopback]);

    private readonly TemporaryFolder _folder = new();
    private readonly Password _password = new("correct horse"u8) { Iterations = SecretSeal.IterationsMin };

    public void Dispose()
    {
        _password.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void SelfSigned_AfterARestartAndARenewal_KeepsItsPin()
    {
        using var created = TlsKey.Create(_folder["tls.key"], _password);
        using var loaded = TlsKey.Load(_folder["tls.key"], _password);

        using var first = NodeCertificate.SelfSigned(created, Subject, Now);
        using var renewed = NodeCertificate.SelfSigned(loaded, Subject, Now.AddDays(70));

        Assert.Equal(created.Pin, PublicKeyPin.Of(first));
        Assert.Equal(created.Pin, PublicKeyPin.Of(renewed));
        Assert.True(renewed.HasPrivateKey);
        Assert.NotEqual(first.NotAfter, renewed.NotAfter);
    }

    [Theory]
    [InlineData(-2, PinVerdict.AcceptedOutOfDate)]
    [InlineData(0, PinVerdict.Accepted)]
    [InlineData(90, PinVerdict.Accepted)]
    [InlineData(91, PinVerdict.AcceptedOutOfDate)]
    [InlineData(10_000, PinVerdict.AcceptedOutOfDate)]
    public void Judge_OfTheRightKey_AcceptsAtAnyDateAndTellsWhenOutOfDate(int days, PinVerdict expected)
    {
        using var certificate = NodeCertificate.SelfSigned(keys.Own, Subject, Now);

        Assert.Equal(expected, keys.Own.Pin.Judge(certificate, Now.AddDays(days)));
    }

    [Fact]
    public void Judge_OfAnotherKeyOrNone_Refuses()
    {
        using var certificate = NodeCertificate.SelfSigned(keys.Other, Subject, Now);

        Assert.Equal(PinVerdict.Refused, keys.Own.Pin.Judge(certificate, Now));
        Assert.Equal(PinVerdict.Refused, keys.Own.Pin.Judge(null, Now));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(60, false)]
    [InlineData(61, true)]
    [InlineData(200, true)]
    public void IsRenewalDue_WithLessThanAThirdLeft_IsTrue(int days, bool expected)
    {
        using var certificate = NodeCertificate.SelfSigned(keys.Own, Subject, Now);

        Assert.Equal(expected, NodeCertificate.IsRenewalDue(certificate, Now.AddDays(days)));
    }

    [Fact]
    public void Issue_ByAReloadedAuthority_IsTrustedThroughItsFileAlone()
    {
        var (keyPath, caPath) = (_folder["authority.key"], _folder["ca.pem"]);
        using (CertificateAuthority.Create(keyPath, caPath, _password, "test network", Now))
        {
        }

        using var authority = CertificateAuthority.Load(keyPath, caPath, _password);
        using var certificate = authority.Issue(keys.Own, Subject, Now);

        Assert.Equal(keys.Own.Pin, PublicKeyPin.Of(certificate));
        Assert.True(certificate.HasPrivateKey);
        Assert.True(certificate.MatchesHostname("node-1.example"));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.True(IsTrusted(certificate, caPath));
        using var selfSigned = NodeCertificate.SelfSigned(keys.Own, Subject, Now);
        Assert.False(IsTrusted(selfSigned, caPath));
    }

    [Fact]
    public void Issue_NearTheEndOfTheAuthority_EndsWithIt()
    {
        using var authority = CertificateAuthority.Create(
            _folder["authority.key"], _folder["ca.pem"], _password, "test network", Now);

        using var certificate = authority.Issue(keys.Own, Subject, Now.AddDays(3649));

        Assert.Equal(Now.AddDays(3650), new DateTimeOffset(certificate.NotAfter));
    }

    [Fact]
    public void Load_OfAnAuthorityWithAnotherCertificate_NamesIt()
    {
        using var first = CertificateAuthority.Create(_folder["1.key"], _folder["1.pem"], _password, "first", Now);
        using var second = CertificateAuthority.Create(_folder["2.key"], _folder["2.pem"], _password, "second", Now);

        var exception = Assert.Throws<KeyFileException>(
            () => CertificateAuthority.Load(_folder["1.key"], _folder["2.pem"], _password));

        Assert.Equal(_folder["2.pem"], exception.Path);
    }

    [Fact]
    public void Load_OfATlsKeyAsAuthority_IsRefused()
    {
        using var key = TlsKey.Create(_folder["tls.key"], _password);

        Assert.Throws<KeyFileException>(
            () => CertificateAuthority.Load(_folder["tls.key"], _folder["ca.pem"], _password));
    }

    private static bool IsTrusted(X509Certificate2 certificate, string caPath)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(caPath);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Now.UtcDateTime;
        return chain.Build(certificate);
    }
}

/// <summary>Two keys for all tests of the class, since making a key file is slow on purpose.</summary>
public sealed class TlsKeys : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TlsKeys()
    {
        using var password = new Password("correct horse"u8) { Iterations = SecretSeal.IterationsMin };
        Own = TlsKey.Create(_folder["own.key"], password);
        Other = TlsKey.Create(_folder["other.key"], password);
    }

    public TlsKey Own { get; }

    public TlsKey Other { get; }

    public void Dispose()
    {
        Own.Dispose();
        Other.Dispose();
        _folder.Dispose();
    }
}
