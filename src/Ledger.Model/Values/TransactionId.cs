using Ledger.Cryptography;

namespace Ledger.Model.Values;

/// <summary>Names a transaction: the tagged hash of network id and body, known before it is signed.</summary>
public readonly record struct TransactionId(Digest Value) : IComparable<TransactionId>
{
    public int CompareTo(TransactionId other) => Value.CompareTo(other.Value);

    public static bool operator <(TransactionId left, TransactionId right) => left.Value < right.Value;

    public static bool operator >(TransactionId left, TransactionId right) => left.Value > right.Value;

    public static bool operator <=(TransactionId left, TransactionId right) => left.Value <= right.Value;

    public static bool operator >=(TransactionId left, TransactionId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
