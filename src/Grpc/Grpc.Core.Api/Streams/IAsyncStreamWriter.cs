namespace Grpc.Core;

/// <summary>Outgoing messages of a stream. One write at a time; the task ends when flow control lets it go.</summary>
public interface IAsyncStreamWriter<in T>
{
    WriteOptions? WriteOptions { get; set; }

    Task WriteAsync(T message);

    /// <summary>The default body serves writers that cannot cancel a write; the packages' own can.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            throw new NotSupportedException("This writer cannot cancel a write.");
        return WriteAsync(message);
    }
}
