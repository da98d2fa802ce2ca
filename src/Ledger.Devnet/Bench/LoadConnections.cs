using Google.Protobuf;
using Grpc.Core;
using Ledger.Contracts.V1;

namespace Ledger.Devnet.Bench;

/// <summary>Connections to the nodes in turn, each with a TLS session of its own.</summary>
internal sealed class LoadConnections : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly NodeClient[] _clients;

    public LoadConnections(NetworkFolder network, int count) => _clients =
        [
            .. Enumerable.Range(0, count)
                .Select(number => new NodeClient(network, Company.All[number % Company.All.Count])),
        ];

    /// <summary>Sends a transaction and waits for its end. Nothing that a node may answer throws.</summary>
    public async Task<LoadEnd> SendAsync(
        int connection, ReadOnlyMemory<byte> transaction, CancellationToken cancellationToken)
    {
        try
        {
            var request = new SubmitAndWaitRequest { Transaction = UnsafeByteOperations.UnsafeWrap(transaction) };
            var deadline = DateTime.UtcNow + AnswerTimeout;
            using var call = _clients[connection].Wallet.SubmitAndWaitAsync(
                request, deadline: deadline, cancellationToken: cancellationToken);
            var response = await call.ResponseAsync;
            return response.State.Outcome is not { } outcome ? new(false, "expired")
                : outcome.Succeeded ? LoadEnd.Succeeded
                : new(true, outcome.Reason);
        }
        catch (RpcException refusal)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(false, $"{refusal.StatusCode}: {refusal.Status.Detail}");
        }
    }

    public void Dispose() => Array.ForEach(_clients, client => client.Dispose());
}
