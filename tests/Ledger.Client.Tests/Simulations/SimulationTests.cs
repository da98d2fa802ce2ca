using Ledger.Client.Signing;
using Ledger.Client.Submission;
using Ledger.Client.Tests.Networks;
using Ledger.Client.Wallets;
using Ledger.Devnet;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Simulations;

[Collection(NetworkGroup.Name)]
public sealed class SimulationTests : IDisposable
{
    private static readonly Company Airline = Company.All[0];

    private readonly SchnorrKey _ada = SchnorrKey.Create();
    private readonly SchnorrKey _ben = SchnorrKey.Create();
    private readonly Till _till;
    private readonly LedgerClient _client;
    private readonly LedgerWallet _wallet;

    public SimulationTests(RunningNetwork network)
    {
        _till = new(network, Airline);
        _client = new(network.NodeOf(Airline));
        _wallet = _client.OpenWallet(_ada);
    }

    private AccountId Ben => SigningAccount.Of(_ben).Id;

    public void Dispose()
    {
        _client.Dispose();
        _till.Dispose();
        _ada.Dispose();
        _ben.Dispose();
    }

    [Fact]
    public async Task Simulation_OfAPayment_ForetellsItAndLeavesNothingBehind()
    {
        await _till.IssueAsync(_wallet.Id, 50);
        var draft = _wallet.Author().Transfer(_wallet.Id, Ben, Airline.Token, new(20)).Build();

        var foretold = (await _client.SimulateAsync(draft, [_wallet.Account.FirstPolicy!])).Value;
        var untouched = (await _wallet.GetAccountAsync()).Value;
        var real = await _client.SubmitAsync(await draft.SignAsync(_wallet.Account));

        var expected = Assert.IsType<TransactionResult.Succeeded>(foretold.Result);
        var succeeded = Assert.IsType<TransactionResult.Succeeded>(real);
        Assert.Equal(new(50), untouched.SpendableOf(Airline.Token));
        Assert.Equal(MovedBy(expected), MovedBy(succeeded));
        var signer = Assert.Single(foretold.Signers);
        Assert.Equal((_wallet.Id, false, 1), (signer.Account, signer.IsPolicyKnown, signer.SignaturesMin));
        Assert.StartsWith("Send 20 MILES from acc1", Assert.Single(foretold.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulation_OfAnOverdraft_FailsAsTheRealOneWould()
    {
        await _till.IssueAsync(_wallet.Id, 5);
        var draft = _wallet.Author().Transfer(_wallet.Id, Ben, Airline.Token, new(6)).Build();

        var foretold = (await _client.SimulateAsync(draft, [_wallet.Account.FirstPolicy!])).Value;

        Assert.Equal(Reason.BalanceInsufficient, Assert.IsType<TransactionResult.Failed>(foretold.Result).Reason);
        Assert.Empty(foretold.Movements);
    }

    [Fact]
    public async Task Simulation_OfAStrangersPayment_IsRefusedAsSubmittingItWould()
    {
        var draft = _wallet.Author().Transfer(_wallet.Id, Ben, Airline.Token, new(1)).Build();

        var answer = await _client.SimulateAsync(draft, [_wallet.Account.FirstPolicy!]);

        Assert.Equal(Reason.AuthorUnknown, answer.Error?.Reason);
    }

    private static IEnumerable<(AccountId, MovementKind, Lot)> MovedBy(TransactionResult.Succeeded result) =>
        from effect in result.Effects
        from movement in effect.Movements
        from lot in movement.Lots
        select (movement.Account, movement.Kind, lot);
}
