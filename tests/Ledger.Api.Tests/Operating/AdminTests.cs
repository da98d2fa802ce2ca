using Grpc.Core;
using Grpc.Health.V1;
using Ledger.Api.Operating;
using Ledger.Api.Ports;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Api.Tests.Operating;

[Collection(NetworkGroup.Name)]
public sealed class AdminTests(TestNetwork network)
{
    [Fact]
    public async Task WhyStalled_OverTheSocket_NamesEveryValidatorWithVersionAndClock()
    {
        await network.CustomerWithAsync(1);
        var admin = new Admin.AdminClient(network.AirlineNode.ConnectToSocket());

        var status = await admin.GetNodeStatusAsync(new());
        var report = await admin.WhyStalledAsync(new());

        Assert.Equal(("Airline", true, false), (status.MemberName, status.CanIssue, status.Draining));
        Assert.False(report.Stalled, report.Verdict);
        Assert.Equal("Airline, Cafe", string.Join(", ", report.Validators.Select(validator => validator.Name)));
        var cafe = report.Validators[1];
        Assert.True(cafe.Connected);
        Assert.Equal(status.Version, cafe.Version);
        Assert.InRange(cafe.ClockOffsetMs, -5_000, 5_000);
    }

    [Fact]
    public async Task Drain_UntilItIsUndone_TakesNoTransactionsAndSendsHealthWatchersAway()
    {
        var alice = await network.CustomerWithAsync(10);
        var admin = new Admin.AdminClient(network.CafeNode.Connect(network.Operator));
        var health = new Grpc.Health.V1.Health.HealthClient(network.CafeNode.Connect());
        var wallet = new Contracts.V1.Wallet.WalletClient(network.CafeNode.Connect());
        var request = new SubmitAndWaitRequest
        {
            Transaction = Google.Protobuf.ByteString.CopyFrom(
                alice.Sign(alice.Send(new Customer(network.Genesis).Account, 1))),
        };

        await admin.DrainAsync(new() { Drain = true });
        var drained = await health.CheckAsync(new());
        await Refusal.AssertAsync("NODE_DRAINING", StatusCode.Unavailable, async () => await wallet.SubmitAndWaitAsync(request));
        await admin.DrainAsync(new() { Drain = false });

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, drained.Status);
        Assert.True((await wallet.SubmitAndWaitAsync(request)).State.Outcome.Succeeded);
    }

    [Fact]
    public void Verdict_OfAHeightThatWaits_NamesWhoIsMissingAndHow()
    {
        var report = ReportOf(workSince: new(1_000), Voted("A"), Silent("B", isConnected: true), Silent("C", isConnected: false));

        var verdict = StallVerdict.Of(report, "", new(13_000));

        Assert.True(verdict.IsStalled);
        Assert.Equal(
            "Height 8 has waited for 12 s, now in view 3: 1 of 3 votes needed are here; "
            + "missing: B (connected, silent), C (not connected).",
            verdict.Sentence);
    }

    [Theory]
    [InlineData(null, 1_000_000)]
    [InlineData(1_000UL, 10_999)]
    public void Verdict_OfAnIdleOrABusyNetwork_SaysThatAllIsWell(ulong? workSince, ulong now)
    {
        var report = ReportOf(workSince is { } since ? new(since) : null, Voted("A"));

        Assert.False(StallVerdict.Of(report, "", new(now)).IsStalled);
    }

    [Fact]
    public async Task ListEvidence_OfAnHonestNetwork_IsEmpty()
    {
        var admin = new Admin.AdminClient(network.AirlineNode.ConnectToSocket());

        Assert.Empty((await admin.ListEvidenceAsync(new())).Evidence);
    }

    [Fact]
    public void Evidence_OfTwoVotesInOneView_NamesWhoSignedThemAndWhat()
    {
        SignedVote Notarized(byte block) => new(
            new Notarize(new(7), View.First, View.None, new(Sha256.Hash([block]))), 1, new(Digest.Zero, Digest.Zero));
        Assert.True(Evidence.TryFind(Notarized(1), Notarized(2), out var evidence));

        var report = Assert.Single(EvidenceReports.Of([evidence!], network.Genesis.Members).Evidence);

        Assert.Equal((1U, "Cafe", 7UL, 2U), (report.Validator, report.Name, report.Height, report.Rule));
        Assert.Equal("notarized two blocks in one view", report.Offence);
        Assert.Equal(evidence!.ToBytes(), report.Evidence.ToByteArray());
    }

    private static AgreementReport ReportOf(Timestamp? workSince, params ValidatorState[] validators) =>
        new(new(8), new(3), 0, default, default, workSince, 3, [.. validators]);

    private static ValidatorState Voted(string name) => Silent(name, isConnected: true) with { HasNotarized = true };

    private static ValidatorState Silent(string name, bool isConnected) =>
        new(0, name, false, isConnected, default, false, false, false, false, null, "");
}
