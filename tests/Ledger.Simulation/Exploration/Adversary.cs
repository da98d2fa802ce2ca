using System.Numerics;
using Ledger.Consensus.Messages;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Simulation.Exploration;

/// <summary>
/// Everything that may be put before an honest validator, given what the three honest ones have signed so far. The
/// fourth has signed every vote there is, and all leaders' propose keys are the adversary's.
/// </summary>
internal sealed class Adversary
{
    private readonly ExploredHeight _height;
    private readonly ulong _nullify;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<(ushort Peer, ConsensusMessage Message)> _messages = [];
    private readonly Dictionary<(ulong, ulong, ulong, ulong), int[]> _known = [];

    public Adversary(ExploredHeight height)
    {
        _height = height;
        _nullify = height.Votes
            .Select((vote, index) => vote is Nullify ? 1UL << index : 0)
            .Aggregate((all, bit) => all | bit);
        var all = ulong.MaxValue >> (64 - height.Votes.Length);
        MessagesFor(all, all, all);
    }

    /// <summary>All that can ever be put before somebody; by number, as <see cref="MessagesFor"/> gives them.</summary>
    public IReadOnlyList<(ushort Peer, ConsensusMessage Message)> Messages => _messages;

    /// <summary>Votes that a quorum can be made of: two honest signers, and the one who signs everything.</summary>
    public static ulong Certifiable(ulong a, ulong b, ulong c) => (a & b) | (a & c) | (b & c);

    /// <summary>True if blocks that differ can both be shown to be final.</summary>
    public bool IsForked(ulong certifiable)
    {
        BlockHash? final = null;
        for (var rest = certifiable; rest != 0; rest &= rest - 1)
        {
            if (_height.Votes[BitOperations.TrailingZeroCount(rest)] is not Finalize vote)
                continue;
            if (final is { } other && other != vote.Block)
                return true;
            final = vote.Block;
        }

        return false;
    }

    /// <param name="a">What the first honest validator has cast; likewise the others.</param>
    public int[] MessagesFor(ulong a, ulong b, ulong c)
    {
        var certifiable = Certifiable(a, b, c);
        var (x, y, z) = Sorted(a & _nullify, b & _nullify, c & _nullify);
        var key = (certifiable, x, y, z);
        if (!_known.TryGetValue(key, out var messages))
            _known[key] = messages = [.. Compose(certifiable, [x, y, z]).Distinct()];
        return messages;
    }

    private static (ulong, ulong, ulong) Sorted(ulong a, ulong b, ulong c)
    {
        if (a > b)
            (a, b) = (b, a);
        if (b > c)
            (b, c) = (c, b);
        if (a > b)
            (a, b) = (b, a);
        return (a, b, c);
    }

    private IEnumerable<int> Compose(ulong certifiable, ulong[] nullified)
    {
        var notarizations = VotesIn(certifiable).OfType<Notarize>().Select(ExploredHeight.Certify).ToList();
        var skips = new List<SkipCertificate>();
        for (var view = 1u; view <= _height.Views; view++)
            skips.AddRange(Skips(new(view), nullified, notarizations));
        foreach (var notarization in notarizations)
            yield return NumberOf(0, new ConsensusMessage.Certified(notarization), NameOf(notarization));
        foreach (var skip in skips)
            yield return NumberOf(0, new ConsensusMessage.Certified(skip), NameOf(skip));
        for (var view = 1u; view <= _height.Views; view++)
        {
            foreach (var number in Proposals(new(view), notarizations, skips))
                yield return number;
        }
    }

    // Justified or not: what to make of it is the core's affair.
    private IEnumerable<int> Proposals(
        View view, List<NotarizationCertificate> notarizations, List<SkipCertificate> skips)
    {
        var fitting = skips.Where(skip => skip.View == view.Previous).Prepend(null).ToList();
        foreach (var skip in fitting)
        {
            foreach (var block in _height.Headers.Where(header => header.CreatedView == view))
                yield return NumberOf(view, View.None, block.Hash(), new(skip, null));
            foreach (var carried in notarizations.Where(carried => carried.View < view))
                yield return NumberOf(view, carried.View, carried.Block, new(skip, carried));
        }
    }

    private int NumberOf(View view, View parent, BlockHash block, Justification justification)
    {
        var proposal = _height.Propose(view, parent, block, justification);
        var name = $"propose {view}<{parent} {_height.NameOf(block)} "
            + $"{NameOf(justification.Skip)} {NameOf(justification.Notarization)}";
        return NumberOf(proposal.Signer, new ConsensusMessage.Proposed(proposal), name);
    }

    private int NumberOf(ushort peer, ConsensusMessage message, string name)
    {
        if (_numbers.TryGetValue(name, out var number))
            return number;
        _numbers[name] = number = _messages.Count;
        _messages.Add((peer, message));
        return number;
    }

    private IEnumerable<SkipCertificate> Skips(
        View view, ulong[] nullified, List<NotarizationCertificate> notarizations)
    {
        foreach (var low in LowsOf(view, nullified, notarizations))
        {
            if (low == View.First)
                yield return ExploredHeight.Skip(view, low, null);
            foreach (var above in notarizations.Where(above => above.View.Next == low))
                yield return ExploredHeight.Skip(view, low, above);
        }
    }

    // All highest lows that three signers can give whose ranges cover the view, the liar's being any that it can show.
    private SortedSet<View> LowsOf(View view, ulong[] nullified, List<NotarizationCertificate> notarizations)
    {
        var honest = nullified.Select(votes => LowsOf(view, votes)).Where(lows => lows.Count > 0).ToList();
        var liar = notarizations.Where(one => one.View < view).Select(one => one.View.Next).Append(View.First).ToList();
        var found = new SortedSet<View>();
        if (honest.Count == 3)
            AddHighest(found, honest[0], honest[1], honest[2]);
        for (var one = 0; one < honest.Count; one++)
        {
            for (var other = one + 1; other < honest.Count; other++)
                AddHighest(found, honest[one], honest[other], liar);
        }

        return found;
    }

    private static void AddHighest(SortedSet<View> found, List<View> one, List<View> other, List<View> third) =>
        found.UnionWith(from a in one from b in other from c in third select new[] { a, b, c }.Max());

    private List<View> LowsOf(View view, ulong votes) =>
        [.. VotesIn(votes).OfType<Nullify>().Where(vote => vote.Covers(view)).Select(vote => vote.Low).Distinct()];

    private IEnumerable<Vote> VotesIn(ulong votes)
    {
        for (var rest = votes; rest != 0; rest &= rest - 1)
            yield return _height.Votes[BitOperations.TrailingZeroCount(rest)];
    }

    private string NameOf(Certificate? certificate) => certificate switch
    {
        NotarizationCertificate notarized =>
            $"notarization {notarized.View}<{notarized.Parent} {_height.NameOf(notarized.Block)}",
        SkipCertificate skip => $"skip {skip.LowMax}..{skip.View} above ({NameOf(skip.Notarization)})",
        _ => "",
    };
}
