namespace Ledger.Execution.Overlay;

/// <summary>
/// Puts many large items in order without moving them: each is a row of 64-bit numbers, compared from the first on, and
/// a later number is looked at only among items that share all before it. The memory is used again.
/// </summary>
internal sealed class WordOrder
{
    private ulong[] _words = [];
    private int[] _indexes = [];

    /// <summary>The indexes of the items in ascending order, until the next call.</summary>
    /// <param name="wordCount">How many numbers each item has.</param>
    /// <param name="wordOf">The number of an item, by index of the item and of the number.</param>
    public ReadOnlySpan<int> Sort(int count, int wordCount, Func<int, int, ulong> wordOf)
    {
        if (_indexes.Length < count)
            (_words, _indexes) = (new ulong[count * 2], new int[count * 2]);
        for (var i = 0; i < count; i++)
            _indexes[i] = i;
        Sort(0, count, 0, wordCount, wordOf);
        return _indexes.AsSpan(0, count);
    }

    /// <summary>Sorts items that share all numbers before <paramref name="word"/>.</summary>
    private void Sort(int start, int count, int word, int wordCount, Func<int, int, ulong> wordOf)
    {
        for (var i = start; i < start + count; i++)
            _words[i] = wordOf(_indexes[i], word);
        Array.Sort(_words, _indexes, start, count);
        if (word + 1 == wordCount)
            return;
        for (int first = start, end; first < start + count; first = end)
        {
            for (end = first + 1; end < start + count && _words[end] == _words[first];)
                end++;
            if (end - first > 1)
                Sort(first, end - first, word + 1, wordCount, wordOf);
        }
    }
}
