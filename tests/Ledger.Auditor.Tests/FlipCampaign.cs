using Ledger.Audit.Tests.Chains;
using Ledger.Auditor.Runs;
using Ledger.Auditor.Sources;
using Ledger.Cryptography;
using Ledger.Storage.Inspection;

namespace Ledger.Auditor.Tests;

/// <summary>
/// Flips bits of a copied data directory, one at a time, in every file. Each flip must be noticed with its place, or be
/// harmless beyond doubt: the copy then holds exactly the same records, entry by entry.
/// </summary>
internal sealed class FlipCampaign(TestChain chain, string sound, string flipped)
{
    /// <param name="placesPerFile">
    /// Spread evenly over each file; files of fewer bytes are flipped in all of them.
    /// </param>
    /// <param name="report">Told of each file that is done; null for nobody.</param>
    public async Task<FlipResult> RunAsync(int placesPerFile, Action<string>? report = null)
    {
        var contents = ContentsOf(sound);
        var result = new FlipResult();
        StoredCopy.CopyTo(sound, flipped);
        foreach (var file in Directory.GetFiles(flipped, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var before = result;
            var bytes = await File.ReadAllBytesAsync(file);
            var used = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
            var places = Math.Min(placesPerFile, used);
            for (var i = 0; i < places; i++)
            {
                var at = (int)((long)used * i / places);
                result = result.With(await FlipAsync(file, bytes, at, contents), $"{Path.GetFileName(file)} byte {at}");
            }

            var name = Path.GetRelativePath(flipped, file);
            report?.Invoke($"{name}: {used} bytes, {places} flips, {result.Noticed - before.Noticed} noticed, "
                + $"{result.Harmless - before.Harmless} harmless, {result.Missed.Count - before.Missed.Count} missed");
        }

        return result;
    }

    private async Task<Verdict> FlipAsync(string file, byte[] bytes, int at, (Digest Chain, Digest Journal) contents)
    {
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            stream.Position = at;
            stream.WriteByte((byte)(bytes[at] ^ (1 << (at % 8))));
        }

        var audit = await Audits.RunAsync(chain.Network.Genesis, new DirectorySource(flipped));
        var verdict = audit.Result switch
        {
            AuditResult.Failed when audit.Copies[0].Finding is { Detail.Length: > 0 } => Verdict.Noticed,
            AuditResult.Verified when audit.Head == chain.Tip && audit.Notes.Length > 0 => Verdict.Noticed,
            AuditResult.Verified when audit.Head == chain.Tip && ContentsOf(flipped) == contents => Verdict.Harmless,
            _ => Verdict.Missed,
        };
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            stream.Position = at;
            stream.WriteByte(bytes[at]);
        }

        return verdict;
    }

    private static (Digest Chain, Digest Journal) ContentsOf(string data)
    {
        using var stored = StoredChain.Open(data);
        return (stored.ContentHash(), StoredChain.InspectJournal(data, stored.Identity)!.ContentHash);
    }
}

internal enum Verdict
{
    Noticed,
    Harmless,
    Missed,
}

/// <param name="Missed">Where a flip was neither noticed nor harmless.</param>
internal sealed record FlipResult(int Noticed, int Harmless, IReadOnlyList<string> Missed)
{
    public FlipResult()
        : this(0, 0, [])
    {
    }

    public FlipResult With(Verdict verdict, string place) => verdict switch
    {
        Verdict.Noticed => this with { Noticed = Noticed + 1 },
        Verdict.Harmless => this with { Harmless = Harmless + 1 },
        _ => this with { Missed = [.. Missed, place] },
    };
}
