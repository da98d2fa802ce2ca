using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;

namespace Ledger.Execution.Lots;

/// <summary>
/// The lots of one balance in canonical order: by expiry, "never" last, then by activation; no two alike, none empty
/// (PROTOCOL 7.4). Used again by later blocks, so that a block allocates only for what it touches beyond them.
/// </summary>
/// <remarks>Sums never overflow: all lots of a token together are at most its supply, 2^63 − 1.</remarks>
internal sealed class LotList
{
    private Lot[] _lots = new Lot[1];

    public int Count { get; private set; }

    public ReadOnlySpan<Lot> Lots => _lots.AsSpan(0, Count);

    public ulong Total
    {
        get
        {
            ulong total = 0;
            foreach (ref readonly var lot in Lots)
                total += lot.Amount.Units;
            return total;
        }
    }

    /// <summary>Units whose lot still has an activation date, though it may have passed unswept.</summary>
    public ulong Pending
    {
        get
        {
            ulong pending = 0;
            foreach (ref readonly var lot in Lots)
                pending += lot.ActivatesAt == Timestamp.Epoch ? 0 : lot.Amount.Units;
            return pending;
        }
    }

    public void Clear() => Count = 0;

    public void CopyFrom(LotList other)
    {
        Reserve(other.Count);
        other.Lots.CopyTo(_lots);
        Count = other.Count;
    }

    /// <summary>Adds units to the lot of the same dates, or as a lot of their own.</summary>
    public void Add(in Lot lot)
    {
        Invariant.That(!lot.Amount.IsZero);
        var index = 0;
        while (index < Count && Compare(_lots[index], lot) < 0)
            index++;
        if (index < Count && Compare(_lots[index], lot) == 0)
            _lots[index] = lot with { Amount = new(_lots[index].Amount.Units + lot.Amount.Units) };
        else
            Insert(index, lot);
    }

    /// <summary>
    /// Takes exactly the amount, from the lots that expire first; nothing if what is spendable does not cover it.
    /// The parts taken are added to <paramref name="taken"/> as they stood here.
    /// </summary>
    public bool TryTake(Amount amount, Timestamp now, LotList taken)
    {
        if (SpendableAt(now) < amount.Units)
            return false;
        var rest = amount.Units;
        for (var i = 0; i < Count && rest > 0; i++)
        {
            ref var lot = ref _lots[i];
            if (!IsSpendable(lot, now))
                continue;
            var part = Math.Min(rest, lot.Amount.Units);
            taken.Add(lot with { Amount = new(part) });
            lot = lot with { Amount = new(lot.Amount.Units - part) };
            rest -= part;
        }

        Invariant.That(rest == 0);
        RemoveEmpty();
        return true;
    }

    /// <summary>Moves the lots that expire exactly then to <paramref name="expired"/>.</summary>
    public void TakeExpiring(Timestamp due, LotList expired)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_lots[i].ExpiresAt != due)
                continue;
            expired.Add(_lots[i]);
            _lots[i] = _lots[i] with { Amount = Amount.Zero };
        }

        RemoveEmpty();
    }

    /// <summary>Takes the activation date off the lots that activate exactly then; lists them as they stood.</summary>
    public void Activate(Timestamp due, LotList activated)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_lots[i].ActivatesAt != due)
                continue;
            activated.Add(_lots[i]);
            _lots[i] = _lots[i] with { Amount = Amount.Zero };
        }

        RemoveEmpty();
        foreach (ref readonly var lot in activated.Lots)
            Add(lot with { ActivatesAt = Timestamp.Epoch });
    }

    /// <summary>Takes exactly the amount from lots of any date, those first that expire first.</summary>
    public bool TryTakeAny(Amount amount, LotList taken) =>
        // Nothing has expired yet at the epoch; only what is pending is left out.
        TryTake(amount, Timestamp.Epoch, taken);

    /// <summary>Makes one lot of all whose date has passed, under the latest of their dates.</summary>
    public void MergePassed(Timestamp now)
    {
        var passed = 0;
        while (passed < Count && _lots[passed].ExpiresAt != Timestamp.Epoch && _lots[passed].ExpiresAt <= now)
            passed++;
        for (var i = 1; i < passed; i++)
        {
            _lots[i] = _lots[i] with { Amount = new(_lots[i].Amount.Units + _lots[i - 1].Amount.Units) };
            _lots[i - 1] = _lots[i - 1] with { Amount = Amount.Zero };
        }

        RemoveEmpty();
    }

    /// <summary>Whether the lots are in order, none twice and none empty.</summary>
    public bool IsCanonical()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_lots[i].Amount.IsZero || (i > 0 && Compare(_lots[i - 1], _lots[i]) >= 0))
                return false;
        }

        return true;
    }

    /// <summary>Puts a lot at the end as it was read; <see cref="IsCanonical"/> judges the whole list.</summary>
    public void Append(in Lot lot) => Insert(Count, lot);

    private ulong SpendableAt(Timestamp now)
    {
        ulong spendable = 0;
        foreach (ref readonly var lot in Lots)
            spendable += IsSpendable(lot, now) ? lot.Amount.Units : 0;
        return spendable;
    }

    /// <summary>From its activation on, and until before its expiry, whether the sweep has come by or not.</summary>
    private static bool IsSpendable(in Lot lot, Timestamp now) =>
        lot.ActivatesAt <= now && (lot.ExpiresAt == Timestamp.Epoch || lot.ExpiresAt > now);

    private static int Compare(in Lot left, in Lot right)
    {
        // "Never" is 0 and sorts last: one less, it wraps around to the highest number.
        var (leftExpiry, rightExpiry) = unchecked((left.ExpiresAt.Milliseconds - 1, right.ExpiresAt.Milliseconds - 1));
        return leftExpiry != rightExpiry
            ? leftExpiry.CompareTo(rightExpiry)
            : left.ActivatesAt.CompareTo(right.ActivatesAt);
    }

    private void Insert(int index, in Lot lot)
    {
        Reserve(Count + 1);
        _lots.AsSpan(index, Count - index).CopyTo(_lots.AsSpan(index + 1));
        _lots[index] = lot;
        Count++;
    }

    private void RemoveEmpty()
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!_lots[i].Amount.IsZero)
                _lots[kept++] = _lots[i];
        }

        Count = kept;
    }

    private void Reserve(int count)
    {
        if (count > _lots.Length)
            Array.Resize(ref _lots, Math.Max(count, _lots.Length * 2));
    }
}
