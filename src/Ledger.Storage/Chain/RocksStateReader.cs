using System.Buffers.Binary;
using Ledger.Cryptography;
using Ledger.Execution.State;
using Ledger.Model.Values;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>The entries of the state in one frozen view; what was read ahead is answered from memory.</summary>
internal sealed class RocksStateReader(RocksView view, ChainFamilies families, ReplayMinutes minutes) : IStateReader
{
    private readonly Dictionary<StateKey, byte[]?> _ahead = [];

    /// <summary>Fetches keys in one go. Not while another thread reads.</summary>
    public void ReadAhead(IEnumerable<StateKey> keys)
    {
        var wanted = keys.Where(key => !_ahead.ContainsKey(key)).Distinct().ToArray();
        var bytes = new ReadOnlyMemory<byte>[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            var key = new byte[1 + wanted[i].Length];
            ChainKeys.State(wanted[i], key);
            bytes[i] = key;
        }

        var values = new byte[]?[wanted.Length];
        view.MultiGet(families.State, bytes, values);
        for (var i = 0; i < wanted.Length; i++)
            _ahead[wanted[i]] = values[i];
    }

    public bool TryRead(in StateKey key, out ReadOnlyMemory<byte> value)
    {
        if (!_ahead.TryGetValue(key, out var bytes))
            bytes = view.Find(families.State, ChainKeys.State(key, stackalloc byte[ChainKeys.StateSizeMax]));
        value = bytes;
        return bytes is not null;
    }

    public bool TryFindNonce(AccountId author, Nonce nonce, out TransactionId transaction)
    {
        transaction = default;
        if (minutes.IsEmpty)
            return false;
        Span<byte> key = stackalloc byte[ChainKeys.NonceSize];
        var last = ChainKeys.BucketOf(minutes.Newest);
        for (var bucket = ChainKeys.BucketOf(minutes.Oldest); bucket <= last; bucket++)
        {
            using var found = view.Get(families.Nonces, ChainKeys.Nonce(bucket, new(author, nonce), key));
            if (found.IsFound && TryReadNonce(found.Bytes, author, nonce, out transaction))
                return true;
        }

        return false;
    }

    public void ReadRange(in StateKey from, in StateKey until, int countMax, ICollection<StateEntry> entries)
    {
        if (from >= until || countMax <= 0)
            return;
        Span<byte> lower = stackalloc byte[ChainKeys.StateSizeMax];
        Span<byte> upper = stackalloc byte[ChainKeys.StateSizeMax];
        using var iterator = view.Iterate(
            families.State, ChainKeys.State(from, lower), ChainKeys.State(until, upper));
        var count = 0;
        for (var valid = iterator.SeekToFirst(); valid && count < countMax; valid = iterator.MoveNext(), count++)
            entries.Add(new(new((StatePart)iterator.Key[0], iterator.Key[1..]), iterator.Value.ToArray()));
    }

    // The index outlives a minute that was dropped by up to a bucket: the state itself decides.
    private bool TryReadNonce(
        ReadOnlySpan<byte> minute, AccountId author, Nonce nonce, out TransactionId transaction)
    {
        var key = StateKeys.Replay(BinaryPrimitives.ReadUInt64BigEndian(minute), author, nonce);
        var isRead = TryRead(key, out var value);
        transaction = isRead ? new(new Digest(value.Span)) : default;
        return isRead;
    }
}
