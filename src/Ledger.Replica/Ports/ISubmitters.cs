namespace Ledger.Replica.Ports;

/// <summary>Whoever gave this node a transaction or waits for one. The number was chosen by the host.</summary>
public interface ISubmitters
{
    void Answer(ulong submission, SubmissionAnswer answer);
}
