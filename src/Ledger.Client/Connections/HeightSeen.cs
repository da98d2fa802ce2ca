using Ledger.Model.Values;

namespace Ledger.Client.Connections;

/// <summary>
/// The highest block that this client knows of by its own outcomes. Each read asks for it at least, from whichever
/// node, so that a client always sees what it has done.
/// </summary>
internal sealed class HeightSeen
{
    private ulong _value;

    public ulong Value => Volatile.Read(ref _value);

    public void Note(Height height)
    {
        var seen = Value;
        while (height.Value > seen)
        {
            var before = Interlocked.CompareExchange(ref _value, height.Value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
