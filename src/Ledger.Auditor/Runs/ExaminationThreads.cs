using System.Collections.Concurrent;
using System.Threading.Channels;
using Ledger.Audit.Blocks;
using Ledger.Model.Values;

namespace Ledger.Auditor.Runs;

/// <summary>
/// Examines heights on threads of its own, ahead of the one that executes, and hands them out in order. At most a
/// few heights for each thread are in memory.
/// </summary>
internal sealed class ExaminationThreads : IDisposable
{
    private const int HeightsPerThread = 4;

    private readonly BlockingCollection<HeightWork> _waiting;
    private readonly Channel<HeightWork> _inOrder;
    private readonly Thread[] _threads;

    /// <param name="rereadUntil">Contents up to this height were examined by an earlier audit.</param>
    public ExaminationThreads(BlockExamination examination, int threads, Height rereadUntil)
    {
        _waiting = new(HeightsPerThread * threads);
        _inOrder = Channel.CreateBounded<HeightWork>(HeightsPerThread * threads);
        _threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() => Work(examination, rereadUntil)))];
        foreach (var thread in _threads)
        {
            thread.IsBackground = true;
            thread.Start();
        }
    }

    /// <summary>Heights in the order in which they were added, each examined.</summary>
    public async IAsyncEnumerable<HeightWork> ReadAllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var work in _inOrder.Reader.ReadAllAsync(cancellationToken))
        {
            await work.Examined.WaitAsync(cancellationToken);
            yield return work;
        }
    }

    /// <summary>Waits while too much is in memory.</summary>
    public async Task AddAsync(HeightWork work, CancellationToken cancellationToken)
    {
        // The order's own bound is the lower of the two, so that this never blocks a thread.
        await _inOrder.Writer.WriteAsync(work, cancellationToken);
        _waiting.Add(work, cancellationToken);
    }

    public void Complete(Exception? failure)
    {
        _waiting.CompleteAdding();
        _inOrder.Writer.TryComplete(failure);
    }

    public void Dispose()
    {
        Complete(null);
        foreach (var thread in _threads)
            thread.Join();
        _waiting.Dispose();
    }

    private void Work(BlockExamination examination, Height rereadUntil)
    {
        foreach (var work in _waiting.GetConsumingEnumerable())
            work.Examine(examination, work.Height <= rereadUntil);
    }
}
