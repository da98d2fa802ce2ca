using Ledger.Consensus.Messages;
using Ledger.Consensus.Tests.Clusters;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Steps;

/// <summary>What happens to one core of four in each of the step vectors.</summary>
internal static class StepScripts
{
    private static readonly Height H = new(1);
    private static readonly BlockHash A = Sample.Block("a");
    private static readonly BlockHash B = Sample.Block("b");

    public static IEnumerable<(string Name, Solo Played)> Play()
    {
        yield return Played("three delays to finality", 3, DecideOneBlock);
        yield return Played("leading the first view", 0, Lead);
        yield return Played("time-out, skip and a fresh block", 3, SkipAndFollow);
        yield return Played("leading a skipped view", 1, LeadSkipped);
        yield return Played("joining those who gave up", 3, solo => GiveUp(solo, View.First, 0, 1));
        yield return Played("ranges that end apart", 3, NullifyApart);
        yield return Played("an invalid block", 3, HearInvalid);
        yield return Played("a time far from the clock", 3, HearFromTheFuture);
        yield return Played("carrying over after the grace time", 1, CarryOver);
        yield return Played("carrying over from below skipped views", 1, CarryOverSkipped);
        yield return Played("proposals that nothing justifies", 3, HearUnjustified);
        yield return Played("a body that a certificate names", 3, FetchAndFinalize);
        yield return Played("a vote that the signer refuses", 3, Refuse);
        yield return Played("a stale timer", 3, ExpireStale);
        yield return Played("standstill", 3, StandStill);
        yield return Played("a peer that comes up", 3, MeetPeer);
        yield return Played("questions of those behind", 3, AnswerQuestions);
        yield return Played("messages of the next height", 3, HearEarly);
        yield return Played("messages of a passed height", 3, HearLate);
        yield return Played("behind, and a block from catch-up", 3, CatchUp);
        yield return Played("contradicting votes", 3, Accuse);
        yield return Played("two final blocks", 3, HaltOnConflict);
        yield return Played("a final block that is invalid here", 3, HaltOnDivergence);
        yield return Played("two final blocks of a passed height", 3, HaltOnOldConflict);
        yield return ("restart after finalizing", Restarted(SignerState.Empty
            .After(new Notarize(H, View.First, View.None, A), null)
            .After(new Finalize(H, View.First, A), Sample.Notarization(1, 0, A))));
        yield return ("restart after nullifying a range", Restarted(SignerState.Empty
            .After(new Nullify(H, new(2), new(4)), Sample.Notarization(1, 0, A))));
        yield return ("restart after proposing", Restarted(SignerState.Empty
            .After(new Propose(H, View.First, View.None, A, Justification.None.Hash()), null), self: 0));
        yield return Played("an observer", 9, DecideOneBlock);
    }

    private static (string, Solo) Played(string name, ushort self, Action<Solo> script)
    {
        var solo = new Solo(self);
        script(solo);
        return (name, solo);
    }

    private static Solo Restarted(SignerState signer, ushort self = 3)
    {
        var solo = new Solo(self, signer);
        solo.Want();
        solo.Expire(TimerKind.Rebroadcast);
        return solo;
    }

    private static void DecideOneBlock(Solo solo)
    {
        solo.Want();
        var proposal = solo.Fresh(1);
        solo.Hear(proposal);
        foreach (ushort voter in new[] { 0, 1, 2 })
            solo.Hear(new Notarize(H, View.First, View.None, proposal.Block), voter);
        foreach (ushort voter in new[] { 0, 1, 2 })
            solo.Hear(new Finalize(H, View.First, proposal.Block), voter);
        solo.Commit(proposal.Header!);
        solo.Expire(TimerKind.Push);
    }

    private static void Lead(Solo solo)
    {
        solo.Want();
        var header = Sample.HeaderOn(solo.Tip, View.First, 0);
        solo.Step(new Input.BlockBuilt(solo.Now, View.First, header));
        solo.Hear(new Notarize(H, View.First, View.None, header.Hash()), 1);
        solo.Hear(new Notarize(H, View.First, View.None, header.Hash()), 2);
        solo.Hear(new Finalize(H, View.First, header.Hash()), 1);
        solo.Hear(new Finalize(H, View.First, header.Hash()), 2);
        solo.Commit(header);
    }

    private static void SkipAndFollow(Solo solo)
    {
        solo.Want();
        solo.Expire(TimerKind.View);
        GiveUp(solo, View.First, 0, 1);
        solo.Hear(solo.Fresh(2, Skip(1)));
    }

    private static void LeadSkipped(Solo solo)
    {
        solo.Want();
        solo.Hear(Skip(1));
        var header = Sample.HeaderOn(solo.Tip, new(2), 1);
        solo.Step(new Input.BlockBuilt(solo.Now, new(2), header));
    }

    private static void NullifyApart(Solo solo)
    {
        solo.Hear(new Nullify(H, View.First, new(5)), 0);
        solo.Hear(new Nullify(H, View.First, new(3)), 1);
        solo.Hear(new Nullify(H, View.First, new(4)), 2);
    }

    private static void HearInvalid(Solo solo)
    {
        solo.Verdict = false;
        solo.Hear(solo.Fresh(1));
    }

    private static void HearFromTheFuture(Solo solo)
    {
        var time = new Timestamp(solo.Now.Milliseconds + 5_001);
        var header = Sample.HeaderOn(solo.Tip, View.First, 0) with { Time = time };
        solo.Hear(Sample.Propose(header, 1, 0, Justification.None, 0));
    }

