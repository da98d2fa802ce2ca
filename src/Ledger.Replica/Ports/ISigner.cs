using Ledger.Model.Certificates;
using Ledger.Model.Votes;

namespace Ledger.Replica.Ports;

/// <summary>
/// Holds the validator's key. Asked only after the journal has the vote, so no signature exists that a crash could
/// make the node forget.
/// </summary>
public interface ISigner
{
    /// <summary>Answered by <see cref="ReplicaInput.VoteSigned"/> or <see cref="ReplicaInput.VoteRefused"/>.</summary>
    /// <param name="notarization">What the vote rests on, for a signer that keeps a guard of its own.</param>
    void Sign(Vote vote, NotarizationCertificate? notarization);
}
