using System.CommandLine;
using Ledger.Auditor.Runs;
using Ledger.Auditor.Sources;
using Ledger.Cli.Invocation;
using Ledger.Cli.Output;

namespace Ledger.Cli.Audit;

/// <summary><c>ledger audit export</c>: writes a chain into a file.</summary>
internal sealed class AuditExportCommand : LedgerCommand
{
    private readonly AuditSources _sources = new();

    private readonly Option<string> _to = new("--to")
    {
        Description = "The file to write; an old one is replaced once the new one is whole.",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<ExportFormat> _format = new("--format")
    {
        Description = "An archive to audit, or JSON Lines to read: one block a line, decoded.",
        DefaultValueFactory = _ => ExportFormat.Archive,
    };

    public AuditExportCommand()
        : base(
            "export",
            """
            Writes a whole chain into one file, from a node, a data directory or another archive: for keeping, for an
            audit elsewhere, or as JSON Lines for other programs. It does not verify: `ledger audit verify` does.
            """,
            "ledger audit export --genesis devnet/genesis.json --network devnet/network.json --node 0 --certificate devnet/auditor.pem --to chain.archive")
    {
        _sources.AddTo(this);
        Options.Add(_to);
        Options.Add(_format);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var genesis = _sources.ReadGenesis(run);
        var sources = _sources.Open(run, genesis);
        if (sources.Count != 1)
            throw new UsageException($"Export reads one copy, not {sources.Count}: choose with --node.");
        await using var source = sources[0];
        try
        {
            var report = await Progress.ShowAsync("Exporting", bar => new ExportRun(
                genesis, source, new RateReport(bar)).RunAsync(run.Get(_to), run.Get(_format), cancellationToken));
            run.Printer.Record<ExportReport>(
                report,
                new("file", _ => run.Get(_to)),
                new("height", one => one.Last.Value),
                new("checksum", one => one.Checksum));
            return ExitCode.Done;
        }
        catch (SourceDamagedException exception)
        {
            await run.Notes.WriteLineAsync(exception.Message);
            return ExitCode.VerificationFailed;
        }
        catch (SourceUnreachableException exception)
        {
            await run.Notes.WriteLineAsync(exception.Message);
            return ExitCode.Unreachable;
        }
    }
}
