namespace Grpc.Core;

/// <summary>Incoming messages of a stream. One reader at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> found; undefined before the first.</summary>
    T Current { get; }

    /// <summary>False when the other side has completed the stream.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
