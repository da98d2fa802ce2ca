using Ledger.Auditor.Archives;
using Ledger.Auditor.Sources;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Auditor.Runs;

/// <summary>
/// Writes one copy of a chain into a file. It verifies nothing but what reading takes: whoever gets the file audits it.
/// </summary>
/// <param name="source">The run disposes it not.</param>
public sealed class ExportRun(GenesisDocument genesis, ChainSource source, IProgress<AuditProgress> progress)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Replaces the file only once all is written.</summary>
    /// <returns>The last height that was written.</returns>
    public async Task<ExportReport> RunAsync(string path, ExportFormat format, CancellationToken cancellationToken)
    {
        var head = await source.OpenAsync(genesis, cancellationToken);
        string? checksum;
        await using (var stream = new FileStream(
            path + ".new", FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true))
        {
            checksum = format == ExportFormat.Archive
                ? await WriteArchiveAsync(stream, head.Height, cancellationToken)
                : await WriteLinesAsync(stream, head.Height, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
        return new(head.Height, checksum);
    }

    private async Task<string?> WriteArchiveAsync(Stream stream, Height last, CancellationToken cancellationToken)
    {
        var writer = new ArchiveWriter(stream);
        await writer.BeginAsync(genesis.Id, cancellationToken);
        await foreach (var block in source.ReadAsync(last, cancellationToken))
        {
            await writer.WriteAsync(block, cancellationToken);
            progress.Report(new(block.Height, last, 0));
        }

        return (await writer.EndAsync(cancellationToken)).ToString();
    }

    private async Task<string?> WriteLinesAsync(Stream stream, Height last, CancellationToken cancellationToken)
    {
        var writer = new JsonLinesWriter(stream, genesis);
        await foreach (var block in source.ReadAsync(last, cancellationToken))
        {
            await writer.WriteAsync(block, cancellationToken);
            progress.Report(new(block.Height, last, 0));
        }

        return null;
    }
}

public enum ExportFormat
{
    Archive,
    Jsonl,
}

/// <param name="Checksum">The one that names the whole archive; none for JSON Lines.</param>
public sealed record ExportReport(Height Last, string? Checksum);
