using Ledger.Cryptography;

namespace Ledger.Model.Values;

/// <summary>
/// Names a network: the tagged hash of the raw bytes of its genesis file. Part of everything that is signed.
/// </summary>
public readonly record struct NetworkId(Digest Value) : IComparable<NetworkId>
{
    public int CompareTo(NetworkId other) => Value.CompareTo(other.Value);

    public static bool operator <(NetworkId left, NetworkId right) => left.Value < right.Value;

    public static bool operator >(NetworkId left, NetworkId right) => left.Value > right.Value;

    public static bool operator <=(NetworkId left, NetworkId right) => left.Value <= right.Value;

    public static bool operator >=(NetworkId left, NetworkId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
