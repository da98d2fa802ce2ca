using System.Buffers.Binary;
using System.Security.Cryptography;
using Ledger.Cryptography;
using Ledger.Execution.State;
using Ledger.Model.Values;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>The entries of the state in one frozen view; what was read ahead is answered from memory.</summary>
internal sealed class RocksStateReader(RocksView view, ChainFamilies families, ReplayMinutes minutes) : IStateReader
{
    // Strangers choose keys; nobody outside this process knows which of them collide.
    private static readonly KeySeed Seed = new(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));

    private readonly Dictionary<StateKey, byte[]?> _ahead = new(new StateKeyComparer(Seed));
    private readonly HashSet<NonceKey> _unused = new(new NonceKeyComparer(Seed));

    /// <summary>Fetches entries in one call. Not while another thread reads.</summary>
    public void ReadAhead(List<StateKey> keys)
    {
        var wanted = keys.FindAll(key => _ahead.TryAdd(key, null));
        var bytes = new byte[wanted.Count * ChainKeys.StateSizeMax];
        var slices = new ReadOnlyMemory<byte>[wanted.Count];
        for (var i = 0; i < slices.Length; i++)
        {
            var start = i * ChainKeys.StateSizeMax;
            slices[i] = bytes.AsMemory(start, ChainKeys.State(wanted[i], bytes.AsSpan(start)).Length);
        }

        var values = new byte[]?[slices.Length];
        view.MultiGet(families.State, slices, values);
        for (var i = 0; i < slices.Length; i++)
            _ahead[wanted[i]] = values[i];
    }

    /// <summary>
    /// Finds out in one call for each bucket which nonces nobody used. Not while another thread reads.
    /// </summary>
    public void ReadAhead(List<NonceKey> nonces)
    {
        if (minutes.IsEmpty)
            return;
        var isUsed = new bool[nonces.Count];
        var bytes = new byte[nonces.Count * ChainKeys.NonceSize];
        var slices = new ReadOnlyMemory<byte>[nonces.Count];
        var values = new byte[]?[nonces.Count];
        var last = ChainKeys.BucketOf(minutes.Newest);
        for (var bucket = ChainKeys.BucketOf(minutes.Oldest); bucket <= last; bucket++)
        {
            for (var i = 0; i < slices.Length; i++)
            {
                slices[i] = bytes.AsMemory(i * ChainKeys.NonceSize, ChainKeys.NonceSize);
                ChainKeys.Nonce(bucket, nonces[i], bytes.AsSpan(i * ChainKeys.NonceSize));
            }

            view.MultiGet(families.Nonces, slices, values);
            for (var i = 0; i < slices.Length; i++)
                isUsed[i] |= values[i] is not null;
        }

        for (var i = 0; i < isUsed.Length; i++)
        {
            if (!isUsed[i])
                _unused.Add(nonces[i]);
        }
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
        if (minutes.IsEmpty || _unused.Contains(new(author, nonce)))
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
