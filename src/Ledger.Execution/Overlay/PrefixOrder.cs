namespace Ledger.Execution.Overlay;

/// <summary>
/// Puts many large items in order without moving them: by the first eight bytes of each, which are a number and differ
/// nearly always, and by the whole only where those are equal. The memory is used again.
/// </summary>
internal sealed class PrefixOrder
{
    private ulong[] _prefixes = [];
    private int[] _indexes = [];

    /// <summary>The indexes of the items in ascending order, until the next call.</summary>
    public ReadOnlySpan<int> Sort(int count, Func<int, ulong> prefixOf, Comparison<int> compare)
    {
        if (_indexes.Length < count)
            (_prefixes, _indexes) = (new ulong[count * 2], new int[count * 2]);
        for (var i = 0; i < count; i++)
            (_prefixes[i], _indexes[i]) = (prefixOf(i), i);
        Array.Sort(_prefixes, _indexes, 0, count);
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && _prefixes[end] == _prefixes[start])
                end++;
            if (end - start > 1)
                _indexes.AsSpan(start, end - start).Sort(compare);
            start = end;
        }

        return _indexes.AsSpan(0, count);
    }
}
