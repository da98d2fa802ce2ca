using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Ledger.Auditor.Runs;
using Ledger.Auditor.Sources;
using Ledger.Client;
using Ledger.Devnet;

namespace Ledger.Cli.Audit;

/// <summary>
/// The audit at the end of the development network's story: all nodes' copies of the chain, from genesis on.
/// </summary>
internal static class NetworkAudit
{
    /// <summary>What was found, in a sentence.</summary>
    /// <exception cref="ShowEndedException">Something is wrong with the chain or with a copy of it.</exception>
    public static async Task<string> TellAsync(NetworkFolder folder, CancellationToken cancellationToken)
    {
        using var auditor = X509Certificate2.CreateFromPemFile(folder.AuditorCertificate);
        var network = folder.ReadNetwork();
        IReadOnlyList<ChainSource> copies =
        [
            .. network.Nodes.Select(node => new NodeSource(
                new LedgerClient(network with { Nodes = [node] }, new() { Identity = auditor }))),
        ];
        var request = new AuditRequest(folder.ReadGenesis(), copies, null, null);
        var report = await new AuditRun(request, new Progress<AuditProgress>()).RunAsync(cancellationToken);
        foreach (var copy in copies)
            await copy.DisposeAsync();
        if (report.Result != AuditResult.Verified)
            throw new ShowEndedException($"The audit ended as {report.Result}: {report.Finding}");
        var totals = report.Totals;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.Blocks} blocks, {totals.Transactions} transactions and {totals.Signatures} signatures up to height {report.Head.Height}: nothing is wrong.");
    }
}
