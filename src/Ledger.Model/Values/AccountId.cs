using Ledger.Cryptography;

namespace Ledger.Model.Values;

/// <summary>
/// Names an account: the tagged hash of its first policy. It never changes, even when the policy does.
/// </summary>
public readonly record struct AccountId(Digest Value) : IComparable<AccountId>
{
    public int CompareTo(AccountId other) => Value.CompareTo(other.Value);

    public static bool operator <(AccountId left, AccountId right) => left.Value < right.Value;

    public static bool operator >(AccountId left, AccountId right) => left.Value > right.Value;

    public static bool operator <=(AccountId left, AccountId right) => left.Value <= right.Value;

    public static bool operator >=(AccountId left, AccountId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
