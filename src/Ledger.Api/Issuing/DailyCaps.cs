using Grpc.Core;
using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Api.Issuing;

/// <summary>
/// Counts what each client takes of its daily caps. A step ahead of the count is on the disk before the units are
/// promised, so a crash never gives a client more, and the disk is written at most so many times a day.
/// </summary>
public sealed class DailyCaps
{
    /// <summary>Steps in which a whole cap is written down.</summary>
    private const ulong StepsPerCap = 64;

    private readonly Lock _gate = new();
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<Ticker, ulong>> _caps;
    private readonly ICapStore _store;
    private readonly TimeProvider _clock;
    private readonly Dictionary<(string Client, Ticker Token), Use> _uses = [];

    /// <param name="caps">By client and token; what is not there is 0.</param>
    public DailyCaps(
        IReadOnlyDictionary<string, IReadOnlyDictionary<Ticker, ulong>> caps, ICapStore store, TimeProvider clock)
    {
        (_caps, _store, _clock) = (caps, store, clock);
        foreach (var use in store.Read())
            _uses[(use.Client, use.Token)] = new(use.Day, use.Units, use.Units);
    }

    /// <summary>Takes units of the caps of a client, of all tokens or of none. False if a cap is too small.</summary>
    /// <param name="units">A token once.</param>
    public CapReservation? TryReserve(string client, IReadOnlyDictionary<Ticker, ulong> units)
    {
        lock (_gate)
        {
            var day = Today();
            if (units.Any(entry => entry.Value > Left(client, entry.Key, day)))
                return null;
            var isBeyondMark = false;
            foreach (var (token, taken) in units)
                isBeyondMark |= Add(client, token, day, taken);
            if (isBeyondMark)
                Write();
            return new(this, client, day, units);
        }
    }

    internal void GiveBack(string client, ulong day, IReadOnlyDictionary<Ticker, ulong> units)
    {
        lock (_gate)
        {
            foreach (var (token, taken) in units)
            {
                if (_uses.TryGetValue((client, token), out var use) && use.Day == day)
                    _uses[(client, token)] = use with { Units = use.Units - taken };
            }
        }
    }

    /// <summary>The refusal of what is beyond a cap: it cannot succeed before the next day.</summary>
    public RpcException Refusal()
    {
        var now = _clock.GetUtcNow();
        return RpcErrors.Of(Reason.DailyCapExceeded, now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime);
    }

    private ulong CapOf(string client, Ticker token) =>
        _caps.TryGetValue(client, out var caps) ? caps.GetValueOrDefault(token) : 0;

    private ulong Left(string client, Ticker token, ulong day)
    {
        var used = _uses.TryGetValue((client, token), out var use) && use.Day == day ? use.Units : 0;
        var cap = CapOf(client, token);
        return cap - Math.Min(cap, used);
    }

    /// <summary>True if the count went beyond what is on the disk.</summary>
    private bool Add(string client, Ticker token, ulong day, ulong units)
    {
        var use = _uses.GetValueOrDefault((client, token));
        if (use.Day != day)
            use = new(day, 0, 0);
        use = use with { Units = use.Units + units };
        var isBeyond = use.Units > use.Mark;
        if (isBeyond)
        {
            var cap = CapOf(client, token);
            use = use with { Mark = use.Units + Math.Min(cap / StepsPerCap, cap - use.Units) };
        }

        _uses[(client, token)] = use;
        return isBeyond;
    }

    private void Write()
    {
        var day = Today();
        _store.Write([
            .. _uses.Where(entry => entry.Value.Day == day).Select(entry =>
                new CapUse(entry.Key.Client, entry.Key.Token, entry.Value.Day, entry.Value.Mark)),
        ]);
    }

    private ulong Today() => (ulong)_clock.GetUtcNow().ToUnixTimeSeconds() / (24 * 60 * 60);

    /// <param name="Mark">What the disk says: never less than the units.</param>
    private readonly record struct Use(ulong Day, ulong Units, ulong Mark);
}

/// <summary>Units that a client has taken of its caps.</summary>
public sealed class CapReservation(
    DailyCaps caps, string client, ulong day, IReadOnlyDictionary<Ticker, ulong> units)
{
    /// <summary>Nothing was moved, and it is certain that nothing will be.</summary>
    public void GiveBack() => caps.GiveBack(client, day, units);
}
