using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Api.Rates;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Api.Chain;

/// <summary>The chain as it stands on this node's disk, in canonical bytes: nothing here has to be believed.</summary>
internal sealed class ChainService(
    ChainReader chain, TokenReading tokens, PositionReport positions, CorridorReport corridors, INodeStatus node)
    : Contracts.V1.Chain.ChainBase
{
    public override Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
    {
        var tip = chain.Store.Tip;
        var response = new GetStatusResponse
        {
            Network = node.Genesis.Network,
            NetworkId = Bytes(node.Genesis.Id.Value),
            Height = tip.Height.Value,
            BlockHash = Bytes(tip.Hash.Value),
            StateRoot = Bytes(tip.Header.StateRoot),
            TimeMs = tip.Header.Time.Milliseconds,
            View = node.View.Value,
            Member = node.Self.Index,
            MemberName = node.Self.Name,
            QuorumReachable = 1 + node.Peers.Count(peer => peer.IsConnected) >= tip.Validators.Quorum,
            PooledTransactions = (uint)node.PooledTransactions,
            Version = node.Version,
        };
        foreach (var peer in node.Peers)
        {
            response.Peers.Add(new PeerState
            {
                Member = peer.Member.Index, Name = peer.Member.Name, Connected = peer.IsConnected,
            });
        }

        return Task.FromResult(response);
    }

    public override async Task<GetBlockResponse> GetBlock(GetBlockRequest request, ServerCallContext context)
    {
        await chain.ReachAsync(request.MinHeight, context.CancellationToken);
        return new() { Block = Read(new(request.Height)) };
    }

    public override async Task<GetHeaderResponse> GetHeader(GetHeaderRequest request, ServerCallContext context)
    {
        await chain.ReachAsync(request.MinHeight, context.CancellationToken);
        var height = new Height(request.Height);
        var header = chain.Store.FindHeader(height) ?? throw RpcErrors.Of(Reason.BlockNotFound);
        return new()
        {
            Height = height.Value,
            Hash = Bytes(header.Hash().Value),
            Header = ByteString.CopyFrom(header.ToBytes()),
            Certificate = ByteString.CopyFrom(chain.Store.FindCertificate(height)?.ToBytes() ?? []),
        };
    }

    public override async Task<ListTokensResponse> ListTokens(ListTokensRequest request, ServerCallContext context)
    {
        await chain.ReachAsync(request.MinHeight, context.CancellationToken);
        return tokens.Read(request);
    }

    public override async Task ReportPositions(
        ReportPositionsRequest request, IServerStreamWriter<Position> responseStream, ServerCallContext context)
    {
        await chain.ReachAsync(request.Height, context.CancellationToken);
        var height = request.Height == 0 ? chain.Tip : new Height(request.Height);
        foreach (var position in positions.Read(height))
            await responseStream.WriteAsync(position, context.CancellationToken);
    }

    public override async Task ReportCorridors(
        ReportCorridorsRequest request, IServerStreamWriter<Corridor> responseStream, ServerCallContext context)
    {
        await chain.ReachAsync(request.Height, context.CancellationToken);
        foreach (var corridor in corridors.Read(request.Height == 0 ? null : new Height(request.Height)))
            await responseStream.WriteAsync(corridor, context.CancellationToken);
    }

    public override Task<GetValidatorsResponse> GetValidators(GetValidatorsRequest request, ServerCallContext context)
    {
        if (new Height(request.Height) > chain.Tip.Next)
            throw RpcErrors.Of(Reason.BlockNotFound);

        // Genesis fixes the set for every height.
        var validators = chain.Store.Tip.Validators;
        var names = node.Genesis.Members.ToDictionary(member => member.Index, member => member.Name);
        var response = new GetValidatorsResponse { Height = request.Height, Quorum = (uint)validators.Quorum };
        foreach (var validator in validators.Validators)
        {
            response.Validators.Add(new ValidatorEntry
            {
                Index = validator.Index, Name = names[validator.Index], Key = Bytes(validator.Key),
            });
        }

        return Task.FromResult(response);
    }

    public override async Task StreamBlocks(
        StreamBlocksRequest request, IServerStreamWriter<StreamBlocksResponse> responseStream, ServerCallContext context)
    {
        for (var height = new Height(request.FromHeight); ; height = height.Next)
        {
            await chain.WaitForAsync(height, context.CancellationToken);
            await responseStream.WriteAsync(new() { Block = Read(height) }, context.CancellationToken);
        }
    }

    private Block Read(Height height) =>
        BlockMessages.Find(chain, height) ?? throw RpcErrors.Of(Reason.BlockNotFound);

    private static ByteString Bytes(Cryptography.Digest digest) => ByteString.CopyFrom(digest.ToArray());
}
