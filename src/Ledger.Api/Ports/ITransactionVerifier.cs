using Ledger.Model;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;

namespace Ledger.Api.Ports;

/// <summary>The node's pool of workers that decode transactions and verify their signatures, each once.</summary>
public interface ITransactionVerifier
{
    /// <param name="bytes">Not changed by anybody afterwards.</param>
    ValueTask<TransactionVerdict> VerifyAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}

/// <param name="Reason">None if the transaction is sound; otherwise why it was refused.</param>
public readonly record struct TransactionVerdict(Verified<Transaction> Transaction, Reason Reason);
