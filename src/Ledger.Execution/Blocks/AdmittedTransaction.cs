using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Blocks;

/// <summary>What running a transaction takes of it, once those who signed are settled.</summary>
/// <param name="WorkUnits">What bytes and signatures cost; lots come on top.</param>
internal readonly record struct AdmittedTransaction(TransactionId Id, TransactionBody Body, uint WorkUnits);
