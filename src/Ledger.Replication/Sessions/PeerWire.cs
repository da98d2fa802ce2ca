using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Transactions;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Replication.Membership;
using Ledger.Replication.Recording;
using Ledger.Replication.Verification;
using Ledger.Replication.Wire;

namespace Ledger.Replication.Sessions;

/// <summary>
/// What all sessions share: the wire forms, the judge with its memory, the votes heard, and the record of messages.
/// </summary>
internal sealed class PeerWire
{
    public PeerWire(
        NetworkId network, TransactionCodec codec, Parameters limits, Func<Height, ValidatorSet?> validatorsOf)
    {
        var transactions = new TransactionWire(codec);
        var certificates = new CertificateWire(validatorsOf);
        Consensus = new(certificates, new RecipeWire(transactions));
        Bulk = new(transactions, new BlockWire(new BlockCodec(codec, limits), certificates));
        Status = new(certificates);
        Judge = new(network, validatorsOf);
    }

    public ConsensusWire Consensus { get; }

    public BulkWire Bulk { get; }

    public StatusWire Status { get; }

    public MessageJudge Judge { get; }

    public HeardVotes Heard { get; } = new();

    /// <summary>Null unless the operator asked for one.</summary>
    public WireRecord? Record { get; init; }
}
