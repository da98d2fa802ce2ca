using Ledger.Consensus.Votes;
using Ledger.Keys.SignerState;
using Ledger.Keys.Signing;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Node.Loop;
using Ledger.Replica.Ports;

namespace Ledger.Node.Work;

/// <summary>
/// The validator's key at work, behind a guard of its own: before a signature exists, what it binds the key to is on
/// disk beside the key, so that neither a bug in the replica nor an old copy of the data makes the key sign twice.
/// </summary>
internal sealed class ValidatorSigner : ISigner
{
    private readonly SignerGuard _guard = new();
    private readonly ConsensusKey _key;
    private readonly SignerStateFile _file;
    private readonly NetworkId _network;
    private readonly ushort _self;
    private readonly Inbox _inbox;
    private SignerState _signed;

    public ValidatorSigner(ConsensusKey key, SignerStateFile file, NetworkId network, ushort self, Inbox inbox)
    {
        (_key, _file, _network, _self, _inbox) = (key, file, network, self, inbox);
        _signed = SignerRecord.Decode(file);
    }

    /// <summary>
    /// The key has promised something that the journal forgot, so the data is older than the key's record. What it said
    /// of heights that are final binds it no more.
    /// </summary>
    public bool HasSignedBeyond(JournalScan journal, Height tip)
    {
        var remembered = journal.Records.OfType<JournalRecord.Voted>().Select(record => record.Vote).ToHashSet();
        return SignerRecord.VotesOf(_signed).Any(vote => vote.Height > tip && !remembered.Contains(vote));
    }

    public void Sign(Vote vote, NotarizationCertificate? notarization)
    {
        // The replica asks for no vote before it has rejoined, so with the first one the record is current again.
        if (_guard.Judge(_signed, vote, notarization, out var next) != VoteRefusal.None
            || !_file.TrySave(SignerRecord.Encode(next)))
        {
            _inbox.PostOwn(new ReplicaInput.VoteRefused(vote));
            return;
        }

        _signed = next;
        _inbox.PostOwn(new ReplicaInput.VoteSigned(new(vote, _self, _key.Sign(vote.DigestFor(_network)))));
    }
}
