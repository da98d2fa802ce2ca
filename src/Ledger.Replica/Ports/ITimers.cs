namespace Ledger.Replica.Ports;

/// <summary>One timer for each purpose: starting it again replaces it.</summary>
public interface ITimers
{
    /// <summary>Answered by <see cref="ReplicaInput.TimerExpired"/>.</summary>
    void Start(ReplicaTimer timer, TimeSpan delay);

    void Cancel(TimerPurpose purpose);
}
