using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Model.Encoding;
using Ledger.Model.Validators;
using Ledger.Model.Values;

namespace Ledger.Storage.Chain;

/// <summary>What is written beside each block to go on from it: replaced by every commit.</summary>
internal sealed record StoredTip(Height Height, ReplayMinutes Minutes, ValidatorSet Validators, MerkleFrontier History)
{
    private const int FixedSize = 3 * sizeof(ulong) + sizeof(ushort);
    private const int ValidatorSize = sizeof(ushort) + Digest.Size;

    public byte[] ToBytes()
    {
        var size = FixedSize + Validators.Count * ValidatorSize;
        var bytes = new byte[size + History.EncodedSize];
        var writer = new FixedWriter(bytes);
        writer.UInt64(Height.Value);
        writer.UInt64(Minutes.Oldest);
        writer.UInt64(Minutes.Newest);
        writer.UInt16((ushort)Validators.Count);
        foreach (var validator in Validators.Validators)
        {
            writer.UInt16(validator.Index);
            writer.Digest(validator.Key);
        }

        History.Encode(bytes.AsSpan(size));
        return bytes;
    }

    /// <summary>The height alone, or genesis if the bytes hold none.</summary>
    public static Height HeightOf(ReadOnlySpan<byte> bytes) => new(new FixedReader(bytes).UInt64());

    public static bool TryRead(ReadOnlySpan<byte> bytes, out StoredTip? tip)
    {
        tip = null;
        var reader = new FixedReader(bytes);
        var height = new Height(reader.UInt64());
        var minutes = new ReplayMinutes(reader.UInt64(), reader.UInt64());
        var validators = new Validator[reader.UInt16()];
        for (var i = 0; i < validators.Length; i++)
            validators[i] = new(reader.UInt16(), reader.Digest());
        var history = reader.Bytes(reader.Remaining);
        if (!reader.IsSound || !ValidatorSet.TryCreate(validators, out var set) || set is null)
            return false;
        if (!MerkleFrontier.TryDecode(history, out var frontier))
            return false;
        tip = new(height, minutes, set, frontier);
        return true;
    }
}
