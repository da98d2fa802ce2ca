using Ledger.Model.Certificates;
using Ledger.Model.Encoding;

namespace Ledger.Storage;

/// <summary>
/// A certificate with the length of its bitmap before it: its canonical bytes can only be read by who knows how many
/// validators there were, and the store should not have to.
/// </summary>
internal static class StoredCertificate
{
    public static byte[] ToBytes(Certificate certificate)
    {
        var writer = new FixedWriter(new byte[1 + certificate.Size]);
        writer.Byte((byte)certificate.Signatures.Signers.Size);
        writer.Bytes(certificate.ToBytes());
        return writer.Written.ToArray();
    }

    public static bool TryRead<T>(ReadOnlySpan<byte> bytes, out T? certificate)
        where T : Certificate
    {
        certificate = null;
        if (bytes.IsEmpty || !Certificate.TryRead(bytes[1..], 8 * bytes[0], out var read))
            return false;
        certificate = read as T;
        return certificate is not null;
    }
}
