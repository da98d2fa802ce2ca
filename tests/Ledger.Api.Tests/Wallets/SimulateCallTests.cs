using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Operations;
using Ledger.Api.Tests.Networks;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using WalletClient = Ledger.Contracts.V1.Wallet.WalletClient;

namespace Ledger.Api.Tests.Wallets;

[Collection(NetworkGroup.Name)]
public sealed class SimulateCallTests(TestNetwork network)
{
    private readonly WalletClient _wallet = new(network.AirlineNode.Connect());

    [Fact]
    public async Task Simulate_ThenSignWhatItGave_HasTheEffectThatItSaid()
    {
        var (alice, bob) = (await network.CustomerWithAsync(500), new Customer(network.Genesis));
        var policy = ByteString.CopyFrom(PolicyCodec.Encode(alice.Policy));
        var draft = new Contracts.V1.TransactionBody
        {
            Author = alice.AccountBytes,
            Operations =
            {
                new Contracts.V1.Operation
                {
                    Transfer = new() { From = alice.AccountBytes, To = bob.AccountBytes, Token = "MILES", Amount = 120 },
                },
            },
        };

        var simulated = await _wallet.SimulateAsync(new() { Draft = draft, Policies = { policy } });
        var id = new Cryptography.Digest(simulated.TransactionId.Span);
        var signed = TransactionCodec.Encode(simulated.Body.Span, [alice.Sign(id)]);
        var real = (await _wallet.SubmitAndWaitAsync(new() { Transaction = ByteString.CopyFrom(signed) })).State.Outcome;

        Assert.Equal(simulated.Outcome.Canonical, real.Canonical);
        Assert.Equal(real.TransactionId, simulated.TransactionId);
        Assert.Equal((uint)signed.Length, simulated.Limits.Bytes);
        Assert.False(Assert.Single(simulated.Signers).PolicyKnown);
        Assert.StartsWith("Send 1.20 MILES from acc1", Assert.Single(simulated.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_OfAnOverdraft_SaysThatItWouldFailAndRecordsNothing()
    {
        var (alice, bob) = (await network.CustomerWithAsync(5), new Customer(network.Genesis));
        var body = TransactionBodyEncoder.Encode(alice.Body(alice.Send(bob.Account, 6)));

        var simulated = await _wallet.SimulateAsync(new()
        {
            Body = ByteString.CopyFrom(body), Policies = { ByteString.CopyFrom(PolicyCodec.Encode(alice.Policy)) },
        });

        Assert.Equal((false, "BALANCE_INSUFFICIENT"), (simulated.Outcome.Succeeded, simulated.Outcome.Reason));
        await Refusal.AssertAsync("TX_NOT_FOUND", async () =>
            await _wallet.GetTransactionAsync(new() { TransactionId = simulated.TransactionId }));
    }

    [Fact]
    public async Task WatchAccount_AfterEachBlockThatTouchesIt_TellsItAnew()
    {
        var alice = await network.CustomerWithAsync(5);
        using var call = _wallet.WatchAccount(
            new() { Account = alice.AccountBytes }, await alice.LoginAsync(_wallet), DateTime.UtcNow.AddSeconds(30));
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var before = call.ResponseStream.Current.Account;

        await network.CustomerWithAsync(1);
        await network.GiveAsync(alice, 7);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(5UL, Assert.Single(before.Balances).Spendable);
        Assert.Equal(12UL, Assert.Single(call.ResponseStream.Current.Account.Balances).Spendable);
    }

    [Fact]
    public async Task GetAccount_ForAHeightThatNobodyHas_SaysSo()
    {
        var wallet = new WalletClient(network.AirlineNode.Connect(network.Auditor));
        var account = new Customer(network.Genesis).AccountBytes;

        await Refusal.AssertAsync("NODE_HEIGHT_NOT_REACHED", StatusCode.Unavailable, async () =>
            await wallet.GetAccountAsync(new() { Account = account, AtHeight = ulong.MaxValue }));
        var waited = await Assert.ThrowsAsync<RpcException>(async () => await wallet.GetAccountAsync(
            new() { Account = account, MinHeight = ulong.MaxValue }, deadline: DateTime.UtcNow.AddSeconds(1)));

        Assert.Equal(StatusCode.DeadlineExceeded, waited.StatusCode);
    }

    [Fact]
    public void EveryOperation_OfTheProto_IsSaidInWords() => Assert.All(
        Enum.GetValues<Contracts.V1.Operation.KindOneofCase>().Where(kind => kind != Contracts.V1.Operation.KindOneofCase.None),
        kind => Assert.True(OperationCatalogue.HasText(kind), $"{kind} has no text."));
}
