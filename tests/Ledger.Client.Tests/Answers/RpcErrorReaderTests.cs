using Grpc.Core;
using Ledger.Client.Answers;

namespace Ledger.Client.Tests.Answers;

public sealed class RpcErrorReaderTests
{
    private static readonly Uri Node = new("https://127.0.0.1:7200");

    [Theory]
    [InlineData(StatusCode.DeadlineExceeded, "", "The node gave no answer in time.")]
    [InlineData(StatusCode.Cancelled, "", "The node gave no answer but Cancelled.")]
    [InlineData(StatusCode.Unavailable, "connection refused", "connection refused")]
    public void Error_WithoutAWord_StillSaysSomethingToPeople(StatusCode code, string detail, string expected)
    {
        var error = RpcErrorReader.Read(new RpcException(new(code, detail)), Node);

        Assert.Equal((ErrorKind.Unreachable, expected), (error.Kind, error.ToString()));
    }
}
