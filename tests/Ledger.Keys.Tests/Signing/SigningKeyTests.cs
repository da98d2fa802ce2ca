using System.Text.Json.Nodes;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Sealing;
using Ledger.Cryptography.Secp256k1;
using Ledger.Keys.Files;
using Ledger.Keys.Signing;

namespace Ledger.Keys.Tests.Signing;

public sealed class SigningKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Password _password = new("correct horse"u8) { Iterations = SecretSeal.IterationsMin };

    private string File => _folder["consensus.key"];

    public void Dispose()
    {
        _password.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Load_OfACreatedKey_SignsUnderItsPublicKey()
    {
        using var created = ConsensusKey.Create(File, _password);
        using var loaded = ConsensusKey.Load(File, _password);
        var message = Sha256.Hash("a vote"u8);

        var signature = loaded.Sign(message);

        Assert.True(Schnorr.Verify(created.PublicKey.Span, message, signature.ToArray()));
    }

    [Fact]
    public void Create_OfAKey_LeavesOneFileWithMode0600AndNoSecretInIt()
    {
        using var key = ConsensusKey.Create(File, _password);

        Assert.Equal("consensus.key", Assert.Single(_folder.Names));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        var envelope = JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        Assert.Equal("ledger-key/1", (string?)envelope["format"]);
        Assert.Equal("consensus", (string?)envelope["purpose"]);
        Assert.Equal(Convert.ToHexStringLower(key.PublicKey.Span), (string?)envelope["publicKey"]);
        Assert.Equal("format purpose publicKey seal", string.Join(' ', envelope.AsObject().Select(field => field.Key)));
    }

    [Fact]
    public void Create_WhereAFileExists_RefusesAndLeavesIt()
    {
        using var first = ConsensusKey.Create(File, _password);
        var content = System.IO.File.ReadAllBytes(File);

        var exception = Assert.Throws<KeyFileException>(() => ConsensusKey.Create(File, _password));

        Assert.Contains("exists already", exception.Message, StringComparison.Ordinal);
        Assert.Equal(content, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void Create_AfterAnInterruptedAttempt_Succeeds()
    {
        System.IO.File.WriteAllText($"{File}.new", "half of a file");

        using var key = ConsensusKey.Create(File, _password);

        Assert.Equal("consensus.key", Assert.Single(_folder.Names));
    }

    [Fact]
    public void Load_ForAnotherPurpose_IsRefused()
    {
        using var key = ConsensusKey.Create(File, _password);

        var exception = Assert.Throws<KeyFileException>(() => IssuingKey.Load(File, _password));

        Assert.Contains("is a key for 'consensus'", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The seal covers purpose and public key, so a changed envelope does not open.</summary>
    [Theory]
    [InlineData("purpose", "issuing")]
    [InlineData("publicKey", "00")]
    public void Load_OfAChangedEnvelope_DoesNotOpen(string name, string value)
    {
        using var key = ConsensusKey.Create(File, _password);
        Change(name, value);

        var exception = Assert.Throws<KeyFileException>(() =>
            name is "purpose" ? (SigningKey)IssuingKey.Load(File, _password) : ConsensusKey.Load(File, _password));

        Assert.Contains("does not open", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format", "ledger-key/2")]
    [InlineData("publicKey", "no hexadecimal")]
    [InlineData("seal", "AAAA")]
    [InlineData("seal", "no base64!")]
    [InlineData("extra", "field")]
    public void Load_OfADamagedEnvelope_NamesTheFile(string name, string value)
    {
        using var key = ConsensusKey.Create(File, _password);
        Change(name, value);

        var exception = Assert.Throws<KeyFileException>(() => ConsensusKey.Load(File, _password));

        Assert.Equal(File, exception.Path);
        Assert.Contains("is not a key file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithAnotherPassword_DoesNotOpen()
    {
        using var key = ConsensusKey.Create(File, _password);
        using var other = new Password("other"u8);

        var exception = Assert.Throws<KeyFileException>(() => ConsensusKey.Load(File, other));

        Assert.Contains("does not open", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfNoFile_SaysSo()
    {
        var exception = Assert.Throws<KeyFileException>(() => ConsensusKey.Load(File, _password));

        Assert.Contains("does not exist", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sign_AfterDisposal_Throws()
    {
        var key = ConsensusKey.Create(File, _password);

        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Sign(Sha256.Hash([])));
    }

    private void Change(string name, string value)
    {
        var envelope = JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        envelope[name] = value;
        System.IO.File.WriteAllText(File, envelope.ToJsonString());
    }
}
