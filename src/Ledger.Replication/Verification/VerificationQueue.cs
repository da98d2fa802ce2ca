using System.Threading.Channels;
using Ledger.Model;
using Ledger.Replica.Ports;

namespace Ledger.Replication.Verification;

/// <summary>
/// Decodes and verifies the messages of one stream on the thread pool, several at a time, and hands them on in the
/// order in which they came. A full queue makes the reader wait, and so the peer.
/// </summary>
internal sealed class VerificationQueue(ushort peer, IReplicaInbox inbox, int runningMax)
{
    private readonly Channel<Task<Verified<PeerMessage>?>> _running =
        Channel.CreateBounded<Task<Verified<PeerMessage>?>>(runningMax);

    /// <param name="judge">Gives null for a message that is not worth handing on; throws to end the session.</param>
    public ValueTask AddAsync(Func<Task<Verified<PeerMessage>?>> judge, CancellationToken cancellationToken) =>
        _running.Writer.WriteAsync(Task.Run(judge, cancellationToken), cancellationToken);

    /// <summary>Runs until cancelled, or until a judgement throws.</summary>
    public async Task HandOnAsync(CancellationToken cancellationToken)
    {
        await foreach (var judging in _running.Reader.ReadAllAsync(cancellationToken))
        {
            if (await judging is { } message)
                await inbox.PostAsync(new ReplicaInput.MessageReceived(peer, message), cancellationToken);
        }
    }
}
