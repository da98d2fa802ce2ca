using System.Diagnostics;
using System.Globalization;
using Ledger.Contracts.V1;

namespace Ledger.Devnet;

/// <summary>Brings a development network up, shows that it lives, and keeps it up until it is told to stop.</summary>
public sealed class DevnetRun(LocalNetwork network, TextWriter output)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    public async Task RunAsync(bool staysUp, CancellationToken stopping)
    {
        foreach (var company in Company.All)
            network.Start(company);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(StartTimeout);
        var height = await network.WaitForAgreementAsync(Company.All, 0, patience.Token);
        await output.WriteLineAsync(Invariant($"Four nodes agree at height {height}:"));
        foreach (var company in Company.All)
            await output.WriteLineAsync(Describe(company));
        await ShowLifeAsync(patience.Token);
        await output.WriteLineAsync(Next());
        if (staysUp)
            await WatchAsync(stopping);
    }

    /// <summary>Mints a few points and passes them on, each to a final outcome on all four disks.</summary>
    private async Task ShowLifeAsync(CancellationToken cancellationToken)
    {
        using var airline = new CompanyDesk(network, Company.All[0]);
        using var cafe = new CompanyDesk(network, Company.All[1]);
        await ShowAsync("Aurora Air mints 500 MILES to Bean & Leaf", airline, airline.Mint(cafe.Account, 500), cancellationToken);
        var last = await ShowAsync(
            "Bean & Leaf passes 120 MILES back to Aurora Air",
            cafe,
            cafe.Transfer(airline.Company.Token, airline.Account, 120),
            cancellationToken);
        var height = await network.WaitForAgreementAsync(Company.All, last.Height, cancellationToken);
        await output.WriteLineAsync(Invariant($"All four nodes have the same head at height {height}."));
    }

    private async Task<Outcome> ShowAsync(
        string what, CompanyDesk desk, byte[] transaction, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var outcome = await desk.SubmitAsync(transaction, cancellationToken);
        var result = outcome.Succeeded ? "final" : $"failed, {outcome.Reason}";
        await output.WriteLineAsync(Invariant(
            $"  {what}: {result} in block {outcome.Height}, {watch.ElapsedMilliseconds} ms after sending."));
        return outcome;
    }

    private async Task WatchAsync(CancellationToken stopping)
    {
        var ended = Company.All.Select(company => network.ProcessOf(company).WaitForExitAsync(stopping)).ToArray();
        var first = await Task.WhenAny(ended);
        stopping.ThrowIfCancellationRequested();
        var company = Company.All[Array.IndexOf(ended, first)];
        await output.WriteLineAsync(
            $"The node of {company.Name} ended; the others go on. Its log: {network.Folder.FolderOf(company)}/node.log");
        await Task.Delay(Timeout.Infinite, stopping);
    }

    private string Describe(Company company) => Invariant(
        $"  {company.Name,-13} {company.Token,-6} calls on {network.Folder.ApiOf(company)}  process {network.ProcessOf(company).Id}");

    private string Next() => $"""

        What to try next, in another terminal:
          tail -f {network.Folder.FolderOf(Company.All[0])}/node.log     the airline's node at work
          kill -9 {network.ProcessOf(Company.All[0]).Id}     the airline's node dies: the other three go on
        Ctrl-C stops all four; the same command starts them again with everything they know.
        Clients trust {network.Folder.AuthorityCertificate}; a client certificate that may read blocks and accounts
        is {network.Folder.AuditorCertificate}.
        """;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
