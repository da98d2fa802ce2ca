namespace Ledger.Execution.State;

/// <summary>
/// Hashes keys for look-up. With a seed that strangers do not know, nobody can choose keys that collide and so make
/// look-ups slow. Never reaches state or order.
/// </summary>
public sealed class StateKeyComparer(KeySeed seed) : IEqualityComparer<StateKey>
{
    public static readonly StateKeyComparer Unseeded = new(new KeySeed());

    public bool Equals(StateKey x, StateKey y) => x.Equals(y);

    public int GetHashCode(StateKey obj)
    {
        var hash = new KeyHash(seed.Value);
        hash.Add(obj.Word(0), obj.Word(1));
        hash.Add(obj.Word(2), obj.Word(3));
        hash.Add(obj.Word(4), obj.Word(5));
        hash.Add(obj.Word(6), obj.Word(7));
        return hash.Value;
    }
}
