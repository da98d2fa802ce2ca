using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;

namespace Ledger.Model.Values;

/// <summary>
/// Names a hold: the tagged hash of the transaction and operation that made it, known before sending.
/// </summary>
public readonly record struct HoldId(Digest Value) : IComparable<HoldId>
{
    /// <param name="operation">Index of the operation in its transaction.</param>
    public static HoldId Of(TransactionId transaction, int operation)
    {
        var writer = new FixedWriter(stackalloc byte[Digest.Size + sizeof(ushort)]);
        writer.Digest(transaction.Value);
        writer.UInt16((ushort)operation);
        return new(TaggedHash.Hold.Hash(writer.Written));
    }

    public int CompareTo(HoldId other) => Value.CompareTo(other.Value);

    public static bool operator <(HoldId left, HoldId right) => left.Value < right.Value;

    public static bool operator >(HoldId left, HoldId right) => left.Value > right.Value;

    public static bool operator <=(HoldId left, HoldId right) => left.Value <= right.Value;

    public static bool operator >=(HoldId left, HoldId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
