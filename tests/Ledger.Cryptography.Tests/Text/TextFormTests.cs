using FsCheck;
using FsCheck.Fluent;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Text;

namespace Ledger.Cryptography.Tests.Text;

public sealed class TextFormTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l1";

    private static readonly Dictionary<string, TextForm> Kinds = new(StringComparer.Ordinal)
    {
        ["account"] = TextForm.Account,
        ["transaction"] = TextForm.Transaction,
        ["block"] = TextForm.Block,
        ["hold"] = TextForm.Hold,
        ["secret"] = TextForm.Secret,
    };

    [Fact]
    public void Texts_ValidInTheVectors_ReadAndWriteAsTheirValue()
    {
        var vectors = GoldenVectors.Of("textForms", "valid");

        foreach (var vector in vectors)
        {
            var form = Kinds[vector.Text("kind")];

            Assert.True(form.TryRead(vector.Text("text"), out var value), vector.Text("text"));
            Assert.Equal(vector.Hex("value"), value.ToArray());
            Assert.Equal(vector.Text("text"), form.Write(value));
        }

        Assert.All(Kinds.Keys, kind => Assert.Contains(vectors, vector => vector.Text("kind").Equals(kind, Ordinal)));
    }

    [Fact]
    public void Texts_InvalidInTheVectors_AreRefused()
    {
        foreach (var vector in GoldenVectors.Of("textForms", "invalid"))
        {
            var form = Kinds[vector.Text("kind")];

            Assert.False(form.TryRead(vector.Text("text"), out var value), vector.Text("why"));
            Assert.Equal(Digest.Zero, value);
        }
    }

    [Fact]
    public void TryRead_OfATextWithOneCharacterReplaced_IsFalse()
    {
        var text = TextForm.Account.Write(Sha256.Hash("value"u8));
        var replacements =
            from index in Gen.Choose(0, text.Length - 1)
            from character in Gen.Elements(Alphabet.ToCharArray())
            where text[index] != character
            select $"{text[..index]}{character}{text[(index + 1)..]}";

        Check.QuickThrowOnFailure(
            Prop.ForAll(replacements.ToArbitrary(), replaced => !TextForm.Account.TryRead(replaced, out _)));
    }

    [Fact]
    public void Write_OfAnyValue_ReadsBackUnderItsOwnFormOnly()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 255).ArrayOf(32).ToArbitrary(), numbers =>
        {
            var value = new Digest([.. numbers.Select(number => (byte)number)]);
            return Kinds.Values.All(form =>
                Kinds.Values.All(other => other.TryRead(form.Write(value), out var read) == (form == other)
                    && (form != other || read == value)));
        }));
    }
}
