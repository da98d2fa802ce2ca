using Ledger.Consensus;
using Ledger.Consensus.Votes;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Votes;

/// <summary>
/// Brings a vote to the key: the guard judges it, the journal gets it, and only then is it signed. What the guard
/// knows is what the journal has, so a restart forgets nothing (R6).
/// </summary>
internal sealed class VoteCaster(SignerGuard guard, Outbox outbox)
{
    /// <summary>
    /// How far above a proven height the first vote may be: whoever voted there knew the one before (9.12).
    /// </summary>
    private const ulong RejoinDistance = 3;

    private bool _isSilent;
    private Height _firstHeight;

    public SignerState Signed { get; private set; } = SignerState.Empty;

    /// <summary>
    /// Takes what the journal remembers; a journal that contradicts itself silences the node for good.
    /// </summary>
    public void Recover(JournalScan journal)
    {
        foreach (var record in journal.Records.OfType<JournalRecord.Voted>())
        {
            var one = SignerState.Empty.After(record.Vote, record.Notarization);
            if (Signed.TryMerge(one, out var merged))
                Signed = merged;
            else
                Silence("The journal holds votes that contradict each other.");
        }

        if (!journal.IsSound)
            Silence("The journal is damaged.");
    }

    public void Cast(Vote vote, Model.Certificates.NotarizationCertificate? notarization)
    {
        var next = Signed;
        var refusal = _isSilent || IsAbstaining(vote.Height)
            ? VoteRefusal.SignerUnavailable
            : guard.Judge(Signed, vote, notarization, out next);
        if (refusal != VoteRefusal.None)
        {
            Refuse(vote, refusal);
            return;
        }

        // The very same vote again is in the journal already.
        if (!ReferenceEquals(next, Signed))
            outbox.Append(new JournalRecord.Voted(vote, notarization));
        Signed = next;
        outbox.Release(new ReleasedEffect.Sign(vote, notarization));
    }

    /// <summary>
    /// The signature is there: the vote may be shown, with the certificate that a nullify vote carries. One that a
    /// later vote has replaced meanwhile is not worth showing.
    /// </summary>
    public void OnSigned(SignedVote signed)
    {
        if (signed.Vote is Nullify && signed.Vote != Signed.Nullified)
            return;
        var notarization = signed.Vote is Nullify ? Signed.NullifiedAbove : null;
        outbox.Tell(new Input.OwnVote(outbox.Now, signed with { Notarization = notarization }));
    }

    public void Refuse(Vote vote, VoteRefusal refusal)
    {
        outbox.Tell(new Input.VoteRefused(outbox.Now, vote, refusal));
        outbox.Report(new ReplicaEvent.VoteRefused(vote, refusal));
    }

    /// <summary>Nobody knows what this key signed before: it signs nothing until <see cref="Rejoin"/>.</summary>
    public void AbstainUntilRejoined() => _firstHeight = new(ulong.MaxValue);

    /// <param name="proven">The highest height that a quorum could prove after this node had stopped signing.</param>
    public void Rejoin(Height proven) => _firstHeight = new(proven.Value + RejoinDistance);

    /// <summary>What this key signed before may reach this height.</summary>
    public bool IsAbstaining(Height height) => height < _firstHeight;

    private void Silence(string why)
    {
        _isSilent = true;
        outbox.Report(new ReplicaEvent.Quarantined(why));
    }
}
