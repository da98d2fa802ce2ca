using static System.FormattableString;

namespace Ledger.Devnet;

/// <summary>Brings a development network up, shows that it lives, and keeps it up until it is told to stop.</summary>
/// <param name="audit">
/// Verifies the chain of all nodes and says in a sentence what it found; throws if that is a fault.
/// </param>
public sealed class DevnetRun(LocalNetwork network, Func<CancellationToken, Task<string>> audit, TextWriter output)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    public async Task RunAsync(bool staysUp, CancellationToken stopping)
    {
        foreach (var company in Company.All)
            network.Start(company);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(StartTimeout);
        var height = await network.WaitForAgreementAsync(Company.All, 0, patience.Token);
        await output.WriteLineAsync(Invariant($"Four companies, four nodes, one book; all agree at height {height}:"));
        foreach (var company in Company.All)
            await output.WriteLineAsync(Describe(company));
        using (var story = new Story(network.Folder, output))
            height = (await story.TellAsync(patience.Token)).Value;
        height = await network.WaitForAgreementAsync(Company.All, height, patience.Token);
        await output.WriteLineAsync(Invariant($"\n  All four nodes have the same head at height {height}."));
        await output.WriteLineAsync(
            "\n  An audit. Somebody who trusts none of them fetches the chain from all four and executes it again "
                + "from genesis.");
        await output.WriteLineAsync($"     {await audit(patience.Token)}");
        await output.WriteLineAsync(Next());
        if (staysUp)
            await WatchAsync(stopping);
    }

    private async Task WatchAsync(CancellationToken stopping)
    {
        var ended = Company.All.Select(company => network.ProcessOf(company).WaitForExitAsync(stopping)).ToArray();
        var first = await Task.WhenAny(ended);
        stopping.ThrowIfCancellationRequested();
        var company = Company.All[Array.IndexOf(ended, first)];
        await output.WriteLineAsync(
            $"The node of {company.Name} ended; the others go on. "
                + $"Its log: {network.Folder.FolderOf(company)}/node.log");
        await Task.Delay(Timeout.Infinite, stopping);
    }

    private string Describe(Company company) => Invariant(
        $"  {company.Name,-13} {company.Token,-6} calls on {network.Folder.ApiOf(company)}  process {network.ProcessOf(company).Id}");

    private string Next() => $"""

        What to try next, in another terminal:
          export LEDGER_NETWORK={Shown(network.Folder.NetworkFile)}
          deploy/ledger node status                          how all four nodes are
          deploy/ledger wallet show --wallet {Shown(network.Folder.WalletOf("Ada"))} --password-file {Shown(network.Folder.PasswordFile)}
          tail -f {Shown(network.Folder.FolderOf(Company.All[0]))}/node.log     the airline's node at work
          kill -9 {network.ProcessOf(Company.All[0]).Id}                                    it dies: the other three go on
        README.md has a tour for issuers, for wallets and for auditors.
        Ctrl-C stops all four; the same command starts them again with everything they know.
        """;

    /// <summary>As short as somebody would type it here.</summary>
    private static string Shown(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
