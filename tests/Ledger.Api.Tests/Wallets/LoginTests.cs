using Grpc.Core;
using Ledger.Api.Tests.Networks;
using Ledger.Model.Values;
using WalletClient = Ledger.Contracts.V1.Wallet.WalletClient;

namespace Ledger.Api.Tests.Wallets;

[Collection(NetworkGroup.Name)]
public sealed class LoginTests(TestNetwork network)
{
    private readonly WalletClient _wallet = new(network.AirlineNode.Connect());

    [Fact]
    public async Task Login_WithTheAccountsKey_ReadsOnesOwnAccountAndNoOther()
    {
        var (alice, bob) = (await network.CustomerWithAsync(500), await network.CustomerWithAsync(100));

        var pass = await alice.LoginAsync(_wallet);

        var account = (await _wallet.GetAccountAsync(new() { Account = alice.AccountBytes }, pass)).Account;
        var balance = Assert.Single(account.Balances);
        Assert.Equal(("MILES", 500UL, 2u), (balance.Token, balance.Spendable, balance.Scale));
        await Refusal.AssertAsync("AUTH_DENIED", StatusCode.PermissionDenied, async () =>
            await _wallet.GetAccountAsync(new() { Account = bob.AccountBytes }, pass));
    }

    [Fact]
    public async Task GetAccount_WithoutLogin_IsRefused()
    {
        var alice = await network.CustomerWithAsync(1);

        await Refusal.AssertAsync("AUTH_IDENTITY_MISSING", StatusCode.Unauthenticated, async () =>
            await _wallet.GetAccountAsync(new() { Account = alice.AccountBytes }));
    }

    [Fact]
    public async Task Login_WithAnotherKey_IsRefused()
    {
        var (alice, mallory) = (await network.CustomerWithAsync(1), new Customer(network.Genesis));
        var challenge = await _wallet.GetLoginChallengeAsync(new() { Account = alice.AccountBytes });
        var forged = mallory.Answer(challenge);
        forged.Account = alice.AccountBytes;

        await Refusal.AssertAsync("AUTH_SIGNATURE_SUPERFLUOUS", async () => await _wallet.LoginAsync(forged));
    }

    [Theory]
    [InlineData("network")]
    [InlineData("node")]
    [InlineData("expiry")]
    public async Task Login_SignedForSomethingElse_IsRefused(string what)
    {
        var alice = new Customer(network.Genesis);
        var challenge = await _wallet.GetLoginChallengeAsync(new() { Account = alice.AccountBytes });
        var answer = what switch
        {
            "node" => alice.Answer(challenge, signed => signed with { Node = network.Cafe.ValidatorKey }),
            "expiry" => alice.Answer(challenge, signed => signed with { ExpiresAt = new(signed.ExpiresAt.Milliseconds + 1) }),
            _ => alice.Answer(challenge, network: default(NetworkId)),
        };

        await Refusal.AssertAsync("AUTH_SIGNATURE_INVALID", async () => await _wallet.LoginAsync(answer));
    }

    [Fact]
    public async Task Login_AtAnotherNodeThanTheChallenges_IsRefused()
    {
        var alice = new Customer(network.Genesis);
        var challenge = await _wallet.GetLoginChallengeAsync(new() { Account = alice.AccountBytes });
        var other = new WalletClient(network.CafeNode.Connect());

        await Refusal.AssertAsync("AUTH_LOGIN_INVALID", StatusCode.Unauthenticated, async () =>
            await other.LoginAsync(alice.Answer(challenge)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a pass")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Call_WithAPassThatIsNone_IsRefused(string pass) =>
        await Refusal.AssertAsync("AUTH_LOGIN_INVALID", StatusCode.Unauthenticated, async () =>
            await _wallet.GetAccountAsync(
                new() { Account = new Customer(network.Genesis).AccountBytes },
                new Metadata { { "authorization", $"Bearer {pass}" } }));

    [Fact]
    public async Task Login_OfAnAccountThatNobodyPaid_SaysThatItDoesNotExist()
    {
        var nobody = new Customer(network.Genesis);

        var pass = await nobody.LoginAsync(_wallet);

        Assert.False((await _wallet.GetAccountAsync(new() { Account = nobody.AccountBytes }, pass)).Account.Exists);
    }
}
