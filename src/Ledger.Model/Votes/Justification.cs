using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;

namespace Ledger.Model.Votes;

/// <summary>
/// The certificates that entitle a leader to its proposal (PROTOCOL 9.6): what was skipped since the parent view, and
/// that the parent view notarized the block. Of constant size whatever the view.
/// </summary>
public sealed record Justification(SkipCertificate? Skip, NotarizationCertificate? Notarization)
{
    /// <summary>What view 1 needs.</summary>
    public static readonly Justification None = new(null, null);

    /// <summary>
    /// Tagged hash over (length u32, canonical bytes) of the skip, then of the notarization certificate.
    /// </summary>
    /// <remarks>A length of 0 says that there is none.</remarks>
    public Digest Hash()
    {
        var skip = Skip?.ToBytes() ?? [];
        var notarization = Notarization?.ToBytes() ?? [];
        var writer = new FixedWriter(new byte[2 * sizeof(uint) + skip.Length + notarization.Length]);
        writer.UInt32((uint)skip.Length);
        writer.Bytes(skip);
        writer.UInt32((uint)notarization.Length);
        writer.Bytes(notarization);
        return TaggedHash.Justification.Hash(writer.Written);
    }
}
