using Grpc.Core;
using Ledger.Contracts.V1;
using Ledger.Replication.Membership;

namespace Ledger.Replication.Sessions;

/// <summary>
/// The listening side: knows the peer by the key of its connection and hands its streams to the session.
/// </summary>
internal sealed class PeerService(PeerNetwork network) : Peer.PeerBase
{
    public override Task Consensus(
        IAsyncStreamReader<ConsensusEnvelope> requestStream,
        IServerStreamWriter<ConsensusEnvelope> responseStream,
        ServerCallContext context) => AnswerAsync(
            context,
            peer => network.AnswerAsync(
                peer, new Duplex<ConsensusEnvelope>(requestStream, responseStream), context.CancellationToken));

    public override Task Bulk(
        IAsyncStreamReader<BulkEnvelope> requestStream,
        IServerStreamWriter<BulkEnvelope> responseStream,
        ServerCallContext context) => AnswerAsync(
            context,
            peer => network.AnswerAsync(
                peer, new Duplex<BulkEnvelope>(requestStream, responseStream), context.CancellationToken));

    private async Task AnswerAsync(ServerCallContext context, Func<PeerMember, Task> answer)
    {
        var certificate = context.GetHttpContext().Connection.ClientCertificate;
        if (certificate is null || network.Directory.FindByKey(KeyPin.Of(certificate)) is not { } peer)
            throw new RpcException(new(StatusCode.Unauthenticated, "This key is not a validator's."));
        var fault = await Attempt.CatchAsync(() => answer(peer));
        if (fault is PeerFaultException)
            throw new RpcException(new(StatusCode.FailedPrecondition, fault.Message));
        if (fault is not null)
            throw new RpcException(new(StatusCode.Unavailable, "The session ended."));
    }
}