    private static void CarryOver(Solo solo)
    {
        solo.Hear(Sample.Notarization(1, 0, A), peer: 0);
        solo.Expire(TimerKind.Grace);
    }

    private static void CarryOverSkipped(Solo solo)
    {
        var above = Sample.Notarization(1, 0, A);
        solo.Hear(above, peer: 0);
        solo.Hear(Sample.Skip(5, above, (2, 5), (2, 5), (2, 6)));
    }

    private static void HearUnjustified(Solo solo)
    {
        var header = Sample.HeaderOn(solo.Tip, View.First, 0);
        solo.Hear(Sample.Propose(header, 2, 1, Justification.None, 1));
        solo.Hear(solo.Fresh(2));
        solo.Hear(solo.Fresh(3, Sample.Skip(2, Sample.Notarization(1, 0, A), (2, 2), (1, 2), (1, 2))));
    }

    private static void FetchAndFinalize(Solo solo)
    {
        solo.Verdict = null;
        solo.Hear(Sample.Notarization(1, 0, A));
        solo.Expire(TimerKind.Rebroadcast);
        solo.Step(new Input.BodyJudged(solo.Now, H, A, IsValid: true));
    }

    private static void Refuse(Solo solo)
    {
        solo.Signs = false;
        solo.Hear(solo.Fresh(1));
        solo.Step(new Input.VoteRefused(solo.Now, solo.Cast.Single(), VoteRefusal.SignerUnavailable));
        solo.Hear(solo.Fresh(1));
    }

    private static void ExpireStale(Solo solo)
    {
        solo.Want();
        var stale = solo.Effects.OfType<Effect.SetTimer>().First(set => set.Timer.Kind == TimerKind.View).Timer;
        solo.Hear(Skip(1));
        solo.Step(new Input.TimerExpired(solo.Now, stale));
    }

    private static void StandStill(Solo solo)
    {
        solo.Want();
        solo.Hear(solo.Fresh(1));
        solo.Expire(TimerKind.View);
        for (var pause = 0; pause < 3; pause++)
            solo.Expire(TimerKind.Rebroadcast);
    }

    private static void MeetPeer(Solo solo)
    {
        solo.Step(new Input.PeerDown(solo.Now, 2));
        solo.Hear(Skip(1));
        solo.Expire(TimerKind.View);
        solo.Step(new Input.PeerUp(solo.Now, 2));
    }

    private static void AnswerQuestions(Solo solo)
    {
        solo.Hear(solo.Fresh(1));
        solo.Hear(1, new ConsensusMessage.GetProposal(H, View.First));
        solo.Hear(Skip(1));
        solo.Hear(2, new ConsensusMessage.Status(H, View.First, View.None));
        solo.Hear(2, new ConsensusMessage.Status(H, View.First, View.None));
    }

    private static void HearEarly(Solo solo)
    {
        var first = solo.Fresh(1);
        solo.Hear(first);
        var finality = Sample.Finality(1, first.Block);
        var next = Sample.HeaderOn(Sample.TipOf(first.Header!, finality, Sample.Four), View.First, 0);
        solo.Hear(new Notarize(new(2), View.First, View.None, next.Hash()), 1);
        solo.Hear(Sample.Propose(next, 1, 0, Justification.None, 0, finality));
        solo.Commit(first.Header!);
    }

    private static void HearLate(Solo solo)
    {
        DecideOneBlock(solo);
        solo.Hear(new Finalize(H, View.First, A), 1);
        solo.Hear(new Nullify(H, View.First, View.First), 1);
    }

    private static void CatchUp(Solo solo)
    {
        solo.Want();
        var header = Sample.HeaderOn(solo.Tip, View.First, 0);
        solo.Hear(1, new ConsensusMessage.Status(new(9), View.First, View.None));
        solo.Hear(Sample.Finality(1, A, height: 8), peer: 1);
        solo.Expire(TimerKind.View);
        var certificate = Sample.Finality(1, header.Hash());
        solo.Step(new Input.BlockSynced(solo.Now, Verified.AfterChecking(certificate)));
        solo.Commit(header);
    }

    private static void Accuse(Solo solo)
    {
        solo.Hear(solo.Fresh(1));
        solo.Hear(solo.Fresh(1, content: "another"));
        solo.Hear(new Notarize(H, new(2), View.None, A), 1);
        solo.Hear(new Notarize(H, new(2), View.None, B), 1);
        solo.Hear(new Finalize(H, new(2), B), 1);
        solo.Hear(new Finalize(H, new(2), A), 1);
        solo.Hear(new Nullify(H, View.First, new(3)), 1);
    }

    private static void HaltOnConflict(Solo solo)
    {
        solo.Verdict = null;
        solo.Hear(Sample.Finality(1, A));
        solo.Hear(Sample.Finality(1, B));
        solo.Want();
    }

    private static void HaltOnOldConflict(Solo solo)
    {
        var other = Verified.AfterChecking(Sample.Finality(1, B));
        solo.Step(new Input.ConflictFound(solo.Now, Sample.Finality(1, A), other));
        solo.Want();
    }

    private static void HaltOnDivergence(Solo solo)
    {
        solo.Verdict = false;
        var proposal = solo.Fresh(1);
        solo.Hear(proposal);
        solo.Hear(Sample.Finality(1, proposal.Block));
    }

    private static void GiveUp(Solo solo, View high, params ushort[] signers)
    {
        foreach (var signer in signers)
            solo.Hear(new Nullify(H, View.First, high), signer);
    }

    private static SkipCertificate Skip(uint view) => Sample.Skip(view, null, (1, view), (1, view), (1, view));
}
