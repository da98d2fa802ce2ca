using Ledger.Model;

namespace Ledger.Simulation.Exploration;

/// <summary>A set of 64-bit states with the one that each was first reached from.</summary>
internal sealed class StateTable
{
    private const ulong Free = ulong.MaxValue;

    private ulong[] _states = NewStates(1 << 16);
    private ulong[] _parents = new ulong[1 << 16];

    public int Count { get; private set; }

    public bool Add(ulong state, ulong parent)
    {
        if (Count * 2 > _states.Length)
            Grow();
        var slot = SlotOf(state);
        if (_states[slot] == state)
            return false;
        (_states[slot], _parents[slot]) = (state, parent);
        Count++;
        return true;
    }

    public ulong ParentOf(ulong state)
    {
        var slot = SlotOf(state);
        Invariant.That(_states[slot] == state);
        return _parents[slot];
    }

    private int SlotOf(ulong state)
    {
        var mixed = unchecked((state ^ (state >> 29)) * 0x9E3779B97F4A7C15);
        var slot = (int)((mixed >> 32) & (ulong)(_states.Length - 1));
        while (_states[slot] != Free && _states[slot] != state)
            slot = (slot + 1) & (_states.Length - 1);
        return slot;
    }

    private void Grow()
    {
        var (states, parents) = (_states, _parents);
        _states = NewStates(states.Length * 2);
        _parents = new ulong[_states.Length];
        Count = 0;
        for (var slot = 0; slot < states.Length; slot++)
        {
            if (states[slot] != Free)
                Add(states[slot], parents[slot]);
        }
    }

    private static ulong[] NewStates(int length)
    {
        var states = new ulong[length];
        Array.Fill(states, Free);
        return states;
    }
}
