using System.Buffers.Binary;
using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Storage.Chain;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Inspection;

/// <summary>Holds state, nonces and trees, as they are stored at the tip, against what execution made.</summary>
internal sealed class StateComparison(ComparedStore store, MemoryState state)
{
    private readonly ChainFamilies _families = store.Families;

    public void Check()
    {
        CheckState();
        CheckNonces();
        CheckPages();
    }

    private void CheckState()
    {
        Span<byte> key = stackalloc byte[ChainKeys.StateSizeMax];
        using var iterator = store.View.Iterate(_families.State, once: true);
        var valid = SkipStamp(iterator);
        foreach (var entry in state.Entries())
        {
            if (!valid
                || !iterator.Key.SequenceEqual(ChainKeys.State(entry.Key, key))
                || !iterator.Value.SequenceEqual(entry.Value.Span))
            {
                throw store.Damage(_families.State, $"{entry.Key} is not what execution makes");
            }

            valid = iterator.MoveNext();
        }

        if (valid)
            throw store.Damage(_families.State, $"{TextOf(iterator.Key)} is more than execution makes");
    }

    /// <summary>
    /// Every nonce of the state is indexed; what the index has beyond them is of minutes that passed.
    /// </summary>
    private void CheckNonces()
    {
        Span<byte> key = stackalloc byte[ChainKeys.NonceSize];
        ulong remembered = 0;
        foreach (var entry in state.Entries())
        {
            if (!NonceKey.TryRead(entry.Key, out var minute, out var nonce))
                continue;
            remembered++;
            using var stored = store.View.Get(
                _families.Nonces, ChainKeys.Nonce(ChainKeys.BucketOf(minute), nonce, key));
            if (!stored.IsFound || !stored.Bytes.SequenceEqual(Number(minute)))
                throw store.Damage(_families.Nonces, $"{TextOf(key)} is not of minute {minute}");
            if (store.Tip.Minutes.IsEmpty || minute < store.Tip.Minutes.Oldest || minute > store.Tip.Minutes.Newest)
                throw store.Damage(_families.Meta, $"the tip's range of minutes lacks {minute}");
        }

        CheckPassedNonces(remembered);
    }

    private void CheckPassedNonces(ulong remembered)
    {
        using var iterator = store.View.Iterate(_families.Nonces, once: true);
        for (var valid = SkipStamp(iterator); valid; valid = iterator.MoveNext())
        {
            var minute = iterator.Value.Length == sizeof(ulong)
                ? BinaryPrimitives.ReadUInt64BigEndian(iterator.Value)
                : 0;
            var isKey = iterator.Key.Length == ChainKeys.NonceSize
                && iterator.Key[..sizeof(ulong)].SequenceEqual(Number(ChainKeys.BucketOf(minute)));
            if (!isKey)
                throw store.Damage(_families.Nonces, $"{TextOf(iterator.Key)} is in a wrong bucket");
            if (state.TryRead(StateKeys.ReplayMinute(minute), out _))
                remembered--;
        }

        if (remembered != 0)
            throw store.Damage(_families.Nonces, "has other nonces of minutes that are remembered than the state");
    }

    private void CheckPages()
    {
        ulong count = 0;
        using var iterator = store.View.Iterate(_families.Pages, once: true);
        for (var valid = SkipStamp(iterator); valid; valid = iterator.MoveNext(), count++)
        {
            if (!TryReadPosition(iterator.Key, out var position)
                || state.View.Pages.Find(position) is not { } page
                || !page.Bytes.Span.SequenceEqual(iterator.Value))
            {
                throw store.Damage(_families.Pages, $"{TextOf(iterator.Key)} is not what execution makes");
            }
        }

        if (count != (ulong)state.PageCount)
            throw store.Damage(_families.Pages, $"holds {count} pages, execution makes {state.PageCount}");
    }

    // Only a key that is written again just so is one.
    private static bool TryReadPosition(ReadOnlySpan<byte> key, out TreePosition position)
    {
        position = default;
        var reader = new FixedReader(key);
        var tree = new TreeId(reader.Byte(), reader.UInt64());
        var depth = reader.Byte();
        var prefix = reader.Bytes(reader.Remaining);
        if (!reader.IsSound || depth % TreePage.Levels != 0 || prefix.Length > Digest.Size)
            return false;
        Span<byte> padded = stackalloc byte[TreePosition.KeySizeMax];
        padded.Clear();
        prefix.CopyTo(padded);
        position = TreePosition.Of(tree, depth, new(padded[..Digest.Size]));
        position.CopyKeyTo(padded);
        return key.SequenceEqual(padded[..position.KeySize]);
    }

    private static string TextOf(ReadOnlySpan<byte> key) => Convert.ToHexStringLower(key);

    private static bool SkipStamp(RocksIterator iterator) =>
        iterator.SeekToFirst() && (!iterator.Key.SequenceEqual(ChainKeys.Stamp) || iterator.MoveNext());

    private static byte[] Number(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
