using Ledger.Auditor.Memory;
using Ledger.Auditor.Runs;
using Ledger.Auditor.Sources;
using Ledger.Model.Genesis;

namespace Ledger.Auditor.Tests;

/// <summary>Audits without a word about what is not the test's matter.</summary>
internal static class Audits
{
    public static Task<AuditReport> RunAsync(GenesisDocument genesis, params ChainSource[] sources) =>
        RunAsync(new AuditRequest(genesis, sources, null, null));

    public static async Task<AuditReport> RunAsync(AuditRequest request)
    {
        var report = await new AuditRun(request, new Silence()).RunAsync(CancellationToken.None);
        foreach (var source in request.Sources)
            await source.DisposeAsync();
        return report;
    }

    public static async Task<AuditReport> RunAsync(
        GenesisDocument genesis, string? pin, string? state, params ChainSource[] sources) =>
        await RunAsync(new AuditRequest(
            genesis,
            sources,
            pin is null ? null : PinFile.Load(pin),
            state is null ? null : new StateFile(state)));

    public sealed class Silence : IProgress<AuditProgress>
    {
        public void Report(AuditProgress value)
        {
            // Nobody looks.
        }
    }
}
