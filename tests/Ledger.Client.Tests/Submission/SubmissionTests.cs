using System.Security.Cryptography.X509Certificates;
using Ledger.Client.Answers;
using Ledger.Client.Signing;
using Ledger.Client.Submission;
using Ledger.Client.Tests.Networks;
using Ledger.Devnet;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Submission;

/// <summary>Results against real nodes: each is final, or says that it is not.</summary>
[Collection(NetworkGroup.Name)]
public sealed class SubmissionTests(RunningNetwork network) : IDisposable
{
    private static readonly Ticker Miles = Company.All[0].Token;

    private readonly LedgerClient _client = new(network.Network);
    private readonly SchnorrKey _ada = SchnorrKey.Create();
    private readonly SchnorrKey _ben = SchnorrKey.Create();

    private SigningAccount Ada => SigningAccount.Of(_ada);

    private AccountId Ben => SigningAccount.Of(_ben).Id;

    public void Dispose()
    {
        _client.Dispose();
        _ada.Dispose();
        _ben.Dispose();
    }

    [Fact]
    public async Task Gift_OfEarnedPoints_SucceedsAndIsReadBack()
    {
        await EarnAsync(500);

        var result = await _client.OpenWallet(Ada).PayAsync(Ben, Miles, new(120));

        var succeeded = Assert.IsType<TransactionResult.Succeeded>(result);
        Assert.Equal(2, Assert.Single(succeeded.Effects).Movements.Length);
        using var auditor = Auditor();
        using var reader = new LedgerClient(network.Network, new() { Identity = auditor });
        Assert.Equal(new(120), (await ReadAtAsync(reader, Ben, succeeded.Place.Height)).SpendableOf(Miles));
        Assert.Equal(new(380), (await ReadAtAsync(reader, Ada.Id, succeeded.Place.Height)).SpendableOf(Miles));
    }

    [Fact]
    public async Task Bytes_SentTwiceAndResumed_GiveTheSameOutcome()
    {
        await EarnAsync(10);
        var signed = await _client.Author(Ada.Id).Transfer(Ada.Id, Ben, Miles, new(10)).Build().SignAsync(Ada);

        var first = Assert.IsType<TransactionResult.Succeeded>(await _client.SubmitAsync(signed));
        var second = Assert.IsType<TransactionResult.Succeeded>(await _client.SubmitAsync(signed));
        var third = Assert.IsType<TransactionResult.Succeeded>(await _client.ResumeAsync(signed));
        var fourth = Assert.IsType<TransactionResult.Succeeded>((await _client.GetTransactionAsync(signed.Id)).Value);

        Assert.Equal([first.Place, first.Place, first.Place], [second.Place, third.Place, fourth.Place]);
    }

    [Fact]
    public async Task Overdraft_Always_FailsForGoodWithItsReason()
    {
        await EarnAsync(10);

        var result = await _client.OpenWallet(Ada).PayAsync(Ben, Miles, new(11));

        var failed = Assert.IsType<TransactionResult.Failed>(result);
        Assert.Equal((Reason.BalanceInsufficient, "BALANCE_INSUFFICIENT"), (failed.Reason, failed.Word));
    }

    [Fact]
    public async Task Stranger_WhoOwnsNothing_IsRefusedAndNothingHappens()
    {
        var result = await _client.OpenWallet(Ada).PayAsync(Ben, Miles, new(1));

        var refused = Assert.IsType<TransactionResult.Refused>(result);
        Assert.Equal((ErrorKind.Rejected, Reason.AuthorUnknown), (refused.Error.Kind, refused.Error.Reason));
        var unseen = await _client.GetTransactionAsync(result.Id);
        Assert.Equal(Reason.TransactionNotFound, unseen.Error?.Reason);
    }

    [Fact]
    public async Task Refusal_OfBytesThatMayBeOut_IsNoResult()
    {
        var signed = await _client.Author(Ada.Id).Transfer(Ada.Id, Ben, Miles, new(1)).Build().SignAsync(Ada);

        var result = await _client.ResumeAsync(signed);

        var unknown = Assert.IsType<TransactionResult.Unknown>(result);
        Assert.Equal(Reason.AuthorUnknown, unknown.LastError.Reason);
    }

    [Fact]
    public async Task Transaction_ThatIsTooOld_IsKnownToHaveExpired()
    {
        await EarnAsync(1);
        var signed = await _client.Author(Ada.Id)
            .Transfer(Ada.Id, Ben, Miles, new(1))
            .Build(DateTimeOffset.UtcNow.AddHours(-1))
            .SignAsync(Ada);

        Assert.IsType<TransactionResult.Expired>(await _client.SubmitAsync(signed));
    }

    [Fact]
    public async Task Nodes_OfWhichMostAreDown_DoNotHinderAPayment()
    {
        var nowhere = new Uri($"https://127.0.0.1:{FreePorts.FindOffset()}");
        var patchy = network.Network with { Nodes = [nowhere, network.Network.Nodes[2], nowhere] };
        await EarnAsync(5);
        for (var i = 0; i < 5; i++)
        {
            using var client = new LedgerClient(patchy);
            Assert.IsType<TransactionResult.Succeeded>(await client.OpenWallet(Ada).PayAsync(Ben, Miles, new(1)));
        }
    }

    [Fact]
    public async Task Nodes_ThatAreAllDown_HaveTakenNothing()
    {
        var nowhere = network.Network with { Nodes = [new($"https://127.0.0.1:{FreePorts.FindOffset()}")] };
        using var client = new LedgerClient(nowhere, new() { SubmitTimeout = TimeSpan.FromSeconds(2) });

        var result = await client.OpenWallet(Ada).PayAsync(Ben, Miles, new(1));

        Assert.Equal(ErrorKind.Unreachable, Assert.IsType<TransactionResult.Refused>(result).Error.Kind);
    }

    [Fact]
    public async Task Node_UnderAnotherAuthority_IsNotSpokenTo()
    {
        using var stranger = Auditor();
        var wrong = network.Network with { Authorities = [stranger] };
        using var client = new LedgerClient(wrong, new() { ReadTimeout = TimeSpan.FromSeconds(2) });

        var answer = await client.GetStatusAsync();

        Assert.Equal(ErrorKind.Unreachable, answer.Error?.Kind);
    }

    [Fact]
    public async Task Account_OfSomebodyElse_IsDeniedWithAWord()
    {
        var answer = await _client.GetAccountAsync(Ben);

        Assert.Equal((ErrorKind.Denied, "AUTH_IDENTITY_MISSING"), (answer.Error!.Kind, answer.Error.Word));
    }

    private X509Certificate2 Auditor() => X509Certificate2.CreateFromPemFile(network.Folder.AuditorCertificate);

    private async Task EarnAsync(ulong amount)
    {
        using var airline = new CompanyDesk(network.Folder, Company.All[0]);
        Assert.IsType<TransactionResult.Succeeded>(await _client.SubmitAsync(await airline.MintAsync(Ada.Id, amount)));
    }

    private static async Task<Accounts.AccountState> ReadAtAsync(LedgerClient reader, AccountId account, Height height)
    {
        // Another client than the one that paid: it waits for the height by asking until a node has it.
        var answer = await reader.GetAccountAsync(account);
        while (answer.Value.Height < height)
            answer = await reader.GetAccountAsync(account);
        return answer.Value;
    }
}
