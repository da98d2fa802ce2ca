using Ledger.Model.Votes;

namespace Ledger.Replica.Ports;

/// <summary>
/// Holds the validator's key. Asked only after the journal has the vote, so no signature exists that a crash could
/// make the node forget.
/// </summary>
public interface ISigner
{
    /// <summary>Answered by <see cref="ReplicaInput.VoteSigned"/> or <see cref="ReplicaInput.VoteRefused"/>.</summary>
    void Sign(Vote vote);
}
