using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Simulation.Checkers;

/// <summary>What customers were told: one last answer each, and never two that contradict each other.</summary>
internal sealed class SubmissionLog
{
    private readonly Dictionary<ulong, SubmissionAnswer> _answers = [];
    private readonly Dictionary<TransactionId, SubmissionAnswer> _outcomes = [];
    private readonly HashSet<ulong> _open = [];
    private readonly HashSet<ulong> _taken = [];
    private readonly HashSet<TransactionId> _refused = [];
    private readonly HashSet<TransactionId> _logged = [];

    public int Committed { get; private set; }

    public int Expired { get; private set; }

    public IReadOnlyCollection<ulong> Open => _open;

    /// <summary>The last answers so far, in no order.</summary>
    public IReadOnlyCollection<SubmissionAnswer> Answers => _answers.Values;

    public void Submit(ulong submission) => _open.Add(submission);

    /// <summary>The process that took it died: nobody waits any more.</summary>
    public void Drop(ulong submission) => _open.Remove(submission);

    public void OnAnswer(ulong submission, SubmissionAnswer answer)
    {
        if (!answer.IsLast)
        {
            _taken.Add(submission);
            return;
        }

        InvariantChecker.Require(
            _answers.TryAdd(submission, answer), "one last answer", $"submission {submission} got {answer} as well");
        _open.Remove(submission);
        if (_taken.Remove(submission) && answer is SubmissionAnswer.Refused)
            _refused.Add(answer.Transaction);
        RequireTruth(answer.Transaction);
        Compare(answer);
    }

    /// <summary>The transaction is in the log.</summary>
    public void OnLogged(TransactionId transaction)
    {
        _logged.Add(transaction);
        RequireTruth(transaction);
    }

    // Who was told "pending" and then "refused" has reason to believe that nothing will come of it.
    private void RequireTruth(TransactionId transaction) => InvariantChecker.Require(
        !_refused.Contains(transaction) || !_logged.Contains(transaction),
        "exactly one outcome",
        $"{transaction} was taken, then refused, and is in the log");

    private void Compare(SubmissionAnswer answer)
    {
        if (answer is not (SubmissionAnswer.Committed or SubmissionAnswer.Expired))
            return;
        Committed += answer is SubmissionAnswer.Committed ? 1 : 0;
        Expired += answer is SubmissionAnswer.Expired ? 1 : 0;
        if (!_outcomes.TryAdd(answer.Transaction, answer))
        {
            InvariantChecker.Require(
                _outcomes[answer.Transaction].GetType() == answer.GetType(),
                "exactly one outcome",
                $"{_outcomes[answer.Transaction]} and {answer}");
        }
    }
}
