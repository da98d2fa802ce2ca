using Google.Rpc;
using Grpc.Core;

namespace Ledger.Api.Tests.Networks;

/// <summary>Reads what a call ended with, as a client would.</summary>
internal static class Refusal
{
    public static async Task AssertAsync(string reason, StatusCode status, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal((reason, status), (ReasonOf(error), error.StatusCode));
    }

    public static async Task AssertAsync(string reason, Func<Task> call) =>
        Assert.Equal(reason, ReasonOf(await Assert.ThrowsAsync<RpcException>(call)));

    /// <summary>The reason in the error's details; its status if it has none.</summary>
    public static string ReasonOf(RpcException error)
    {
        if (error.Trailers.GetValueBytes("grpc-status-details-bin") is not { } details)
            return error.StatusCode.ToString();
        var status = Google.Rpc.Status.Parser.ParseFrom(details);
        Assert.Equal((int)error.StatusCode, status.Code);
        return ReasonOf(status);
    }

    public static string ReasonOf(Google.Rpc.Status status)
    {
        var info = status.Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>();
        Assert.Equal("ledger.v1", info.Domain);
        return info.Reason;
    }
}
