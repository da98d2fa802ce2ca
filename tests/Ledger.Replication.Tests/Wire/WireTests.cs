using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Ledger.Consensus.Messages;
using Ledger.Contracts.V1;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Replication.Rejoining;
using Ledger.Replication.Sessions;
using Ledger.Replication.Wire;
using Recipe = Ledger.Replica.Batches.Recipe;
using RecipeSegment = Ledger.Replica.Batches.RecipeSegment;

namespace Ledger.Replication.Tests.Wire;

public sealed class WireTests
{
    private static readonly PeerWire Wire = new(Sample.Network, Sample.Codec, new Parameters(), Sample.ValidatorsOf);

    private static readonly Dictionary<string, PeerMessage.Consensus> ConsensusMessages =
        new PeerMessage.Consensus[]
        {
            new(new ConsensusMessage.Voted(Sample.Notarize())),
            new(new ConsensusMessage.Certified(Sample.Skip())),
            new(new ConsensusMessage.Status(new(ulong.MaxValue), new(uint.MaxValue), new(2))),
            new(new ConsensusMessage.GetProposal(Sample.Height, View.First)),
            Proposal(),
        }.ToDictionary(message => message.Message.GetType().Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, PeerMessage> BulkMessages =
        new PeerMessage[]
        {
            new PeerMessage.Batch(5, Sample.Batch(Sample.Transaction(1), Sample.Transaction(2))),
            new PeerMessage.FoundBatch(Sample.Batch(Sample.Transaction(1))),
            new PeerMessage.BatchAcknowledged(ulong.MaxValue),
            new PeerMessage.GetBatches([Sample.Hash("one"), Sample.Hash("two")]),
            new PeerMessage.GetBody(Sample.Height, Sample.Block),
            new PeerMessage.Body(Sample.CertifiedBlock(3).Block),
            new PeerMessage.GetBlocks(Sample.Height, PeerMessage.GetBlocks.CountMax),
            new PeerMessage.Blocks([Sample.CertifiedBlock(3), Sample.CertifiedBlock(4)]),
            new PeerMessage.Accused(Accusation()),
        }.ToDictionary(message => message.GetType().Name, StringComparer.Ordinal);

    public static TheoryData<string> ConsensusNames { get; } = [.. ConsensusMessages.Keys];

    public static TheoryData<string> BulkNames { get; } = [.. BulkMessages.Keys];

    [Theory]
    [MemberData(nameof(ConsensusNames))]
    public void Decode_ConsensusMessageThatWasEncoded_GivesTheSame(string name)
    {
        var bytes = ConsensusWire.Encode(ConsensusMessages[name]).ToByteArray();

        var status = Wire.Consensus.Decode(ConsensusEnvelope.Parser.ParseFrom(bytes), out var decoded);

        Assert.Equal(DecodeStatus.Decoded, status);
        Assert.Equal(bytes, ConsensusWire.Encode((PeerMessage.Consensus)decoded!).ToByteArray());
    }

    [Theory]
    [MemberData(nameof(BulkNames))]
    public void Decode_BulkMessageThatWasEncoded_GivesTheSame(string name)
    {
        var bytes = BulkWire.Encode(BulkMessages[name]).ToByteArray();

        var status = Wire.Bulk.Decode(BulkEnvelope.Parser.ParseFrom(bytes), out var decoded);

        Assert.Equal(DecodeStatus.Decoded, status);
        Assert.Equal(BulkMessages[name].GetType(), decoded!.GetType());
        Assert.Equal(bytes, BulkWire.Encode(decoded).ToByteArray());
    }

    [Fact]
    public void Decode_NothingOrAGreeting_IsMalformed()
    {
        Assert.Equal(DecodeStatus.Malformed, Wire.Consensus.Decode(new(), out _));
        Assert.Equal(DecodeStatus.Malformed, Wire.Consensus.Decode(new() { Hello = new() }, out _));
        Assert.Equal(DecodeStatus.Malformed, Wire.Consensus.Decode(new() { Certificate = ByteString.Empty }, out _));
        Assert.Equal(DecodeStatus.Malformed, Wire.Bulk.Decode(new(), out _));
        Assert.Equal(DecodeStatus.Malformed, Wire.Bulk.Decode(new() { Welcome = new() }, out _));
    }

    [Fact]
    public void Decode_CertificateOfAnUnknownHeight_IsUnusableAndNoFault()
    {
        var message = new PeerMessage.Consensus(
            new ConsensusMessage.Certified(Sample.Finality(new(1_000), Sample.Block)));

        Assert.Equal(DecodeStatus.Unusable, Wire.Consensus.Decode(ConsensusWire.Encode(message), out var decoded));
        Assert.Null(decoded);
    }

    [Fact]
    public void Decode_BlocksAboveAnUnknownHeight_GivesThoseBelow()
    {
        var envelope = BulkWire.Encode(
            new PeerMessage.Blocks([Sample.CertifiedBlock(999), Sample.CertifiedBlock(1_000)]));

        Assert.Equal(DecodeStatus.Decoded, Wire.Bulk.Decode(envelope, out var decoded));

        Assert.Equal(999UL, Assert.Single(((PeerMessage.Blocks)decoded!).Items).Block.Height.Value);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(PeerMessage.GetBlocks.CountMax + 1u)]
    [InlineData(uint.MaxValue)]
    public void Decode_RequestForTooFewOrTooManyBlocks_IsMalformed(uint count) =>
        Assert.Equal(
            DecodeStatus.Malformed,
            Wire.Bulk.Decode(new() { BlocksRequest = new() { FromHeight = 1, Count = count } }, out _));

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Decode_HashOfAnotherLength_IsMalformed(int length)
    {
        var hash = ByteString.CopyFrom(new byte[length]);

        Assert.Equal(DecodeStatus.Malformed, Wire.Bulk.Decode(new() { BodyRequest = new() { Block = hash } }, out _));
        Assert.Equal(
            DecodeStatus.Malformed, Wire.Bulk.Decode(new() { BatchesRequest = new() { Ids = { hash } } }, out _));
    }

    [Fact]
    public void Decode_AnyBytesInAnyField_NeverThrows() => Prop.ForAll<byte[]>(bytes =>
    {
        var content = ByteString.CopyFrom(bytes);
        ConsensusEnvelope[] urgent =
        [
            new() { Certificate = content },
            new() { Vote = new() { Vote = content, Notarization = content } },
            new() { Proposal = new() { Claim = content, Header = content, Skip = content } },
            new()
            {
                Proposal = new()
                {
                    Claim = ByteString.CopyFrom(Claim().ToBytes()),
                    ParentCertificate = content,
                    Recipe = new() { Segments = { new Contracts.V1.RecipeSegment { Transaction = content } } },
                },
            },
        ];
        BulkEnvelope[] bulk =
        [
            new() { Batch = new() { Transactions = { content } } },
            new() { Body = content },
            new() { Evidence = content },
            new() { Blocks = new() { Blocks = { new CertifiedPeerBlock { Block = content, Certificate = content } } } },
        ];
        foreach (var envelope in urgent)
            Wire.Consensus.Decode(envelope, out _);
        foreach (var envelope in bulk)
            Wire.Bulk.Decode(envelope, out _);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_SignedTipThatWasEncoded_GivesTheSame()
    {
        var statement = new StatusAttestation(Sample.Hash("nonce"), Sample.Height, Sample.Block);
        var tip = new SignedTip(
            statement, Sample.Finality(Sample.Height, Sample.Block), Sample.Attest(1, statement));
        var bytes = StatusWire.Encode(tip).ToByteArray();

        var answer = BulkEnvelope.Parser.ParseFrom(bytes).StatusAttestation;
        var status = Wire.Status.Decode(answer, statement.Nonce, out var decoded);

        Assert.Equal(DecodeStatus.Decoded, status);
        Assert.Equal(statement, decoded!.Statement);
        Assert.Equal(bytes, StatusWire.Encode(decoded).ToByteArray());
    }

    [Theory]
    [InlineData(31, 64)]
    [InlineData(32, 63)]
    public void Decode_SignedTipWithFieldsOfAnotherLength_IsMalformed(int hashLength, int signatureLength)
    {
        var answer = new PeerStatusAttestation
        {
            TipHash = ByteString.CopyFrom(new byte[hashLength]),
            Signature = ByteString.CopyFrom(new byte[signatureLength]),
        };

        Assert.Equal(DecodeStatus.Malformed, Wire.Status.Decode(answer, Sample.Hash("nonce"), out _));
    }

    private static PeerMessage.Consensus Proposal()
    {
        var recipe = new Recipe(
        [
            new RecipeSegment.BatchReference(Sample.Hash("batch"), [0x80]),
            new RecipeSegment.Inline(Sample.Transaction(9)),
        ]);
        var proposal = new Proposal(Claim())
        {
            Justification = new(Sample.Skip(), Sample.Notarization()),
            Header = Sample.Header(Sample.Height.Value),
            ParentCertificate = Sample.Finality(Sample.Height.Previous, Sample.Block),
        };
        return new(new ConsensusMessage.Proposed(proposal), recipe);
    }

    private static SignedVote Claim() =>
        Sample.Sign(2, new Propose(Sample.Height, new(2), View.None, Sample.Block, Sample.Hash("justification")));

    private static Evidence Accusation()
    {
        var other = new Notarize(Sample.Height, View.First, View.None, new(Sample.Hash("other")));
        Assert.True(Evidence.TryFind(Sample.Notarize(), Sample.Sign(1, other), out var evidence));
        return evidence!;
    }
}
