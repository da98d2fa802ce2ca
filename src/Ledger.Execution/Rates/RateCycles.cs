using Ledger.Execution.Overlay;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Execution.Rates;

/// <summary>
/// Looks whether an agreement would close a cycle along which units multiply (PROTOCOL 8.10). All others that are in
/// force, announced or ahead count at their best, those that are paused do not; they close no such cycle among
/// themselves, so the best way between two tokens is a simple path and the search comes to an end.
/// </summary>
/// <remarks>
/// Nobody blocks others by it: each cycle through an agreement of two tokens leaves one of them and enters the other by
/// agreements of their own issuers, who can pause those at once and alone.
/// </remarks>
internal sealed class RateCycles(StateOverlay state)
{
    /// <summary>
    /// What one search may look at. An agreement counts as many as the way that ends with it has: the fractions grow
    /// with each, and so does the time for the next.
    /// </summary>
    public const uint LookedAtMax = 6_000;

    private readonly Dictionary<Ticker, Reach> _reached = [];
    private readonly Queue<Ticker> _waiting = new();

    /// <summary>What the last check looked at, <see cref="LookedAtMax"/> at most.</summary>
    public uint LookedAt { get; private set; }

    /// <summary>The cycle is named in <paramref name="cycle"/>, from the given token on.</summary>
    public Reason Check(Ticker given, Ticker taken, AgreementRecord agreement, Timestamp now, ICollection<Ticker> cycle)
    {
        LookedAt = 0;
        if (agreement.IsPaused || FindBest(agreement, now) is not { } rate)
            return Reason.None;
        if (!TryReachAll(taken, given, now))
            return Reason.RateCheckTooLarge;
        if (!_reached.TryGetValue(given, out var back) || !(back.Rate * rate > ExactRate.One))
            return Reason.None;
        Name(given, taken, cycle);
        return Reason.RateCycle;
    }

    /// <summary>
    /// Finds the best rate at which units of <paramref name="from"/> turn into those of each token. Goes no further
    /// than <paramref name="until"/>, where the cycle would close.
    /// </summary>
    private bool TryReachAll(Ticker from, Ticker until, Timestamp now)
    {
        _reached.Clear();
        _waiting.Clear();
        _reached.Add(from, new(ExactRate.One, from, Length: 0, IsWaiting: true));
        _waiting.Enqueue(from);
        while (_waiting.TryDequeue(out var at))
        {
            _reached[at] = _reached[at] with { IsWaiting = false };
            if (at == until || state.TokenAgreements[AgreementKeys.List(at)].Record is not { } list)
                continue;
            foreach (var (side, other) in list.Agreements)
            {
                if (side != AgreementSide.Given)
                    continue;
                var length = _reached[at].Length + 1;
                if (LookedAt + length > LookedAtMax)
                    return false;
                LookedAt += length;
                Improve(at, other, now);
            }
        }

        return true;
    }

    private void Improve(Ticker at, Ticker other, Timestamp now)
    {
        var agreement = state.Agreements[AgreementKeys.Agreement(at, other)].Record;
        Invariant.That(agreement is not null);
        if (agreement.IsPaused || FindBest(agreement, now) is not { } rate)
            return;
        var way = _reached[at];
        var reached = way.Rate * rate;
        var isKnown = _reached.TryGetValue(other, out var known);
        if (isKnown && !(reached > known.Rate))
            return;
        _reached[other] = new(reached, at, way.Length + 1, IsWaiting: true);
        if (!isKnown || !known.IsWaiting)
            _waiting.Enqueue(other);
    }

    /// <summary>The best that it gives now or later; none if it has ended.</summary>
    private static ExactRate? FindBest(AgreementRecord agreement, Timestamp now)
    {
        var current = agreement.At(now);
        ExactRate? best = current.Terms.ValidUntil > now ? ExactRate.NetOf(current.Terms.Rate) : null;
        if (current.Change is not { } change || change.Terms.ValidUntil <= now)
            return best;
        var announced = ExactRate.NetOf(change.Terms.Rate);
        return best is { } known && known > announced ? known : announced;
    }

    private void Name(Ticker given, Ticker taken, ICollection<Ticker> cycle)
    {
        var path = new Stack<Ticker>();
        for (var at = _reached[given].From; at != taken; at = _reached[at].From)
            path.Push(at);
        cycle.Add(given);
        cycle.Add(taken);
        while (path.TryPop(out var between))
            cycle.Add(between);
    }

    /// <param name="Length">Agreements along the way.</param>
    private readonly record struct Reach(ExactRate Rate, Ticker From, uint Length, bool IsWaiting);
}
