using System.Threading.Channels;
using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Replication.Queues;

/// <summary>
/// Consensus messages that wait for one peer. A newer message takes the place of an unsent one of its kind and height,
/// so a slow peer costs a fixed amount and gets what is still worth something.
/// </summary>
internal sealed class UrgentQueue
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Slot, PeerMessage.Consensus> _unsent = [];
    private readonly Channel<Slot> _order = Channel.CreateUnbounded<Slot>();

    public void Add(PeerMessage.Consensus message)
    {
        var slot = Slot.Of(message.Message);
        lock (_gate)
        {
            var isNew = !_unsent.ContainsKey(slot);
            _unsent[slot] = message;
            if (isNew)
                _order.Writer.TryWrite(slot);
            if (_unsent.Count > ReplicationLimits.UrgentMessagesMax && _order.Reader.TryRead(out var oldest))
                _unsent.Remove(oldest);
        }
    }

    public async ValueTask<PeerMessage.Consensus> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var slot = await _order.Reader.ReadAsync(cancellationToken);
            lock (_gate)
            {
                if (_unsent.Remove(slot, out var message))
                    return message;
            }
        }
    }

    /// <param name="Kind">Of votes and certificates their number there; of others 0.</param>
    private readonly record struct Slot(Type Type, int Kind, Height Height)
    {
        public static Slot Of(ConsensusMessage message) => message switch
        {
            ConsensusMessage.Voted voted => new(message.GetType(), (int)voted.Vote.Vote.Kind, message.Height),
            ConsensusMessage.Certified certified =>
                new(message.GetType(), (int)certified.Certificate.Kind, message.Height),
            ConsensusMessage.Status => new(message.GetType(), 0, Height.Genesis), // Of all heights the last one counts.
            _ => new(message.GetType(), 0, message.Height),
        };
    }
}
