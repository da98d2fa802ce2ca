using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Replica.Ports;

/// <summary>
/// What a batch of inputs asks of the host, in two stages: everything durable first, in order, with one flush of the
/// journal; only then everything that others can see. So nothing is shown that a crash could undo (R5).
/// </summary>
public sealed class ReplicaEffects
{
    private readonly List<DurableEffect> _durable = [];
    private readonly List<ReleasedEffect> _released = [];

    public IReadOnlyList<DurableEffect> Durable => _durable;

    /// <summary>To be carried out in this order, once the durable ones are on the disk.</summary>
    public IReadOnlyList<ReleasedEffect> Released => _released;

    public void Clear()
    {
        _durable.Clear();
        _released.Clear();
    }

    internal void Add(DurableEffect effect) => _durable.Add(effect);

    internal void Add(ReleasedEffect effect) => _released.Add(effect);
}

/// <summary>What must be on the disk before anything is released. Closed: the cases below are all there are.</summary>
public abstract record DurableEffect
{
    private DurableEffect()
    {
    }

    public sealed record Append(JournalRecord Record) : DurableEffect;

    /// <summary>Durable by itself, and before the records that follow it.</summary>
    public sealed record Commit(BlockCommit Block) : DurableEffect;

    /// <summary>Durable by itself, so that whoever is told of a culprit can be shown the proof.</summary>
    public sealed record Keep(Evidence Evidence) : DurableEffect;
}

/// <summary>What others can see, or what takes time. Closed: the cases below are all there are.</summary>
public abstract record ReleasedEffect
{
    private ReleasedEffect()
    {
    }

    public sealed record Send(ushort Peer, PeerMessage Message) : ReleasedEffect;

    public sealed record Broadcast(PeerMessage Message) : ReleasedEffect;

    public sealed record SendBlocks(ushort Peer, Height From, int Count) : ReleasedEffect;

    /// <summary>The journal has the vote: a signature may exist now.</summary>
    public sealed record Sign(Vote Vote, NotarizationCertificate? Notarization) : ReleasedEffect;

    public sealed record SetTimer(ReplicaTimer Timer, TimeSpan Delay) : ReleasedEffect;

    public sealed record CancelTimer(TimerPurpose Purpose) : ReleasedEffect;

    public sealed record Build(BuildRequest Request) : ReleasedEffect;

    public sealed record Judge(JudgeRequest Request) : ReleasedEffect;

    public sealed record Answer(ulong Submission, SubmissionAnswer Content) : ReleasedEffect;

    public sealed record PruneJournal(Height Below) : ReleasedEffect;

    public sealed record Report(ReplicaEvent Event) : ReleasedEffect;
}
