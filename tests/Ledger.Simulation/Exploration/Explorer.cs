using System.Numerics;
using Ledger.Consensus;
using Ledger.Model.Votes;

namespace Ledger.Simulation.Exploration;

/// <summary>
/// Goes through every state that one height can be in: three honest validators that run the production core, one that
/// has signed everything, any delivery in any order, time-outs and restarts at any moment.
/// </summary>
/// <remarks>
/// A step concerns one validator, and what it does is in the <see cref="StandingMachine"/>: the search only looks up
/// numbers. The order of the three does not matter, so that a state is the three sorted.
/// </remarks>
internal sealed class Explorer
{
    private const int NodeBits = 21;
    private const ulong NodeMask = (1UL << NodeBits) - 1;

    private readonly ExploredHeight _height;
    private readonly Adversary _adversary;
    private readonly StandingMachine _machine;
    private readonly bool[] _contradicts;
    private readonly StateTable _seen = new();
    private readonly Queue<ulong> _open = [];

    public Explorer(uint views, ConsensusRules rules, int blocksEach = 2, bool restarts = true)
    {
        _height = new(views, blocksEach);
        _adversary = new(_height);
        _machine = new(_height, rules, restarts, _adversary);
        _contradicts = [.. Enumerable.Range(0, _machine.Count).Select(one => HasPair(_machine.CastBy(one)))];
    }

    /// <summary>What was gone through so far, in words.</summary>
    public string Extent =>
        $"{_height.Views} views: {_seen.Count} states of the height; {_machine.Count} standings of a validator, "
        + $"of {_machine.StandingsVisited} visited in {_machine.Steps} steps of the core";

    /// <summary>States seen so far.</summary>
    public int States => _seen.Count;

    /// <summary>How the first broken promise came about; none if there is none in all states.</summary>
    public string? FindViolation()
    {
        var first = Pack(_machine.Start, _machine.Start, _machine.Start);
        _seen.Add(first, first);
        _open.Enqueue(first);
        while (_open.TryDequeue(out var state))
        {
            var (a, b, c) = Unpack(state);
            if (FaultOf(a, b, c) is { } fault)
                return $"{fault}\n{PathTo(state)}";
            Expand(state, a, b, c);
        }

        return null;
    }

    private void Expand(ulong state, int a, int b, int c)
    {
        var messages = _adversary.MessagesFor(_machine.CastBy(a), _machine.CastBy(b), _machine.CastBy(c));
        Step(state, a, b, c, messages);
        if (b != a)
            Step(state, b, a, c, messages);
        if (c != b)
            Step(state, c, a, b, messages);
    }

    private void Step(ulong state, int stepping, int one, int other, int[] messages)
    {
        foreach (var message in messages)
            Reach(state, stepping, _machine.Next(stepping, message), one, other);
        for (var kind = _adversary.Messages.Count; kind < _machine.Kinds; kind++)
            Reach(state, stepping, _machine.Next(stepping, kind), one, other);
    }

    private void Reach(ulong state, int before, int after, int one, int other)
    {
        if (before == after)
            return;
        var reached = Pack(after, one, other);
        if (_seen.Add(reached, state))
            _open.Enqueue(reached);
    }

    // I1, and I4 for what one of them signed, restarts included.
    private string? FaultOf(int a, int b, int c)
    {
        if (_contradicts[a] || _contradicts[b] || _contradicts[c])
            return "I4: an honest validator contradicts itself";
        var certifiable = Adversary.Certifiable(_machine.CastBy(a), _machine.CastBy(b), _machine.CastBy(c));
        return _adversary.IsForked(certifiable) ? "I1: two blocks can be shown to be final" : null;
    }

    private bool HasPair(ulong cast)
    {
        var votes = new List<SignedVote>();
        for (var rest = cast; rest != 0; rest &= rest - 1)
            votes.Add(new(_height.Votes[BitOperations.TrailingZeroCount(rest)], ExploredHeight.Honest, default));
        return votes.Exists(one => votes.Exists(other => Evidence.TryFind(one, other, out _)));
    }

    private string PathTo(ulong state)
    {
        var path = new List<string>();
        while (true)
        {
            var (a, b, c) = Unpack(state);
            path.Add($"{_machine.Describe(a)}\n    {_machine.Describe(b)}\n    {_machine.Describe(c)}");
            var parent = _seen.ParentOf(state);
            if (parent == state)
                break;
            state = parent;
        }

        path.Reverse();
        return string.Join('\n', path.Select((step, index) => $"{index,3} {step}"));
    }

    private static ulong Pack(int a, int b, int c)
    {
        if (a > b)
            (a, b) = (b, a);
        if (b > c)
            (b, c) = (c, b);
        if (a > b)
            (a, b) = (b, a);
        return ((ulong)(uint)a << (2 * NodeBits)) | ((ulong)(uint)b << NodeBits) | (uint)c;
    }

    private static (int A, int B, int C) Unpack(ulong state) =>
        ((int)(state >> (2 * NodeBits)), (int)((state >> NodeBits) & NodeMask), (int)(state & NodeMask));
}
