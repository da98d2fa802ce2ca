namespace Ledger.Cryptography.Text;

/// <summary>
/// How 32 bytes are written for people: bech32m in lower case under a prefix that says what they are (PROTOCOL 2.2).
/// Every value has exactly one spelling. Every prefix of the ledger is a field here.
/// </summary>
public sealed class TextForm
{
    public static readonly TextForm Account = new("acc");
    public static readonly TextForm Transaction = new("tx");
    public static readonly TextForm Block = new("blk");
    public static readonly TextForm Hold = new("hold");

    /// <summary>
    /// A secret key. Looks like no other form, so that it is not pasted where an account is asked for.
    /// </summary>
    public static readonly TextForm Secret = new("sec");

    private const int ValueSize = Digest.Size;

    /// <summary>The groups of 256 bits.</summary>
    private const int GroupCount = 52;

    private TextForm(string prefix)
    {
        Prefix = prefix;
        Length = prefix.Length + 1 + GroupCount + Bech32m.ChecksumLength;
    }

    public string Prefix { get; }

    /// <summary>Characters of every text of this form.</summary>
    public int Length { get; }

    public string Write(Digest value)
    {
        Span<byte> bytes = stackalloc byte[ValueSize];
        value.CopyTo(bytes);
        Span<char> text = stackalloc char[Length];
        Write(bytes, text);
        return new(text);
    }

    /// <summary>
    /// Writes 32 bytes into exactly <see cref="Length"/> characters; for secrets, which must not become strings.
    /// </summary>
    public void Write(ReadOnlySpan<byte> value, Span<char> text)
    {
        if (value.Length != ValueSize || text.Length != Length)
            throw new ArgumentException("A text form has 32 bytes and a fixed length.", nameof(value));
        Span<byte> groups = stackalloc byte[GroupCount];
        FiveBitGroups.FromBytes(value, groups);
        Bech32m.Encode(Prefix, groups, text);
        groups.Clear();
    }

    public bool TryRead(ReadOnlySpan<char> text, out Digest value)
    {
        Span<byte> bytes = stackalloc byte[ValueSize];
        var isRead = TryRead(text, bytes);
        value = isRead ? new(bytes) : Digest.Zero;
        return isRead;
    }

    /// <summary>
    /// Reads 32 bytes; refuses another prefix or length, any upper-case letter, and set filling bits.
    /// </summary>
    public bool TryRead(ReadOnlySpan<char> text, Span<byte> value)
    {
        if (text.Length != Length || value.Length != ValueSize || text.ContainsAnyInRange('A', 'Z'))
            return false;
        Span<byte> groups = stackalloc byte[Bech32m.LengthMax];
        var isRead = Bech32m.TryDecode(text, groups, out var prefixLength, out var groupCount)
            && text[..prefixLength].SequenceEqual(Prefix)
            && FiveBitGroups.TryToBytes(groups[..groupCount], value);
        groups.Clear();
        return isRead;
    }

    public override string ToString() => Prefix;
}
