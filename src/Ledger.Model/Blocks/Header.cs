using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Blocks;

/// <summary>
/// What a block hash covers (PROTOCOL 5.1). Nothing here depends on votes that a node collected by itself, except the
/// parent's finality certificate, which the proposer chooses and ships with the block.
/// </summary>
public sealed record Header
{
    /// <summary>Length of the fixed layout in bytes.</summary>
    public const int Size = 350;

    public const ushort CurrentVersion = 1;

    public ushort Version { get; init; } = CurrentVersion;

    public required NetworkId Network { get; init; }

    public required Height Height { get; init; }

    /// <summary>The view in which the block was made; a later view may carry it over unchanged.</summary>
    public required View CreatedView { get; init; }

    /// <summary>The proposer's registry index.</summary>
    public required ushort Proposer { get; init; }

    /// <summary>How many blocks in a row this proposer has made, this one included.</summary>
    public required ushort Streak { get; init; }

    public required Timestamp Time { get; init; }

    public required BlockHash Parent { get; init; }

    /// <summary>Hash of the parent's finality certificate; zero for the first block after genesis.</summary>
    public required Digest ParentCertificateHash { get; init; }

    public required Digest TransactionRoot { get; init; }

    public required uint TransactionCount { get; init; }

    public required Digest EvidenceRoot { get; init; }

    /// <summary>Hash of the validator set that decides this height.</summary>
    public required Digest ValidatorsHash { get; init; }

    /// <summary>Hash of the validator set that decides the next height.</summary>
    public required Digest NextValidatorsHash { get; init; }

    /// <summary>The state's root after this block.</summary>
    public required Digest StateRoot { get; init; }

    public required Digest OutcomeRoot { get; init; }

    /// <summary>RFC 6962 root over the block hashes of heights 0 to this one's parent.</summary>
    public required Digest HistoryRoot { get; init; }

    public byte[] ToBytes()
    {
        var writer = new FixedWriter(new byte[Size]);
        writer.UInt16(Version);
        writer.Digest(Network.Value);
        writer.UInt64(Height.Value);
        writer.UInt32(CreatedView.Value);
        writer.UInt16(Proposer);
        writer.UInt16(Streak);
        writer.UInt64(Time.Milliseconds);
        writer.Digest(Parent.Value);
        writer.Digest(ParentCertificateHash);
        writer.Digest(TransactionRoot);
        writer.UInt32(TransactionCount);
        writer.Digest(EvidenceRoot);
        writer.Digest(ValidatorsHash);
        writer.Digest(NextValidatorsHash);
        writer.Digest(StateRoot);
        writer.Digest(OutcomeRoot);
        writer.Digest(HistoryRoot);
        Invariant.That(writer.Position == Size);
        return writer.Written.ToArray();
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out Header? header)
    {
        var reader = new FixedReader(bytes);
        header = new Header
        {
            Version = reader.UInt16(),
            Network = new(reader.Digest()),
            Height = new(reader.UInt64()),
            CreatedView = new(reader.UInt32()),
            Proposer = reader.UInt16(),
            Streak = reader.UInt16(),
            Time = new(reader.UInt64()),
            Parent = new(reader.Digest()),
            ParentCertificateHash = reader.Digest(),
            TransactionRoot = reader.Digest(),
            TransactionCount = reader.UInt32(),
            EvidenceRoot = reader.Digest(),
            ValidatorsHash = reader.Digest(),
            NextValidatorsHash = reader.Digest(),
            StateRoot = reader.Digest(),
            OutcomeRoot = reader.Digest(),
            HistoryRoot = reader.Digest(),
        };
        if (reader.IsAtSoundEnd && header.Version == CurrentVersion)
            return true;
        header = null;
        return false;
    }

    public BlockHash Hash() => new(TaggedHash.Header.Hash(ToBytes()));
}
