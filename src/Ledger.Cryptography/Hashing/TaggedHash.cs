using System.Text;
using Ledger.Cryptography.Native;

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
    public static readonly TaggedHash Hold = new("ledger/hold/1");
    public static readonly TaggedHash Header = new("ledger/header/1");
    public static readonly TaggedHash Propose = new("ledger/propose/1");
    public static readonly TaggedHash Notarize = new("ledger/notarize/1");
    public static readonly TaggedHash Nullify = new("ledger/nullify/1");
    public static readonly TaggedHash Finalize = new("ledger/finalize/1");
    public static readonly TaggedHash Status = new("ledger/status/1");
    public static readonly TaggedHash Start = new("ledger/start/1");
    public static readonly TaggedHash StateRoot = new("ledger/state/1");
    public static readonly TaggedHash Validators = new("ledger/validators/1");
    public static readonly TaggedHash Justification = new("ledger/justification/1");
    public static readonly TaggedHash Certificate = new("ledger/certificate/1");
    public static readonly TaggedHash Batch = new("ledger/batch/1");
    public static readonly TaggedHash Checkpoint = new("ledger/checkpoint/1");
    public static readonly TaggedHash Ready = new("ledger/ready/1");
    public static readonly TaggedHash Login = new("ledger/login/1");
    public static readonly TaggedHash Archive = new("ledger/archive/1");

    private readonly byte[] _prefix = new byte[2 * Digest.Size];

    // The prefix is exactly one block of SHA-256, so a copy of the state after it saves compressing it again.
    private readonly Sha256Context _midstate;

    private TaggedHash(string tag)
    {
        Tag = tag;
        var hash = Sha256.Hash(Encoding.UTF8.GetBytes(tag));
        hash.CopyTo(_prefix);
        hash.CopyTo(_prefix.AsSpan(Digest.Size));
        var state = Sha256State.Start();
        state.Append(_prefix);
        _midstate = state.Midstate;
    }

    public string Tag { get; }

    public Digest Hash(ReadOnlySpan<byte> message)
    {
        var state = Begin();
        state.Append(message);
        return state.Finish();
    }

    /// <summary>The hash of the message <paramref name="first"/> ‖ <paramref name="second"/>.</summary>
    public Digest Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var state = Begin();
        state.Append(first);
        state.Append(second);
        return state.Finish();
    }

    /// <summary>The hash of <paramref name="first"/> ‖ <paramref name="second"/> ‖ <paramref name="third"/>.</summary>
    public Digest Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        var state = Begin();
        state.Append(first);
        state.Append(second);
        state.Append(third);
        return state.Finish();
    }

    public override string ToString() => Tag;

    private Sha256State Begin() => Sha256State.StartAfter(in _midstate, _prefix);
}
