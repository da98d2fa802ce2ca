using Ledger.Consensus;
using Ledger.Model;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replica;

/// <summary>What the parts of a replica ask for while one input is handled, and the one clock that they read.</summary>
internal sealed class Outbox
{
    private readonly Queue<Input> _forCore = [];
    private readonly ulong[] _running = new ulong[Enum.GetValues<TimerPurpose>().Length];
    private ReplicaEffects? _effects;
    private ulong _sequence;

    /// <summary>The node's clock when the input was made.</summary>
    public Timestamp Now { get; private set; }

    private ReplicaEffects Effects
    {
        get
        {
            Invariant.That(_effects is not null);
            return _effects;
        }
    }

    public void Begin(Timestamp now, ReplicaEffects effects)
    {
        Now = now;
        _effects = effects;
    }

    public void End()
    {
        Invariant.That(_forCore.Count == 0);
        _effects = null;
    }

    /// <summary>Queues an input for the consensus core, which is stepped until none is left.</summary>
    public void Tell(Input input) => _forCore.Enqueue(input);

    public bool TryTake(out Input? input) => _forCore.TryDequeue(out input);

    public void Append(JournalRecord record) => Effects.Add(new DurableEffect.Append(record));

    public void Commit(BlockCommit commit) => Effects.Add(new DurableEffect.Commit(commit));

    public void Keep(Evidence evidence) => Effects.Add(new DurableEffect.Keep(evidence));

    public void Release(ReleasedEffect effect) => Effects.Add(effect);

    public void Send(ushort peer, PeerMessage message) => Release(new ReleasedEffect.Send(peer, message));

    public void Broadcast(PeerMessage message) => Release(new ReleasedEffect.Broadcast(message));

    public void Report(ReplicaEvent happened) => Release(new ReleasedEffect.Report(happened));

    public void Answer(ulong submission, SubmissionAnswer answer) =>
        Release(new ReleasedEffect.Answer(submission, answer));

    public void SetTimer(TimerPurpose purpose, TimeSpan delay)
    {
        _running[(int)purpose] = ++_sequence;
        Release(new ReleasedEffect.SetTimer(new(purpose, _sequence), delay));
    }

    public void CancelTimer(TimerPurpose purpose)
    {
        if (!IsRunning(purpose))
            return;
        _running[(int)purpose] = 0;
        Release(new ReleasedEffect.CancelTimer(purpose));
    }

    public bool IsRunning(TimerPurpose purpose) => _running[(int)purpose] != 0;

    /// <summary>False for an expiry that a later setting or a cancellation has overtaken (R4).</summary>
    public bool TryExpire(ReplicaTimer timer)
    {
        if (_running[(int)timer.Purpose] != timer.Sequence)
            return false;
        _running[(int)timer.Purpose] = 0;
        return true;
    }
}
