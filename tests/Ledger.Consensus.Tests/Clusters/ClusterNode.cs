using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Clusters;

/// <summary>
/// One core with the host that it needs: what is durable survives <see cref="Restart"/>, nothing else does.
/// </summary>
internal sealed class ClusterNode(Cluster cluster, int instance, ushort index, ConsensusRules rules)
{
    private readonly SignerGuard _guard = new(rules);
    private SignerState _durable = SignerState.Empty;
    private Height _hinted;

    public int Instance { get; } = instance;

    public ushort Index { get; } = index;

    public ConsensusCore Core { get; private set; } = null!;

    public bool IsUp { get; private set; }

    /// <summary>Counts starts, so that timers of an earlier life are not delivered.</summary>
    public int Life { get; private set; }

    public List<(Header Header, FinalityCertificate Certificate)> Chain { get; } = [];

    public Dictionary<BlockHash, Header> Bodies { get; } = [];

    public List<Evidence> Evidence { get; } = [];

    public List<Effect.Halt> Halts { get; } = [];

    public List<(Height Height, View View)> Views { get; } = [];

    public Tip Tip => Chain.Count == 0
        ? Sample.GenesisTip(cluster.Validators)
        : Sample.TipOf(Chain[^1].Header, Chain[^1].Certificate, cluster.Validators);

    public void Crash() => IsUp = false;

    public void Restart()
    {
        IsUp = true;
        Life++;
        Core = new(Sample.Network, Index, cluster.Parameters, rules);
        // A signer that forgets is what a restored backup is.
        var signer = cluster.ForgetsOnRestart ? SignerState.Empty : _durable;
        _durable = signer;
        Handle(new Input.Recovered(cluster.Now, signer, Tip));
        Handle(new Input.DemandChanged(cluster.Now, cluster.HasDemand));
    }

    public void Handle(Input input)
    {
        if (!IsUp)
            return;
        foreach (var effect in Core.Step(input))
            CarryOut(effect);
    }

    private void CarryOut(Effect effect)
    {
        switch (effect)
        {
            case Effect.CastVote cast:
                Cast(cast);
                break;
            case Effect.Send send:
                cluster.Send(this, send.Peer, send.Message);
                break;
            case Effect.Broadcast broadcast:
                cluster.Broadcast(this, broadcast.Message);
                break;
            case Effect.SetTimer set:
                cluster.After(this, set.Delay, new Input.TimerExpired(cluster.Now, set.Timer));
                break;
            case Effect.BuildBlock build:
                Build(build);
                break;
            case Effect.Validate validate:
                Keep(validate.Proposal.Header!);
                break;
            case Effect.Fetch fetch:
                cluster.Fetch(this, fetch);
                break;
            case Effect.Commit commit:
                Commit(commit.Certificate);
                break;
            case Effect.OfferBlock offer:
                cluster.Offer(this, offer.Peer, offer.Height);
                break;
            case Effect.SyncHint hint:
                _hinted = hint.Height > _hinted ? hint.Height : _hinted;
                cluster.Offer(cluster.AnyInstanceOf(hint.Peer), Index, Core.State!.Height);
                break;
            case Effect.ReportEvidence report:
                Evidence.Add(report.Evidence);
                break;
            case Effect.Halt halt:
                Halts.Add(halt);
                break;
            case Effect.ViewEntered entered:
                Views.Add((entered.Height, entered.View));
                break;
        }
    }

    /// <summary>A body has arrived and executes to its header's roots.</summary>
    public void Keep(Header header)
    {
        Bodies[header.Hash()] = header;
        cluster.Soon(this, new Input.BodyJudged(cluster.Now, header.Height, header.Hash(), IsValid: true));
    }

    /// <summary>Catch-up: a certified block on the tip.</summary>
    public void Sync(Header header, FinalityCertificate certificate)
    {
        if (header.Height != Tip.Height.Next || !IsUp)
            return;
        Bodies[header.Hash()] = header;
        Handle(new Input.BlockSynced(cluster.Now, Verified.AfterChecking(certificate)));
    }

    private void Cast(Effect.CastVote cast)
    {
        var refusal = _guard.Judge(_durable, cast.Vote, cast.Notarization, out var next);
        if (refusal != VoteRefusal.None)
        {
            cluster.Soon(this, new Input.VoteRefused(cluster.Now, cast.Vote, refusal));
            return;
        }

        _durable = next;
        cluster.NoteSigned(this, cast.Vote);
        cluster.Soon(this, new Input.OwnVote(cluster.Now, Sample.Signed(cast.Vote, Index)));
    }

    private void Build(Effect.BuildBlock build)
    {
        var header = Sample.HeaderOn(Tip, build.View, Index, $"made by instance {Instance}") with
        {
            Time = new(Math.Max(cluster.Now.Milliseconds, Tip.Time.Milliseconds + 1)),
        };
        Bodies[header.Hash()] = header;
        cluster.Soon(this, new Input.BlockBuilt(cluster.Now, build.View, header));
    }

    private void Commit(FinalityCertificate certificate)
    {
        var header = Bodies[certificate.Block];
        cluster.CheckCommit(this, header);
        Chain.Add((header, certificate));
        cluster.Soon(this, new Input.Committed(cluster.Now, Tip));
        if (_hinted > header.Height)
            cluster.AskAnyone(this, header.Height.Next);
    }
}
