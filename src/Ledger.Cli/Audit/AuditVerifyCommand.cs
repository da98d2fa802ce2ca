using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Ledger.Audit.Findings;
using Ledger.Auditor.Memory;
using Ledger.Auditor.Runs;
using Ledger.Cli.Invocation;
using Ledger.Cli.Output;
using Ledger.Cryptography.Text;
using static System.FormattableString;

namespace Ledger.Cli.Audit;

/// <summary><c>ledger audit verify</c>: executes a chain again from genesis and compares all copies of it.</summary>
internal sealed class AuditVerifyCommand : LedgerCommand
{
    private readonly AuditSources _sources = new();

    private readonly Option<string?> _pin = new("--pin")
    {
        Description = "Remembers the highest verified block here, so that a cut end or a rewritten history is noticed.",
        HelpName = "file",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "Goes on from where the last audit wrote to this file; all below is read again and must be the same.",
        HelpName = "file",
    };

    public AuditVerifyCommand()
        : base(
            "verify",
            """
            Executes a chain again from genesis and believes nothing: every hash, certificate, signature, outcome and
            root is checked, and all copies are compared with each other: nodes, data directories, archives. Ends with 0
            if all is as it must be, with 1 and the place if not, with 3 if a copy could not be read.
            """,
            "ledger audit verify --genesis devnet/genesis.json --network devnet/network.json --certificate devnet/auditor.pem")
    {
        _sources.AddTo(this);
        Options.Add(_pin);
        Options.Add(_state);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var genesis = _sources.ReadGenesis(run);
        var sources = _sources.Open(run, genesis);
        var pins = run.Find(_pin) is { } pin ? PinFile.Load(pin) : null;
        var state = run.Find(_state) is { } file ? StateFile.In(file) : null;
        var watch = Stopwatch.StartNew();
        var report = await Progress.ShowAsync("Verifying", bar => new AuditRun(
            new(genesis, sources, pins, state), new RateReport(bar)).RunAsync(cancellationToken));
        foreach (var source in sources)
            await source.DisposeAsync();
        if (run.Printer.IsForPeople)
            Tell(run, report, watch.Elapsed);
        else
            Print(run, report, watch.Elapsed);
        return report.Result switch
        {
            AuditResult.Verified => ExitCode.Done,
            AuditResult.Unreachable => ExitCode.Unreachable,
            _ => ExitCode.VerificationFailed,
        };
    }

    private static void Tell(CommandRun run, AuditReport report, TimeSpan elapsed)
    {
        run.Printer.Rows<CopyReport>(
            report.Copies,
            new("copy", copy => copy.Name),
            new("standing", copy => ColumnText.Spaced(copy.Standing.ToString()).Trim()),
            new("height", copy => copy.Head?.Value, IsNumber: true),
            new("finding", copy => copy.Finding?.ToString() ?? copy.Detail));
        if (report.Totals.Blocks == 0)
            run.Printer.Say("Not one block was verified.");
        else
            TellTotals(run, report, elapsed);
        foreach (var note in report.Notes)
            run.Printer.Say($"Note: {note}");
        if (report.Finding is { } finding)
            run.Printer.Say($"FAULT: {finding}");
        run.Printer.Say(report.Result switch
        {
            AuditResult.Verified => "Nothing is wrong.",
            AuditResult.Unreachable => "Nothing wrong was found, but not every copy could be read.",
            _ => "VERIFICATION FAILED.",
        });
    }

    private static void TellTotals(CommandRun run, AuditReport report, TimeSpan elapsed)
    {
        var totals = report.Totals;
        run.Printer.Say(Invariant(
            $"Verified to height {report.Head.Height}, block {TextForm.Block.Write(report.HeadHash.Value)},"));
        run.Printer.Say(Invariant($"state root {report.Head.StateRoot}:"));
        run.Printer.Say(Invariant(
            $"{totals.Blocks} blocks, {totals.Transactions} transactions, {totals.Signatures} signatures and {totals.Outcomes} outcomes; every root, all invariants, every balance counted again, in {elapsed.TotalSeconds:F1} s."));
        if (report.ResumedFrom is { } resumed)
            run.Printer.Say(Invariant($"Up to height {resumed} an earlier audit verified signatures and execution; all was read again and is the same."));
    }

    private static void Print(CommandRun run, AuditReport report, TimeSpan elapsed) => run.Printer.Record<AuditReport>(
        report,
        new("result", one => JsonNameOf(one.Result.ToString())),
        new("network", one => one.Network.ToString()),
        new("height", one => one.Head.Height.Value),
        new("block", one => TextForm.Block.Write(one.HeadHash.Value)),
        new("stateRoot", one => one.Head.StateRoot.ToString()),
        new("blocks", one => one.Totals.Blocks),
        new("transactions", one => one.Totals.Transactions),
        new("signatures", one => one.Totals.Signatures),
        new("outcomes", one => one.Totals.Outcomes),
        new("resumedFrom", one => one.ResumedFrom?.Value),
        new("seconds", _ => Math.Round(elapsed.TotalSeconds, 3)),
        new("copies", one => new JsonArray([.. one.Copies.Select(JsonOf)])),
        new("finding", one => JsonOf(one.Finding)),
        new("notes", one => new JsonArray([.. one.Notes.Select(note => JsonValue.Create(note))])));

    private static JsonObject JsonOf(CopyReport copy) => new()
    {
        ["name"] = copy.Name,
        ["standing"] = JsonNameOf(copy.Standing.ToString()),
        ["height"] = copy.Head?.Value,
        ["finding"] = JsonOf(copy.Finding),
        ["detail"] = copy.Detail,
    };

    private static JsonObject? JsonOf(Finding? finding) => finding is null ? null : new()
    {
        ["height"] = finding.Height?.Value,
        ["transaction"] = finding.Transaction,
        ["field"] = JsonNameOf(finding.Field.ToString()),
        ["detail"] = finding.Detail,
    };

    private static string JsonNameOf(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
}
