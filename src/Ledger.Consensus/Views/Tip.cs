using Ledger.Model.Certificates;
using Ledger.Model.Validators;
using Ledger.Model.Values;

namespace Ledger.Consensus.Views;

/// <summary>The last committed block, as far as the next height depends on it.</summary>
/// <param name="Proposer">Registry index of the block's proposer; without meaning for genesis.</param>
/// <param name="Streak">How many blocks in a row that proposer has made; 0 for genesis.</param>
/// <param name="Certificate">The block's finality; none for genesis.</param>
/// <param name="Validators">Who decides the next height.</param>
public sealed record Tip(
    Height Height,
    BlockHash Block,
    ushort Proposer,
    ushort Streak,
    Timestamp Time,
    FinalityCertificate? Certificate,
    ValidatorSet Validators);
