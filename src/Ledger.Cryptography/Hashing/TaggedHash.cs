using System.Security.Cryptography;
using System.Text;

namespace Ledger.Cryptography.Hashing;

/// <summary>
/// SHA256(SHA256(tag) ‖ SHA256(tag) ‖ message), as in BIP-340: one tag for each kind of hashed or signed thing,
/// so that a signature over one is never valid as another. Every tag of the ledger is a field here.
/// </summary>
public sealed class TaggedHash
{
    public static readonly TaggedHash Genesis = new("ledger/genesis/1");
    public static readonly TaggedHash Account = new("ledger/account/1");
    public static readonly TaggedHash Transaction = new("ledger/transaction/1");
    public static readonly TaggedHash Header = new("ledger/header/1");
    public static readonly TaggedHash Propose = new("ledger/propose/1");
    public static readonly TaggedHash Notarize = new("ledger/notarize/1");
    public static readonly TaggedHash Nullify = new("ledger/nullify/1");
    public static readonly TaggedHash Finalize = new("ledger/finalize/1");
    public static readonly TaggedHash Status = new("ledger/status/1");
    public static readonly TaggedHash StateRoot = new("ledger/state/1");
    public static readonly TaggedHash Validators = new("ledger/validators/1");
    public static readonly TaggedHash Justification = new("ledger/justification/1");
    public static readonly TaggedHash Certificate = new("ledger/certificate/1");

    private readonly byte[] _prefix = new byte[2 * Digest.Size];

    private TaggedHash(string tag)
    {
        SHA256.HashData(Encoding.UTF8.GetBytes(tag), _prefix);
        _prefix.AsSpan(0, Digest.Size).CopyTo(_prefix.AsSpan(Digest.Size));
    }

    public Digest Hash(ReadOnlySpan<byte> message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_prefix);
        hash.AppendData(message);
        Span<byte> digest = stackalloc byte[Digest.Size];
        hash.GetHashAndReset(digest);
        return new(digest);
    }
}
