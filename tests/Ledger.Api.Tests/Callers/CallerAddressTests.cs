using System.Net;
using Ledger.Api.Callers;

namespace Ledger.Api.Tests.Callers;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    public void NameOf_AnAddress_IsWhoeverHasItsNeighboursToo(string address, string name)
    {
        Assert.Equal(name, CallerAddress.NameOf(IPAddress.Parse(address)));
    }

    [Fact]
    public void NameOf_ACallerOnThisMachinesSocket_IsLocal()
    {
        Assert.Equal("local", CallerAddress.NameOf(null));
    }
}
