using System.Buffers.Binary;
using System.Security.Cryptography;
using Ledger.Cryptography.Native;

namespace Ledger.Cryptography.Hashing;

/// <summary>
/// A SHA-256 that is fed piece by piece and finished once. Lives on the stack and shares nothing, so any number of
/// threads may hash at once.
/// </summary>
internal ref struct Sha256State
{
    private static readonly Sha256Context Initial = LibCrypto.IsPresent ? LibCrypto.Initial() : default;

    private Sha256Context _context;
    private readonly IncrementalHash? _framework;

    private Sha256State(in Sha256Context context) => _context = context;

    private Sha256State(IncrementalHash framework) => _framework = framework;

    public static Sha256State Start() => LibCrypto.IsPresent ? new(in Initial) : StartInFramework([]);

    /// <summary>
    /// Continues from a context that hashed a prefix; <paramref name="prefix"/> serves where there is none.
    /// </summary>
    public static Sha256State StartAfter(in Sha256Context midstate, ReadOnlySpan<byte> prefix) =>
        LibCrypto.IsPresent ? new(in midstate) : StartInFramework(prefix);

    /// <summary>The slower way that every platform has.</summary>
    public static Sha256State StartInFramework(ReadOnlySpan<byte> prefix)
    {
        var state = new Sha256State(IncrementalHash.CreateHash(HashAlgorithmName.SHA256));
        state.Append(prefix);
        return state;
    }

    /// <summary>
    /// The hash of the first <paramref name="length"/> bytes of whole blocks whose other bytes are zero. The padding is
    /// written here, which makes it one call of the library instead of two, and saves its clearing of the context.
    /// </summary>
    public static Digest HashPadded(Span<byte> blocks, int length)
    {
        var state = Start();
        if (state._framework is not null)
        {
            state.Append(blocks[..length]);
            return state.Finish();
        }

        blocks[length] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(blocks[^sizeof(long)..], 8L * length);
        state.Append(blocks);
        return state._context.Hash;
    }

    /// <summary>What was hashed so far, to continue from more than once.</summary>
    public readonly Sha256Context Midstate => _context;

    public void Append(ReadOnlySpan<byte> data)
    {
        if (_framework is null)
            LibCrypto.Update(ref _context, data);
        else
            _framework.AppendData(data);
    }

    /// <summary>Ends the hash; the state is not to be used again.</summary>
    public Digest Finish()
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        if (_framework is null)
        {
            LibCrypto.Final(hash, ref _context);
        }
        else
        {
            _framework.GetHashAndReset(hash);
            _framework.Dispose();
        }

        return new(hash);
    }
}
