using Google.Protobuf;
using Grpc.Core;
using Ledger.Client.Answers;
using Ledger.Client.Connections;
using Ledger.Client.Transactions;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Client.Submission;

/// <summary>
/// Sends the same bytes to one node after the other until one knows the outcome. From the moment at which a node may
/// have them, nothing but an outcome or the proof of expiry is final; everything else is "unknown".
/// </summary>
internal sealed class Submitter(NodeRotation nodes, LedgerClientOptions options)
{
    /// <param name="mayBeOut">Whether some node may have the bytes already.</param>
    public async Task<TransactionResult> SubmitAsync(
        SignedTransaction transaction, bool mayBeOut, CancellationToken cancellationToken)
    {
        var patience = options.ToSubmit();
        var refusals = 0;
        while (true)
        {
            var connection = nodes.Current;
            var attempt = await AttemptAsync(connection, transaction, patience, cancellationToken);
            if (attempt.Result is { } result)
                return result;
            mayBeOut |= attempt.MayBeOut;
            var isRefused = attempt.Error.Kind is ErrorKind.Rejected or ErrorKind.Denied;
            refusals += isRefused ? 1 : 0;
            if (isRefused && !mayBeOut)
                return new TransactionResult.Refused(transaction.Id, attempt.Error);

            // Once all nodes have refused what some node may have taken, asking on tells nothing new.
            if (patience.IsOver || refusals >= nodes.Count)
                return Give(transaction.Id, mayBeOut, attempt.Error);
            nodes.MoveOn(connection);
            await patience.PauseAsync(attempt.Error, cancellationToken);
        }
    }

    /// <summary>Waits for what others may have sent; ends at the latest when it can no longer enter the log.</summary>
    public async Task<TransactionResult> WaitAsync(
        TransactionId id, Timestamp validUntil, CancellationToken cancellationToken)
    {
        var patience = options.ToSubmit();
        while (true)
        {
            var connection = nodes.Current;
            var attempt = await WatchAsync(connection, id, validUntil, patience, cancellationToken);
            if (attempt.Result is { } result)
                return result;
            if (patience.IsOver)
                return new TransactionResult.Unknown(id, attempt.Error);
            nodes.MoveOn(connection);
            await patience.PauseAsync(attempt.Error, cancellationToken);
        }
    }

    private static TransactionResult Give(TransactionId id, bool mayBeOut, LedgerError error) => mayBeOut
        ? new TransactionResult.Unknown(id, error)
        : new TransactionResult.Refused(id, error);

    private static async Task<Attempt> AttemptAsync(
        NodeConnection connection,
        SignedTransaction transaction,
        Patience patience,
        CancellationToken cancellationToken)
    {
        try
        {
            var response = await connection.Wallet.SubmitAsync(
                new SubmitRequest { Transaction = ByteString.CopyFrom(transaction.Bytes.Span) },
                deadline: patience.Deadline,
                cancellationToken: cancellationToken);
            if (OutcomeReading.Read(transaction.Id, response.State) is { } result)
                return Attempt.Ended(result);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var error = RpcErrorReader.Read(exception, connection.Address);
            return Attempt.Lost(error, mayBeOut: error is { Kind: ErrorKind.Unreachable, IsUnsent: false });
        }

        return await WatchAsync(connection, transaction.Id, transaction.ValidUntil, patience, cancellationToken);
    }

    private static async Task<Attempt> WatchAsync(
        NodeConnection connection,
        TransactionId id,
        Timestamp validUntil,
        Patience patience,
        CancellationToken cancellationToken)
    {
        var request = new WatchTransactionRequest
        {
            TransactionId = ByteString.CopyFrom(id.Value.ToArray()), ValidUntilMs = validUntil.Milliseconds,
        };
        try
        {
            using var call = connection.Wallet.WatchTransaction(
                request, deadline: patience.Deadline, cancellationToken: cancellationToken);
            await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                if (OutcomeReading.Read(id, response.State) is { } result)
                    return Attempt.Ended(result);
            }

            return Attempt.Lost(
                LedgerError.Unreachable("The node ended its answer without an outcome.", connection.Address),
                mayBeOut: true);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Attempt.Lost(RpcErrorReader.Read(exception, connection.Address), mayBeOut: true);
        }
    }

    /// <summary>What one node said: the end, or an error after which the bytes may be out or not.</summary>
    private readonly record struct Attempt(TransactionResult? Result, LedgerError Error, bool MayBeOut)
    {
        public static Attempt Ended(TransactionResult result) => new(result, null!, true);

        public static Attempt Lost(LedgerError error, bool mayBeOut) => new(null, error, mayBeOut);
    }
}
