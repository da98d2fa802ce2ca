using System.Buffers.Binary;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Proposals;
using Ledger.Consensus.Votes;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Votes;

namespace Ledger.Consensus;

/// <summary>
/// The canonical bytes of a state, by which states are compared and explored. They stay inside one version of the
/// program: nothing reads them back.
/// </summary>
internal static class ConsensusStateBytes
{
    public static byte[] Of(ConsensusState state)
    {
        var bytes = new ByteSequence();
        WriteProgress(bytes, state);
        WriteSigner(bytes, state.Signer);
        WriteCertificate(bytes, state.Entry);
        WriteCertificate(bytes, state.Notarization);
        WriteCertificate(bytes, state.Finality);
        WriteProposal(bytes, state.Proposal);
        WriteProposal(bytes, state.PreviousProposal);
        WriteDraft(bytes, state.Draft);
        WriteTimers(bytes, state);
        foreach (var votes in state.Votes)
            WriteVotes(bytes, votes.All());
        WriteSurroundings(bytes, state);
        return bytes.ToArray();
    }

    private static void WriteProgress(ByteSequence bytes, ConsensusState state)
    {
        bytes.Add(state.Tip.Height.Value);
        bytes.Add(state.Tip.Block.Value.ToArray());
        bytes.Add(state.Tip.Proposer);
        bytes.Add(state.Tip.Streak);
        bytes.Add(state.Tip.Time.Milliseconds);
        bytes.Add(state.Tip.Validators.Hash.ToArray());
        WriteCertificate(bytes, state.Tip.Certificate);
        bytes.Add(state.HeightStarted.Milliseconds);
        bytes.Add(state.View.Value);
        bytes.Add(state.BuildingView.Value);
        bytes.Add(state.CarriedExponent);
        bytes.Add(state.ProvenHeight.Value);
        bytes.Add(state.IsCommitting);
        bytes.Add(state.IsGraceOver);
        bytes.Add(state.IsHalted);
        bytes.Add(state.HasDemand);
    }

    private static void WriteSigner(ByteSequence bytes, SignerState signer)
    {
        bytes.Add(signer.Height.Value);
        WriteVote(bytes, signer.Proposed);
        WriteVote(bytes, signer.Notarized);
        WriteVote(bytes, signer.Nullified);
        WriteCertificate(bytes, signer.NullifiedAbove);
        WriteVote(bytes, signer.Finalized);
        WriteCertificate(bytes, signer.FinalizedUpon);
    }

    private static void WriteTimers(ByteSequence bytes, ConsensusState state)
    {
        bytes.Add((ulong)state.RebroadcastPause.Ticks);
        bytes.Add(state.TimerSequence);
        bytes.Add((ulong)state.Timers.Count);
        foreach (var timer in state.Timers.Values)
        {
            bytes.Add((ulong)timer.Kind);
            bytes.Add(timer.View.Value);
            bytes.Add(timer.Sequence);
        }
    }

    private static void WriteSurroundings(ByteSequence bytes, ConsensusState state)
    {
        bytes.Add((ulong)state.Bodies.Count);
        foreach (var (block, status) in state.Bodies)
        {
            bytes.Add(block.Value.ToArray());
            bytes.Add((ulong)status);
        }

        bytes.Add((ulong)state.Peers.Count);
        foreach (var (peer, progress) in state.Peers)
        {
            bytes.Add(peer);
            bytes.Add(progress.Height.Value);
            bytes.Add(progress.View.Value);
            bytes.Add(progress.RepliedAt is { } replied ? replied.Milliseconds : ulong.MaxValue);
            bytes.Add(progress.DownSince is { } since ? since.Milliseconds : ulong.MaxValue);
        }

        bytes.Add((ulong)state.Accused.Count);
        foreach (var (culprit, kind) in state.Accused)
        {
            bytes.Add(culprit);
            bytes.Add((ulong)kind);
        }

        bytes.Add((ulong)state.Early.Count);
        foreach (var early in state.Early)
            WriteEarly(bytes, early);
    }

    private static void WriteEarly(ByteSequence bytes, EarlyMessage early)
    {
        bytes.Add(early.Peer);
        WriteVotes(bytes, early.Message is ConsensusMessage.Voted voted ? [voted.Vote] : []);
        WriteProposal(bytes, early.Message is ConsensusMessage.Proposed proposed ? proposed.Proposal : null);
    }

    private static void WriteProposal(ByteSequence bytes, Proposal? proposal)
    {
        bytes.Add(proposal is not null);
        if (proposal is null)
            return;
        bytes.Add(proposal.Claim.ToBytes());
        WriteHeader(bytes, proposal.Header);
        WriteCertificate(bytes, proposal.ParentCertificate);
        WriteCertificate(bytes, proposal.Justification.Skip);
        WriteCertificate(bytes, proposal.Justification.Notarization);
    }

    private static void WriteDraft(ByteSequence bytes, Draft? draft)
    {
        bytes.Add(draft is not null);
        if (draft is null)
            return;
        WriteVote(bytes, draft.Claim);
        WriteHeader(bytes, draft.Header);
        WriteCertificate(bytes, draft.ParentCertificate);
    }

    private static void WriteVotes(ByteSequence bytes, IEnumerable<SignedVote> votes)
    {
        var kept = votes.ToArray();
        bytes.Add((ulong)kept.Length);
        foreach (var vote in kept)
        {
            bytes.Add(vote.ToBytes());
            WriteCertificate(bytes, vote.Notarization);
        }
    }

    private static void WriteHeader(ByteSequence bytes, Header? header) =>
        bytes.Add(header?.ToBytes() ?? []);

    private static void WriteCertificate(ByteSequence bytes, Certificate? certificate) =>
        bytes.Add(certificate?.ToBytes() ?? []);

    private static void WriteVote(ByteSequence bytes, Vote? vote)
    {
        if (vote is null)
        {
            bytes.Add([]);
            return;
        }

        var writer = new FixedWriter(new byte[vote.Size]);
        vote.WriteTo(ref writer);
        bytes.Add(writer.Written);
    }

    /// <summary>Bytes that grow, each part with its length before it so that no two states share a form.</summary>
    private sealed class ByteSequence
    {
        private readonly List<byte> _bytes = new(1024);

        public void Add(bool value) => _bytes.Add(value ? (byte)1 : (byte)0);

        public void Add(ulong value)
        {
            Span<byte> word = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(word, value);
            _bytes.AddRange(word);
        }

        public void Add(ReadOnlySpan<byte> part)
        {
            Add((ulong)part.Length);
            _bytes.AddRange(part);
        }

        public byte[] ToArray() => [.. _bytes];
    }
}
