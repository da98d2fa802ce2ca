using System.Diagnostics;
using Google.Protobuf;
using Ledger.Consensus.Messages;
using Ledger.Contracts.V1;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replication.Wire;

/// <summary>Messages of the consensus stream, to and from the wire.</summary>
internal sealed class ConsensusWire(CertificateWire certificates, RecipeWire recipes)
{
    public static ConsensusEnvelope Encode(PeerMessage.Consensus message) => message.Message switch
    {
        ConsensusMessage.Proposed proposed => new() { Proposal = Encode(proposed.Proposal, message) },
        ConsensusMessage.Voted voted => new()
        {
            Vote = new()
            {
                Vote = UnsafeByteOperations.UnsafeWrap(voted.Vote.ToBytes()),
                Notarization = CertificateWire.Encode(voted.Vote.Notarization),
            },
        },
        ConsensusMessage.Certified certified => new() { Certificate = CertificateWire.Encode(certified.Certificate) },
        ConsensusMessage.Status status => new()
        {
            Status = new()
            {
                Height = status.Height.Value,
                View = status.View.Value,
                NotarizedView = status.Notarized.Value,
            },
        },
        ConsensusMessage.GetProposal request => new()
        {
            ProposalRequest = new() { Height = request.Height.Value, View = request.View.Value },
        },
        _ => throw new UnreachableException(),
    };

    public DecodeStatus Decode(ConsensusEnvelope envelope, out PeerMessage? message)
    {
        switch (envelope.ContentCase)
        {
            case ConsensusEnvelope.ContentOneofCase.Proposal:
                return Decode(envelope.Proposal, out message);
            case ConsensusEnvelope.ContentOneofCase.Vote:
                return Decode(envelope.Vote, out message);
            case ConsensusEnvelope.ContentOneofCase.Certificate:
                var status = certificates.Decode(envelope.Certificate, out Certificate? certificate);
                message = certificate is null ? null : Of(new ConsensusMessage.Certified(certificate));
                return certificate is null && status == DecodeStatus.Decoded ? DecodeStatus.Malformed : status;
            case ConsensusEnvelope.ContentOneofCase.Status:
                var claim = envelope.Status;
                message = Of(new ConsensusMessage.Status(
                    new(claim.Height), new(claim.View), new(claim.NotarizedView)));
                return DecodeStatus.Decoded;
            case ConsensusEnvelope.ContentOneofCase.ProposalRequest:
                var request = envelope.ProposalRequest;
                message = Of(new ConsensusMessage.GetProposal(new(request.Height), new(request.View)));
                return DecodeStatus.Decoded;
            default:
                message = null;
                return DecodeStatus.Malformed;
        }
    }

    private static PeerMessage.Consensus Of(ConsensusMessage message) => new(message);

    private static PeerProposal Encode(Proposal proposal, PeerMessage.Consensus message) => new()
    {
        Claim = UnsafeByteOperations.UnsafeWrap(proposal.Claim.ToBytes()),
        Skip = CertificateWire.Encode(proposal.Justification.Skip),
        Notarization = CertificateWire.Encode(proposal.Justification.Notarization),
        Header = proposal.Header is { } header
            ? UnsafeByteOperations.UnsafeWrap(header.ToBytes())
            : ByteString.Empty,
        ParentCertificate = CertificateWire.Encode(proposal.ParentCertificate),
        Recipe = RecipeWire.Encode(message.Recipe),
    };

    private static SignedVote? ReadVote(ByteString bytes)
    {
        var reader = new FixedReader(bytes.Span);
        var vote = SignedVote.Read(ref reader);
        return reader.IsAtSoundEnd ? vote : null;
    }

    private DecodeStatus Decode(PeerVote vote, out PeerMessage? message)
    {
        message = null;
        if (ReadVote(vote.Vote) is not { } signed)
            return DecodeStatus.Malformed;
        var status = certificates.Decode(vote.Notarization, out NotarizationCertificate? notarization);
        if (status == DecodeStatus.Decoded)
            message = Of(new ConsensusMessage.Voted(signed with { Notarization = notarization }));
        return status;
    }

    private DecodeStatus Decode(PeerProposal proposal, out PeerMessage? message)
    {
        message = null;
        Header? header = null;
        if (ReadVote(proposal.Claim) is not { Vote: Propose } claim)
            return DecodeStatus.Malformed;
        if (!proposal.Header.IsEmpty && !Header.TryRead(proposal.Header.Span, out header))
            return DecodeStatus.Malformed;
        if (!recipes.TryDecode(proposal.Recipe, out var recipe))
            return DecodeStatus.Malformed;
        DecodeStatus[] statuses =
        [
            certificates.Decode(proposal.Skip, out SkipCertificate? skip),
            certificates.Decode(proposal.Notarization, out NotarizationCertificate? notarization),
            certificates.Decode(proposal.ParentCertificate, out FinalityCertificate? parent),
        ];
        if (statuses.Any(status => status != DecodeStatus.Decoded))
            return DecodeStatus.Unusable;
        var decoded = new Proposal(claim)
        {
            Justification = new(skip, notarization),
            Header = header,
            ParentCertificate = parent,
        };
        message = new PeerMessage.Consensus(new ConsensusMessage.Proposed(decoded), recipe);
        return DecodeStatus.Decoded;
    }
}
