using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;
using Operation = Ledger.Model.Transactions.Operation;
using SwapLeg = Ledger.Model.Transactions.SwapLeg;

namespace Ledger.Api.Tests.Issuing;

/// <summary>A customer gives points of the café for miles out of the airline's treasury.</summary>
[Collection(NetworkGroup.Name)]
public sealed class CountersignSwapTests(TestNetwork network)
{
    private Issuer.IssuerClient Issuer => new(network.AirlineNode.Connect(network.Shop));

    private Ledger.Model.Values.AccountId Treasury => network.Airline.Account.Id;

    [Fact]
    public async Task Swap_ThatDebitsExactlyAsExpected_IsSignedAndBothLegsMove()
    {
        var alice = await SetUpAsync();
        var request = RequestOf(alice.Sign(SwapOf(alice)));

        var response = await Issuer.CountersignSwapAsync(request);
        var again = await Issuer.CountersignSwapAsync(request);

        Assert.True(response.Result.Outcome.Succeeded, response.Result.Outcome.Reason);
        Assert.Equal(response.Result.Outcome, again.Result.Outcome);
        Assert.Equal(4, Assert.Single(response.Result.Outcome.Effects).Movements.Count);
    }

    [Fact]
    public async Task Swap_ThatIsOnlyToBeSigned_IsReturnedForOthersToSubmit()
    {
        var alice = await SetUpAsync();
        var request = RequestOf(alice.Sign(SwapOf(alice)));
        request.SignOnly = true;

        var signed = await Issuer.CountersignSwapAsync(request);
        var wallet = new Contracts.V1.Wallet.WalletClient(network.CafeNode.Connect());
        var ended = await wallet.SubmitAndWaitAsync(new() { Transaction = signed.Transaction });

        Assert.Null(signed.Result);
        Assert.True(ended.State.Outcome.Succeeded, ended.State.Outcome.Reason);
    }

    [Theory]
    [InlineData("takes more than expected")]
    [InlineData("takes less than expected")]
    [InlineData("nothing was expected")]
    [InlineData("another token was expected")]
    [InlineData("a second swap hides a debit")]
    [InlineData("a transfer out of the treasury rides along")]
    [InlineData("the treasury's keys are replaced")]
    [InlineData("the member is made the author")]
    public async Task Swap_ThatTakesOtherThanExpected_IsRefusedAndNotSigned(string attempt)
    {
        var alice = await SetUpAsync();
        var request = RequestOf(alice.Sign(SwapOf(alice)));
        switch (attempt)
        {
            case "takes more than expected":
                request.ExpectedDebits[0].Amount--;
                break;
            case "takes less than expected":
                request.ExpectedDebits[0].Amount++;
                break;
            case "nothing was expected":
                request.ExpectedDebits.Clear();
                break;
            case "another token was expected":
                request.ExpectedDebits[0].Token = "GATE";
                break;
            case "the member is made the author":
                request = RequestOf(alice.Sign(alice.Body(SwapOf(alice)) with { Author = Treasury }));
                break;
            default:
                request = RequestOf(alice.Sign(SwapOf(alice), Stowaway(attempt, alice)));
                break;
        }

        await Refusal.AssertAsync("AUTH_COUNTERSIGN_UNEXPECTED", StatusCode.PermissionDenied, async () =>
            await Issuer.CountersignSwapAsync(request));
    }

    private Operation Stowaway(string attempt, Customer alice) => attempt switch
    {
        "a second swap hides a debit" => SwapOf(alice),
        "the treasury's keys are replaced" => new Operation.ReplacePolicy(Treasury, Model.Policies.Policy.OfOne(alice.Key)),
        _ => new Operation.Transfer(Treasury, alice.Account, TestNetwork.Miles, new(1), default(Cryptography.Digest)),
    };

    private async Task<Customer> SetUpAsync()
    {
        await Issuer.MintAsync(new()
        {
            Token = "MILES",
            To = ByteString.CopyFrom(Treasury.Value.ToArray()),
            Amount = 1_000,
            Reason = MintReason.OpeningBalance,
            OrderReference = network.NewReference(),
        });
        return await network.CustomerWithAsync(50, TestNetwork.Beans);
    }

    private Operation.Swap SwapOf(Customer alice) => new(ImmutableArray.Create(
        new SwapLeg(alice.Account, Treasury, TestNetwork.Beans, new(20)),
        new SwapLeg(Treasury, alice.Account, TestNetwork.Miles, new(100))));

    private CountersignSwapRequest RequestOf(byte[] transaction) => new()
    {
        Transaction = ByteString.CopyFrom(transaction),
        ExpectedDebits =
        {
            new ExpectedDebit { Account = ByteString.CopyFrom(Treasury.Value.ToArray()), Token = "MILES", Amount = 100 },
        },
    };
}
