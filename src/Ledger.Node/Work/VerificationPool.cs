using System.Threading.Channels;
using Ledger.Api.Ports;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;

namespace Ledger.Node.Work;

/// <summary>
/// Decodes and verifies what wallets send, on as many threads as the machine has cores: no more work is begun than the
/// machine can do, and the loop never waits for a signature.
/// </summary>
internal sealed class VerificationPool(TransactionCodec codec) : ITransactionVerifier
{
    /// <summary>Transactions that wait to be verified at once; then callers wait.</summary>
    private const int WaitingMax = 8_192;

    private readonly Channel<Order> _orders = Channel.CreateBounded<Order>(
        new BoundedChannelOptions(WaitingMax) { AllowSynchronousContinuations = true });

    public async ValueTask<TransactionVerdict> VerifyAsync(
        ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var verdict = new TaskCompletionSource<TransactionVerdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _orders.Writer.WriteAsync(new(bytes, verdict), cancellationToken);
        return await verdict.Task.WaitAsync(cancellationToken);
    }

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, Environment.ProcessorCount).Select(worker =>
            OwnThread.RunAsync($"verification {worker}", () => Work(cancellationToken), cancellationToken)));

    private void Work(CancellationToken cancellationToken)
    {
        while (_orders.Reader.WaitToRead(cancellationToken))
        {
            while (_orders.Reader.TryRead(out var order))
                order.Verdict.SetResult(Verify(order.Bytes));
        }
    }

    private TransactionVerdict Verify(ReadOnlyMemory<byte> bytes)
    {
        if (!codec.TryDecode(bytes, out var transaction, out var reason))
            return new(default, reason);
        return SignatureVerification.TryVerify(transaction, out var verified, out reason)
            ? new(verified, Reason.None)
            : new(default, reason);
    }

    private readonly record struct Order(ReadOnlyMemory<byte> Bytes, TaskCompletionSource<TransactionVerdict> Verdict);
}
