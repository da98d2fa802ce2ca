using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Votes;

/// <summary>
/// What a validator signs about one height (PROTOCOL 9.2): the leader proposes, every validator notarizes, nullifies
/// and finalizes. Each kind has a tag of its own, so that a signature over one is never valid as another.
/// </summary>
public abstract record Vote
{
    /// <summary>Length of the longest canonical form, the one of <see cref="Propose"/>.</summary>
    public const int SizeMax = 81;

    private protected Vote(Height height) => Height = height;

    public Height Height { get; init; }

    public abstract VoteKind Kind { get; }

    /// <summary>Length of the canonical form in bytes.</summary>
    public abstract int Size { get; }

    /// <summary>The fields are in range; says nothing about signatures or about being justified.</summary>
    public abstract bool IsWellFormed { get; }

    private protected abstract TaggedHash Tag { get; }

    /// <summary>What is signed: the kind's tagged hash of the network id and the fields.</summary>
    public Digest DigestFor(NetworkId network)
    {
        var writer = new FixedWriter(stackalloc byte[Digest.Size + SizeMax]);
        writer.Digest(network.Value);
        WriteFields(ref writer);
        return Tag.Hash(writer.Written);
    }

    /// <summary>Writes the canonical form: the kind and the fields.</summary>
    public void WriteTo(ref FixedWriter writer)
    {
        writer.Byte((byte)Kind);
        WriteFields(ref writer);
    }

    /// <summary>Reads one canonical vote; null, and the reader unsound, where there is none.</summary>
    public static Vote? Read(ref FixedReader reader)
    {
        var kind = (VoteKind)reader.Byte();
        Vote? vote = kind switch
        {
            VoteKind.Propose => new Propose(
                new(reader.UInt64()),
                new(reader.UInt32()),
                new(reader.UInt32()),
                new(reader.Digest()),
                reader.Digest()),
            VoteKind.Notarize => new Notarize(
                new(reader.UInt64()), new(reader.UInt32()), new(reader.UInt32()), new(reader.Digest())),
            VoteKind.Nullify => new Nullify(new(reader.UInt64()), new(reader.UInt32()), new(reader.UInt32())),
            VoteKind.Finalize => new Finalize(new(reader.UInt64()), new(reader.UInt32()), new(reader.Digest())),
            _ => null,
        };
        if (reader.IsSound && vote is { IsWellFormed: true })
            return vote;
        reader.Fail();
        return null;
    }

    private protected abstract void WriteFields(ref FixedWriter writer);
}

/// <summary>Numbers reach journal and evidence: explicit, never reused.</summary>
public enum VoteKind : byte
{
    Propose = 1,
    Notarize = 2,
    Nullify = 3,
    Finalize = 4,
}

/// <summary>What the leader of a view signs; the rest of a <see cref="Proposal"/> is committed to by it.</summary>
/// <param name="Parent">The view whose notarized block is proposed again; none for a fresh block.</param>
/// <param name="Justification">
/// Hash of the certificates that entitle the leader (<see cref="Votes.Justification"/>).
/// </param>
public sealed record Propose(Height Height, View View, View Parent, BlockHash Block, Digest Justification)
    : Vote(Height)
{
    public override VoteKind Kind => VoteKind.Propose;

    public override int Size => SizeMax;

    public override bool IsWellFormed => Height > Height.Genesis && View > View.None && Parent < View;

    private protected override TaggedHash Tag => TaggedHash.Propose;

    private protected override void WriteFields(ref FixedWriter writer)
    {
        writer.UInt64(Height.Value);
        writer.UInt32(View.Value);
        writer.UInt32(Parent.Value);
        writer.Digest(Block.Value);
        writer.Digest(Justification);
    }
}

/// <summary>"In this view I accept this block, whose claim rests on this parent view."</summary>
/// <param name="Parent">The view whose notarized block is carried over; none for a fresh block.</param>
public sealed record Notarize(Height Height, View View, View Parent, BlockHash Block) : Vote(Height)
{
    public override VoteKind Kind => VoteKind.Notarize;

    public override int Size => 49;

    public override bool IsWellFormed => Height > Height.Genesis && View > View.None && Parent < View;

    private protected override TaggedHash Tag => TaggedHash.Notarize;

    private protected override void WriteFields(ref FixedWriter writer)
    {
        writer.UInt64(Height.Value);
        writer.UInt32(View.Value);
        writer.UInt32(Parent.Value);
        writer.Digest(Block.Value);
    }
}

/// <summary>"In none of the views from low to high have I finalized, nor shall I."</summary>
public sealed record Nullify(Height Height, View Low, View High) : Vote(Height)
{
    public override VoteKind Kind => VoteKind.Nullify;

    public override int Size => 17;

    public override bool IsWellFormed => Height > Height.Genesis && View.None < Low && Low <= High;

    private protected override TaggedHash Tag => TaggedHash.Nullify;

    public bool Covers(View view) => Low <= view && view <= High;

    private protected override void WriteFields(ref FixedWriter writer)
    {
        writer.UInt64(Height.Value);
        writer.UInt32(Low.Value);
        writer.UInt32(High.Value);
    }
}

/// <summary>"I hold this view's notarization certificate and shall nullify no range with this view in it."</summary>
public sealed record Finalize(Height Height, View View, BlockHash Block) : Vote(Height)
{
    public override VoteKind Kind => VoteKind.Finalize;

    public override int Size => 45;

    public override bool IsWellFormed => Height > Height.Genesis && View > View.None;

    private protected override TaggedHash Tag => TaggedHash.Finalize;

    private protected override void WriteFields(ref FixedWriter writer)
    {
        writer.UInt64(Height.Value);
        writer.UInt32(View.Value);
        writer.Digest(Block.Value);
    }
}
