using Ledger.Cryptography;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Client.Signing;

/// <summary>
/// Holds one secret key and signs with it: in memory, in a phone's secure element, in a hardware module or at a key
/// service. Only digests come in and only signatures go out.
/// </summary>
public interface ISigner
{
    PublicKey Key { get; }

    /// <summary>
    /// A signature over these 32 bytes under the scheme of <see cref="Key"/> (PROTOCOL 1.4), for ECDSA with a low s.
    /// </summary>
    ValueTask<Signature> SignAsync(Digest message, CancellationToken cancellationToken = default);
}
