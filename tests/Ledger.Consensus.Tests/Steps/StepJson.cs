using System.Diagnostics;
using System.Text.Json.Nodes;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Views;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Steps;

/// <summary>Inputs and effects as JSON: canonical bytes in hexadecimal, names as in PROTOCOL 9.</summary>
internal static class StepJson
{
    public static JsonObject Of(Input input)
    {
        var json = input switch
        {
            Input.Recovered recovered => Of(recovered),
            Input.Received received => New("received", ("peer", received.Peer), ("message", Of(received.Message.Value))),
            Input.OwnVote own => New("ownVote", ("vote", Hex(own.Vote.ToBytes()))),
            Input.VoteRefused refused => New("voteRefused", ("vote", Hex(refused.Vote))),
            Input.TimerExpired expired => Of("timerExpired", expired.Timer),
            Input.BlockBuilt built => New(
                "blockBuilt", ("view", built.View.Value), ("header", Hex(built.Header.ToBytes()))),
            Input.BodyJudged judged => New(
                "bodyJudged", ("height", judged.Height.Value), ("block", Hex(judged.Block)), ("valid", judged.IsValid)),
            Input.DemandChanged demand => New("demandChanged", ("demand", demand.HasDemand)),
            Input.Committed committed => New("committed", ("tip", Of(committed.Tip))),
            Input.BlockSynced synced => New("blockSynced", ("certificate", Hex(synced.Certificate.Value))),
            Input.ConflictFound conflict => New(
                "conflictFound", ("known", Hex(conflict.Known)), ("other", Hex(conflict.Other.Value))),
            Input.PeerUp up => New("peerUp", ("peer", up.Peer)),
            Input.PeerDown down => New("peerDown", ("peer", down.Peer)),
            _ => throw new UnreachableException(),
        };
        json.Insert(1, "now", input.Now.Milliseconds);
        return json;
    }

    public static JsonObject Of(Effect effect) => effect switch
    {
        Effect.CastVote cast => New(
            "castVote", ("vote", Hex(cast.Vote)), ("notarization", Hex(cast.Notarization))),
        Effect.Send send => New("send", ("peer", send.Peer), ("message", Of(send.Message))),
        Effect.Broadcast broadcast => New("broadcast", ("message", Of(broadcast.Message))),
        Effect.SetTimer set => With(Of("setTimer", set.Timer), ("milliseconds", (long)set.Delay.TotalMilliseconds)),
        Effect.CancelTimer cancel => Of("cancelTimer", cancel.Timer),
        Effect.BuildBlock build => New(
            "buildBlock",
            ("height", build.Height.Value),
            ("view", build.View.Value),
            ("parent", Hex(build.Parent)),
            ("streak", build.Streak),
            ("parentCertificate", Hex(build.ParentCertificate))),
        Effect.Validate validate => New("validate", ("block", Hex(validate.Proposal.Block))),
        Effect.Fetch fetch => New(
            "fetch",
            ("height", fetch.Height.Value),
            ("block", Hex(fetch.Block)),
            ("sources", new JsonArray([.. fetch.Sources.Select(source => JsonValue.Create(source))]))),
        Effect.Commit commit => New("commit", ("certificate", Hex(commit.Certificate))),
        Effect.OfferBlock offer => New("offerBlock", ("peer", offer.Peer), ("height", offer.Height.Value)),
        Effect.SyncHint hint => New(
            "syncHint", ("peer", hint.Peer), ("height", hint.Height.Value), ("proven", hint.IsProven)),
        _ => OfReport(effect),
    };

    private static JsonObject OfReport(Effect effect) => effect switch
    {
        Effect.ReportEvidence report => New("reportEvidence", ("evidence", Hex(report.Evidence.ToBytes()))),
        Effect.Halt halt => New(
            "halt",
            ("reason", $"{halt.Reason}"),
            ("certificates", new JsonArray([.. halt.Certificates.Select(Hex)]))),
        Effect.ViewEntered entered => New(
            "viewEntered",
            ("height", entered.Height.Value),
            ("view", entered.View.Value),
            ("leader", entered.Leader),
            ("entry", entered.Entry is { } entry ? $"{entry}" : null)),
        Effect.Nullifying nullifying => New(
            "nullifying",
            ("height", nullifying.Height.Value),
            ("view", nullifying.View.Value),
            ("reason", $"{nullifying.Reason}")),
        _ => throw new UnreachableException(),
    };

    private static JsonObject Of(ConsensusMessage message) => message switch
    {
        ConsensusMessage.Proposed { Proposal: var proposal } => New(
            "proposal",
            ("claim", Hex(proposal.Claim.ToBytes())),
            ("skip", Hex(proposal.Justification.Skip)),
            ("notarization", Hex(proposal.Justification.Notarization)),
            ("header", proposal.Header is { } header ? Hex(header.ToBytes()) : null),
            ("parentCertificate", Hex(proposal.ParentCertificate))),
        ConsensusMessage.Voted { Vote: var vote } => New(
            "vote", ("vote", Hex(vote.ToBytes())), ("notarization", Hex(vote.Notarization))),
        ConsensusMessage.Certified { Certificate: var certificate } => New(
            "certificate", ("certificate", Hex(certificate))),
        ConsensusMessage.Status status => New(
            "status",
            ("height", status.Height.Value),
            ("view", status.View.Value),
            ("notarized", status.Notarized.Value)),
        ConsensusMessage.GetProposal asked => New(
            "getProposal", ("height", asked.Height.Value), ("view", asked.View.Value)),
        _ => throw new UnreachableException(),
    };

    private static JsonObject Of(Input.Recovered recovered) => New(
        "recovered",
        ("tip", Of(recovered.Tip)),
        ("proposed", recovered.Signer.Proposed is { } proposed ? Hex(proposed) : null),
        ("votes", new JsonArray([.. recovered.Signer.Votes().Select(cast => New(
            "cast", ("vote", Hex(cast.Vote)), ("notarization", Hex(cast.Notarization))))])));

    private static JsonObject Of(Tip tip) => New(
        "tip",
        ("height", tip.Height.Value),
        ("block", Hex(tip.Block)),
        ("proposer", tip.Proposer),
        ("streak", tip.Streak),
        ("time", tip.Time.Milliseconds),
        ("certificate", Hex(tip.Certificate)));

    private static JsonObject Of(string kind, TimerId timer) => New(
        kind,
        ("timer", $"{timer.Kind}"),
        ("height", timer.Height.Value),
        ("view", timer.View.Value),
        ("sequence", timer.Sequence));

    private static string Hex(BlockHash block) => Hex(block.Value.ToArray());

    private static JsonNode? Hex(Certificate? certificate) => certificate is null ? null : Hex(certificate.ToBytes());

    private static string Hex(Vote vote)
    {
        var writer = new FixedWriter(new byte[vote.Size]);
        vote.WriteTo(ref writer);
        return Hex(writer.Written.ToArray());
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static JsonObject New(string kind, params (string Name, JsonNode? Value)[] fields) =>
        With(new JsonObject { ["kind"] = kind }, fields);

    // What is not there is left out.
    private static JsonObject With(JsonObject json, params (string Name, JsonNode? Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value is not null)
                json[name] = value;
        }

        return json;
    }
}
