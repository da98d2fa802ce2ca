using Ledger.Model.Values;

namespace Ledger.Auditor.Runs;

/// <summary>Reads the copies side by side, height by height, ahead of the thread that judges.</summary>
internal sealed class CopyReading(IReadOnlyList<Copy> copies, ExaminationThreads threads)
{
    /// <summary>
    /// Until no copy reaches higher, or nobody wants more. Never throws: what goes wrong ends the heights.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            for (var height = Height.Genesis.Next; await ReadAsync(height) is { } work; height = height.Next)
                await threads.AddAsync(work, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody wants more.
        }
        catch (Exception exception)
        {
            // Whatever it is, it is for the thread that executes: that ends the audit with it.
            failure = exception;
        }

        threads.Complete(failure);
    }

    private async Task<HeightWork?> ReadAsync(Height height)
    {
        var work = new HeightWork(height);
        foreach (var copy in copies.Where(copy => copy.Reaches(height)))
        {
            if (await copy.ReadAsync(height) is { } raw)
                work.Add(copy, raw);
        }

        return work.Candidates.Count > 0 ? work : null;
    }
}
