using System.Diagnostics.CodeAnalysis;
using System.Text;
using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Model.Genesis;

namespace Ledger.Execution.Records;

/// <summary>A member in the membership part (PROTOCOL 7.9).</summary>
public static class MemberRecord
{
    private const int FixedSize = (3 * sizeof(ushort)) + (3 * Digest.Size);

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Member? member)
    {
        var reader = new FixedReader(bytes);
        var index = reader.UInt16();
        var account = reader.Digest();
        var (validatorKey, tlsKeyHash) = (reader.Digest(), reader.Digest());
        var name = ReadText(ref reader);
        var endpoint = ReadText(ref reader);
        member = new(index, name, new(account), validatorKey, tlsKeyHash, endpoint);
        if (!reader.IsAtSoundEnd)
            member = null;
        return member is not null;
    }

    public static byte[] ToBytes(Member member)
    {
        var (name, endpoint) = (Encoding.UTF8.GetBytes(member.Name), Encoding.UTF8.GetBytes(member.Endpoint));
        var bytes = new byte[FixedSize + name.Length + endpoint.Length];
        var writer = new FixedWriter(bytes);
        writer.UInt16(member.Index);
        writer.Digest(member.Account.Value);
        writer.Digest(member.ValidatorKey);
        writer.Digest(member.TlsKeyHash);
        WriteText(ref writer, name);
        WriteText(ref writer, endpoint);
        return bytes;
    }

    private static string ReadText(ref FixedReader reader) =>
        Encoding.UTF8.GetString(reader.Bytes(reader.UInt16()));

    private static void WriteText(ref FixedWriter writer, ReadOnlySpan<byte> text)
    {
        writer.UInt16((ushort)text.Length);
        writer.Bytes(text);
    }
}
