using Ledger.Consensus.Messages;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Clusters;

/// <summary>One core whose peers are written by the test; its host signs, executes and commits at once.</summary>
internal sealed class Solo
{
    private readonly List<Effect> _effects = [];
    private readonly List<(Input Input, IReadOnlyList<Effect> Effects)> _steps = [];
    private readonly ushort _self;

    public Solo(ushort self, SignerState? signer = null, ConsensusRules? rules = null, Tip? tip = null)
    {
        _self = self;
        Tip = tip ?? Sample.GenesisTip(Sample.Four);
        Core = new(Sample.Network, self, new(), rules ?? ConsensusRules.All);
        Step(new Input.Recovered(Now, signer ?? SignerState.Empty, Tip));
    }

    public ConsensusCore Core { get; }

    public ushort Self => _self;

    /// <summary>Every input so far, the host's answers among them, with the effects of it alone.</summary>
    public IReadOnlyList<(Input Input, IReadOnlyList<Effect> Effects)> Steps => _steps;

    public ConsensusState State => Core.State!;

    public Tip Tip { get; private set; }

    public Timestamp Now { get; set; } = Sample.Start;

    /// <summary>The host signs what it is asked to.</summary>
    public bool Signs { get; set; } = true;

    /// <summary>The verdict on every body asked for; null if none comes.</summary>
    public bool? Verdict { get; set; } = true;

    public IReadOnlyList<Effect> Effects => _effects;

    public IEnumerable<Vote> Cast => _effects.OfType<Effect.CastVote>().Select(cast => cast.Vote);

    public IEnumerable<ConsensusMessage> Broadcasts =>
        _effects.OfType<Effect.Broadcast>().Select(broadcast => broadcast.Message);

    public void Forget() => _effects.Clear();

    /// <summary>
    /// Handles an input with everything that the host answers to it; gives the effects of this input alone.
    /// </summary>
    public IReadOnlyList<Effect> Step(Input input)
    {
        var effects = Core.Step(input);
        _effects.AddRange(effects);
        _steps.Add((input, effects));
        foreach (var effect in effects)
            Answer(effect);
        return effects;
    }

    public IReadOnlyList<Effect> Hear(ushort peer, ConsensusMessage message) =>
        Step(new Input.Received(Now, peer, Verified.AfterChecking(message)));

    public IReadOnlyList<Effect> Hear(Vote vote, ushort signer, NotarizationCertificate? above = null) =>
        Hear(signer, new ConsensusMessage.Voted(Sample.Signed(vote, signer) with { Notarization = above }));

    public IReadOnlyList<Effect> Hear(Certificate certificate, ushort peer = 1) =>
        Hear(peer, new ConsensusMessage.Certified(certificate));

    public IReadOnlyList<Effect> Hear(Proposal proposal) =>
        Hear(proposal.Signer, new ConsensusMessage.Proposed(proposal));

    public IReadOnlyList<Effect> Expire(TimerKind kind) =>
        Step(new Input.TimerExpired(Now, _effects.OfType<Effect.SetTimer>().Last(set => set.Timer.Kind == kind).Timer));

    public IReadOnlyList<Effect> Want() => Step(new Input.DemandChanged(Now, HasDemand: true));

    /// <summary>A fresh block and proposal by the leader of a view.</summary>
    public Proposal Fresh(uint view, SkipCertificate? skip = null, string content = "")
    {
        var leader = LeaderSchedule.LeaderOf(Tip, new(view), 32);
        var header = Sample.HeaderOn(Tip, new(view), leader, content);
        return Sample.Propose(header, view, 0, new(skip, null), leader, Tip.Certificate);
    }

    private void Answer(Effect effect)
    {
        switch (effect)
        {
            case Effect.CastVote cast when Signs:
                Step(new Input.OwnVote(Now, Sample.Signed(cast.Vote, _self)));
                break;
            case Effect.Validate validate when Verdict is { } verdict:
                Step(new Input.BodyJudged(Now, validate.Proposal.Height, validate.Proposal.Block, verdict));
                break;
            case Effect.Fetch fetch when Verdict is { } verdict:
                Step(new Input.BodyJudged(Now, fetch.Height, fetch.Block, verdict));
                break;
        }
    }

    /// <summary>The host has committed the block that it was asked to.</summary>
    public IReadOnlyList<Effect> Commit(Header header, ValidatorSet? validators = null)
    {
        var certificate = _effects.OfType<Effect.Commit>().Last().Certificate;
        Tip = Sample.TipOf(header, certificate, validators ?? Tip.Validators);
        return Step(new Input.Committed(Now, Tip));
    }
}
