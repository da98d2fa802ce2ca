using Google.Protobuf;
using Grpc.Core;
using Ledger.Contracts.V1;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Networks;

namespace Ledger.EndToEnd.Tests.Loads;

/// <summary>
/// Sends as a careful client does: the same bytes again, to another node, until there is a final answer.
/// </summary>
internal sealed class Sender(TestNetwork network)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>The final state, from the first node that has one. A refusal is thrown.</summary>
    /// <param name="first">The node that is asked first, by its registry index.</param>
    public async Task<TransactionState> SendAsync(byte[] transaction, int first, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var company = TestNetwork.All[(first + attempt) % TestNetwork.All.Count];
            if (await TrySendAsync(transaction, company, cancellationToken) is { } state)
                return state;
            await Task.Delay(RetryDelay, cancellationToken);
        }
    }

    /// <summary>Null if this node gave no final answer.</summary>
    public async Task<TransactionState?> TrySendAsync(
        byte[] transaction, Company company, CancellationToken cancellationToken)
    {
        try
        {
            var response = await network.Nodes.ClientOf(company).Wallet.SubmitAndWaitAsync(
                new() { Transaction = ByteString.CopyFrom(transaction) },
                deadline: DateTime.UtcNow + AnswerTimeout,
                cancellationToken: cancellationToken);
            return response.State;
        }
        catch (RpcException fault) when (IsWorthRepeating(fault.StatusCode))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static bool IsWorthRepeating(StatusCode code) => code is StatusCode.Unavailable
        or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Cancelled;
}
