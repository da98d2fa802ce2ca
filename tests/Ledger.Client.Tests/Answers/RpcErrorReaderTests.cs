using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using Ledger.Client.Answers;

namespace Ledger.Client.Tests.Answers;

public sealed class RpcErrorReaderTests
{
    private static readonly Uri Node = new("https://127.0.0.1:7200");

    /// <summary>The channel's own words name neither the node nor what is wrong.</summary>
    [Fact]
    public void Error_OfAConnectionThatIsRefused_NamesNodeAndReasonAndThatNothingWasSent()
    {
        var status = new Status(
            StatusCode.Unavailable, "Error connecting to subchannel.", new SocketException((int)SocketError.ConnectionRefused));

        var error = RpcErrorReader.Read(new RpcException(status), Node);

        Assert.Equal("No connection to 127.0.0.1:7200: Connection refused.", error.ToString());
        Assert.True(error.IsUnsent);
    }

    [Fact]
    public void Error_OfANodeOfAnotherAuthority_SaysThatItIsNoneOfTheNetwork()
    {
        var trouble = new HttpRequestException(
            HttpRequestError.SecureConnectionError, "See inside.", new AuthenticationException("The chain is another one."));

        var error = RpcErrorReader.Read(new RpcException(new Status(StatusCode.Internal, "Error.", trouble)), Node);

        Assert.Equal("127.0.0.1:7200 does not prove to be a node of this network: The chain is another one.", error.ToString());
        Assert.True(error.IsUnsent);
    }

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
