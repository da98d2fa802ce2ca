using System.Text;
using Ledger.Consensus;
using Ledger.Consensus.Bodies;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Votes;

namespace Ledger.Simulation.Exploration;

/// <summary>
/// An honest validator as it stands: the production core and signer's guard, what its journal holds, and everything
/// that it ever signed. Values: a step makes another one.
/// </summary>
/// <param name="Signed">What a restart would read; always durable before a vote leaves.</param>
/// <param name="Cast">One bit for each vote of <see cref="ExploredHeight.Votes"/>: what others may show.</param>
internal sealed record ExploredNode(ConsensusCore Core, SignerState Signed, ulong Cast)
{
    public ConsensusState State => Core.State!;

    public static ExploredNode Start(ExploredHeight height, ConsensusRules rules) =>
        Boot(height, rules, SignerState.Empty, 0);

    /// <summary>All that was not in the journal is gone.</summary>
    public ExploredNode Restart(ExploredHeight height, ConsensusRules rules) => Boot(height, rules, Signed, Cast);

    public ExploredNode Hear(ExploredHeight height, ConsensusRules rules, ushort peer, ConsensusMessage message) =>
        Step(height, rules, new Input.Received(ExploredHeight.Now, peer, Verified.AfterChecking(message)));

    /// <summary>The view's time is over; as it is if nothing runs, or the view is beyond those explored.</summary>
    public ExploredNode TimeOut(ExploredHeight height, ConsensusRules rules) =>
        State.View.Value <= height.Views && State.Timers.TryGetValue(TimerKind.View, out var timer)
            ? Step(height, rules, new Input.TimerExpired(ExploredHeight.Now, timer))
            : this;

    /// <summary>
    /// What its future depends on, in words. Counters of timers and the whereabouts of peers are left out: no vote
    /// hangs on them.
    /// </summary>
    public string Describe(ExploredHeight height)
    {
        var text = new StringBuilder();
        text.Append("view ").Append(State.View).Append(State.IsHalted ? " halted" : "");
        Append(text, height, " entry", State.Entry);
        Append(text, height, " notarized", State.Notarization);
        if (State.Proposal is { } proposal)
            text.Append(" proposal ").Append(proposal.Parent).Append(height.NameOf(proposal.Block));
        if (State.PreviousProposal is { } previous)
            text.Append(" before ").Append(height.NameOf(previous.Block));
        text.Append(State.Timers.ContainsKey(TimerKind.View) ? " timed" : "");
        foreach (var (block, status) in State.Bodies.OrderBy(body => height.NameOf(body.Key), StringComparer.Ordinal))
            text.Append(' ').Append(height.NameOf(block)).Append(status == BodyStatus.Valid ? "" : "?");
        Append(text, height, " rests on", Signed.FinalizedUpon);
        Append(text, height, " above", Signed.NullifiedAbove);
        text.Append(" signed");
        foreach (var (vote, _) in Signed.Votes())
            text.Append(' ').Append(height.Votes.IndexOf(vote));
        return text.Append(" cast ").Append(Cast.ToString("x", null)).ToString();
    }

    private static ExploredNode Boot(ExploredHeight height, ConsensusRules rules, SignerState signed, ulong cast)
    {
        var core = new ConsensusCore(ExploredHeight.Network, ExploredHeight.Honest, new(), rules);
        var recovered = new Input.Recovered(ExploredHeight.Now, signed, height.Tip);
        return new ExploredNode(core, signed, cast)
            .Step(height, rules, recovered)
            .Step(height, rules, new Input.DemandChanged(ExploredHeight.Now, true));
    }

    private ExploredNode Step(ExploredHeight height, ConsensusRules rules, Input input)
    {
        var core = State is null ? Core : Core.Copy();
        var guard = new SignerGuard(rules);
        var (signed, cast) = (Signed, Cast);
        var inputs = new Queue<Input>([input]);
        while (inputs.TryDequeue(out var next))
        {
            foreach (var effect in core.Step(next))
            {
                if (effect is Effect.CastVote { Vote: not Propose } asked)
                    inputs.Enqueue(Sign(height, guard, asked, ref signed, ref cast));
                else if (AnswerTo(effect) is { } answer)
                    inputs.Enqueue(answer);
            }
        }

        return new(core, signed, cast);
    }

    // The host's part: the guard judges, the journal gets the vote, and it is signed and may be seen by all.
    private static Input Sign(
        ExploredHeight height, SignerGuard guard, Effect.CastVote asked, ref SignerState signed, ref ulong cast)
    {
        var refusal = guard.Judge(signed, asked.Vote, asked.Notarization, out var next);
        if (refusal != VoteRefusal.None)
            return new Input.VoteRefused(ExploredHeight.Now, asked.Vote, refusal);
        var index = height.Votes.IndexOf(asked.Vote);
        Invariant.That(index >= 0);
        signed = next;
        cast |= 1UL << index;
        return new Input.OwnVote(ExploredHeight.Now, new(asked.Vote, ExploredHeight.Honest, default));
    }

    // Every body is at hand and valid.
    private static Input.BodyJudged? AnswerTo(Effect effect) => effect switch
    {
        Effect.Validate validate =>
            new(ExploredHeight.Now, ExploredHeight.Height, validate.Proposal.Block, IsValid: true),
        Effect.Fetch fetch => new(ExploredHeight.Now, ExploredHeight.Height, fetch.Block, IsValid: true),
        _ => null,
    };

    private static void Append(StringBuilder text, ExploredHeight height, string what, Certificate? certificate)
    {
        if (certificate is null)
            return;
        text.Append(what).Append(' ').Append(certificate.View);
        if (certificate is NotarizationCertificate notarization)
            text.Append('<').Append(notarization.Parent).Append(height.NameOf(notarization.Block));
        if (certificate is SkipCertificate skip)
            text.Append(" from ").Append(skip.LowMax);
    }
}
