using System.Security.Cryptography;
using Ledger.Audit.Snapshots;
using Ledger.Model.Values;

namespace Ledger.Auditor.Runs;

/// <summary>Audits one or several copies of a chain.</summary>
public sealed class AuditRun(AuditRequest request, IProgress<AuditProgress> progress)
{
    private readonly List<string> _notes = [];

    public async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        var copies = request.Sources.Select(source => new Copy(source)).ToList();
        await Task.WhenAll(copies.Select(copy => copy.OpenAsync(request.Genesis, cancellationToken)));
        foreach (var copy in copies)
            _notes.AddRange(copy.Head?.Notes.Select(note => note) ?? []);
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var snapshot = FindSnapshot(copies, seed);
        var pass = new AuditPass(request, copies, snapshot, seed, progress);
        await pass.RunAsync(cancellationToken);
        if (pass.ContradictsSnapshot)
        {
            _notes.Add("what was verified before has changed; verifying from genesis to find where");
            snapshot = null;
            pass = new(request, copies, null, seed, progress);
            await pass.RunAsync(cancellationToken);
        }

        return Report(copies, pass, snapshot?.Header.Height);
    }

    private AuditSnapshot? FindSnapshot(List<Copy> copies, ulong seed)
    {
        string? why = null;
        var snapshot = request.State?.Find(request.Genesis, seed, out why);
        if (why is not null)
            _notes.Add(why);
        if (snapshot is null)
            return null;
        var height = snapshot.Header.Height;
        var alive = copies.Where(copy => copy.IsAlive).ToList();
        if (alive.Exists(copy => copy.Reaches(height))
            && alive.TrueForAll(copy => copy.Reaches(height) || !copy.Head!.NeedsState))
        {
            return snapshot;
        }

        _notes.Add($"a copy ends below height {height}, where the last audit stood; beginning from genesis");
        return null;
    }

    private AuditReport Report(List<Copy> copies, AuditPass pass, Height? resumedFrom)
    {
        var audit = pass.Audit;
        var report = new AuditReport(
            request.Genesis.Id,
            audit.Tip,
            audit.TipHash,
            audit.Totals,
            resumedFrom,
            [.. copies.Select(copy => copy.Report(audit.Tip.Height))],
            pass.Finding,
            [.. _notes]);
        if (report.Result != AuditResult.Failed && audit.Tip.Height > Height.Genesis)
            request.Pins?.Save(request.Genesis.Id, new(audit.Tip.Height, audit.TipHash));
        return report;
    }
}
