using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Validators;
using Ledger.Model.Votes;
using Ledger.Replication.Recording;

namespace Ledger.EndToEnd.Tests.Records;

/// <summary>
/// All that validators signed in agreement, gathered from the messages on the wire and from the certificates inside
/// them, and whatever of it an honest validator never signs.
/// </summary>
internal sealed class SignedStatements(ValidatorSet validators)
{
    private readonly Dictionary<(ushort Signer, ulong Height), List<SignedVote>> _votes = [];
    private readonly List<string> _contradictions = [];

    /// <summary>How many different statements there were.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<string> Contradictions => _contradictions;

    /// <summary>Takes in every record file below these folders.</summary>
    public void AddAll(IEnumerable<string> folders)
    {
        foreach (var file in folders.SelectMany(folder => Directory.GetFiles(folder, "*.wire")))
        {
            if (new FileInfo(file).Length > WireRecord.BytesMax - WireRecord.BytesMax / 100)
                throw new InvalidDataException($"{file} is full: what came after it is not on record.");
            foreach (var entry in WireRecordReader.Read(file))
                Add(entry.Message);
        }
    }

    public void Add(ConsensusEnvelope message)
    {
        if (message.Vote is { } vote)
        {
            Add(ReadVote(vote.Vote));
            Add(vote.Notarization);
        }
        else if (message.Proposal is { } proposal)
        {
            Add(ReadVote(proposal.Claim));
            Add(proposal.Skip);
            Add(proposal.Notarization);
            Add(proposal.ParentCertificate);
        }
        else if (message.ContentCase == ConsensusEnvelope.ContentOneofCase.Certificate)
        {
            Add(message.Certificate);
        }
    }

    private static SignedVote ReadVote(ByteString bytes)
    {
        var reader = new FixedReader(bytes.Span);
        return SignedVote.Read(ref reader) ?? throw new InvalidDataException("A vote on the wire can't be read.");
    }

    private void Add(ByteString certificate)
    {
        if (certificate.IsEmpty)
            return;
        if (!Certificate.TryRead(certificate.Span, validators.Count, out var read) || read is null)
            throw new InvalidDataException("A certificate on the wire can't be read.");
        foreach (var vote in read.Votes(validators))
            Add(vote);
        if (read is SkipCertificate { Notarization: { } nested })
        {
            foreach (var vote in nested.Votes(validators))
                Add(vote);
        }
    }

    private void Add(SignedVote vote)
    {
        var key = (vote.Signer, vote.Vote.Height.Value);
        if (!_votes.TryGetValue(key, out var others))
            _votes[key] = others = [];
        if (others.Exists(other => other.Vote == vote.Vote))
            return;
        foreach (var other in others.Where(other => Contradict(other, vote)))
            _contradictions.Add($"Validator {vote.Signer} signed {other.Vote} and {vote.Vote}.");
        others.Add(vote);
        Count++;
    }

    /// <summary>
    /// Evidence of PROTOCOL 9.10, and more: two different statements of one kind for one height and view.
    /// </summary>
    private static bool Contradict(SignedVote one, SignedVote other) =>
        Evidence.TryFind(one, other, out _) || (one.Vote.Kind == other.Vote.Kind && ViewOf(one.Vote) == ViewOf(other.Vote));

    private static uint ViewOf(Vote vote) => vote switch
    {
        Propose propose => propose.View.Value,
        Notarize notarize => notarize.View.Value,
        Finalize finalize => finalize.View.Value,
        Nullify nullify => nullify.High.Value,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
