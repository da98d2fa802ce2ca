using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.Records;

/// <summary>The open holds of an account, ascending (PROTOCOL 7.11). There is no record of none.</summary>
public sealed record AccountHolds(ImmutableArray<HoldId> Holds) : IStateRecord<AccountHolds>
{
    public const int CountMax = 64;

    public static readonly AccountHolds Empty = new([]);

    public bool IsFull => Holds.Length >= CountMax;

    public int Size => sizeof(ushort) + (Holds.Length * Digest.Size);

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AccountHolds? record)
    {
        record = null;
        var reader = new FixedReader(bytes);
        var count = reader.UInt16();
        if (count is 0 or > CountMax || reader.Remaining != count * Digest.Size)
            return false;
        var holds = new HoldId[count];
        for (var i = 0; i < count; i++)
        {
            holds[i] = new(reader.Digest());
            if (i > 0 && holds[i - 1] >= holds[i])
                return false;
        }

        record = new(ImmutableCollectionsMarshal.AsImmutableArray(holds));
        return true;
    }

    public void Write(ref FixedWriter writer)
    {
        writer.UInt16((ushort)Holds.Length);
        foreach (var hold in Holds)
            writer.Digest(hold.Value);
    }

    public AccountHolds With(HoldId hold) => new(Holds.Insert(~Holds.BinarySearch(hold), hold));

    /// <summary>Null where none is left.</summary>
    public AccountHolds? Without(HoldId hold) => Holds.Length == 1 ? null : new(Holds.Remove(hold));
}
