using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Model.Encoding;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>
/// The key layouts of all parts (PROTOCOL 7.2). Integers are big-endian, so that byte order is their order.
/// </summary>
public static class StateKeys
{
    private const byte MemberKind = 1;
    private const byte HoldKind = 1;
    private const byte AccountHoldsKind = 2;

    public static StateKey Account(AccountId account)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size];
        account.Value.CopyTo(bytes);
        return new(StatePart.Accounts, bytes);
    }

    public static StateKey Balance(AccountId account, Ticker token)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size + Ticker.LengthMax];
        account.Value.CopyTo(bytes);
        token.CopyTo(bytes[Digest.Size..]);
        return new(StatePart.Balances, bytes);
    }

    public static bool TryReadBalance(in StateKey key, out AccountId account, out Ticker token)
    {
        (account, token) = (default, default);
        if (key.Part != StatePart.Balances || key.Length != Digest.Size + Ticker.LengthMax)
            return false;
        Span<byte> bytes = stackalloc byte[Digest.Size + Ticker.LengthMax];
        key.CopyTo(bytes);
        var reader = new FixedReader(bytes);
        (account, token) = (reader.Account(), reader.Ticker());
        return reader.IsAtSoundEnd;
    }

    /// <summary>The bounds between which all balances of an account stand.</summary>
    public static (StateKey From, StateKey Until) BalancesOf(AccountId account)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size + Ticker.LengthMax + 1];
        account.Value.CopyTo(bytes);
        bytes[Digest.Size..].Fill(byte.MaxValue);
        return (new(StatePart.Balances, bytes[..Digest.Size]), new(StatePart.Balances, bytes));
    }

    /// <summary>The token of a balance's key.</summary>
    public static Ticker TokenOf(in StateKey balance)
    {
        Span<byte> bytes = stackalloc byte[StateKey.LengthMax];
        balance.CopyTo(bytes);
        var isTicker = Ticker.TryRead(bytes[Digest.Size..balance.Length].TrimEnd((byte)0), out var token);
        Invariant.That(balance.Part == StatePart.Balances && isTicker);
        return token;
    }

    /// <summary>The first key after another one of its part: where a range goes on.</summary>
    public static StateKey After(in StateKey key)
    {
        Span<byte> bytes = stackalloc byte[StateKey.LengthMax];
        key.CopyTo(bytes);
        bytes[key.Length] = 0;
        return new(key.Part, bytes[..(key.Length + 1)]);
    }

    public static StateKey Token(Ticker token)
    {
        Span<byte> bytes = stackalloc byte[Ticker.LengthMax];
        token.CopyTo(bytes);
        return new(StatePart.Tokens, bytes);
    }

    /// <summary>The bounds between which all tokens stand, or those from one on.</summary>
    public static (StateKey From, StateKey Until) TokensFrom(Ticker? first)
    {
        Span<byte> beyond = stackalloc byte[Ticker.LengthMax + 1];
        beyond.Fill(byte.MaxValue);
        return (first is { } token ? Token(token) : new(StatePart.Tokens, []), new(StatePart.Tokens, beyond));
    }

    public static StateKey Order(Ticker token, OperationKind operation, Digest reference)
    {
        Span<byte> bytes = stackalloc byte[Ticker.LengthMax + 1 + Digest.Size];
        token.CopyTo(bytes);
        bytes[Ticker.LengthMax] = (byte)operation;
        reference.CopyTo(bytes[(Ticker.LengthMax + 1)..]);
        return new(StatePart.Orders, bytes);
    }

    public static StateKey Hold(HoldId hold) => Kinded(StatePart.Holds, HoldKind, hold.Value);

    public static bool IsHold(in StateKey key)
    {
        Span<byte> bytes = stackalloc byte[StateKey.LengthMax];
        key.CopyTo(bytes);
        return key.Part == StatePart.Holds && key.Length == 1 + Digest.Size && bytes[0] == HoldKind;
    }

    /// <summary>The hold of a hold's key.</summary>
    public static HoldId HoldOf(in StateKey key)
    {
        Invariant.That(key.Part == StatePart.Holds && key.Length == 1 + Digest.Size);
        Span<byte> bytes = stackalloc byte[1 + Digest.Size];
        key.CopyTo(bytes);
        return new(new(bytes[1..]));
    }

    /// <summary>The list of an account's open holds.</summary>
    public static StateKey AccountHolds(AccountId account) =>
        Kinded(StatePart.Holds, AccountHoldsKind, account.Value);

    public static StateKey Schedule(in ScheduleEntry entry)
    {
        var writer = new FixedWriter(stackalloc byte[ScheduleEntry.Size]);
        writer.UInt64(entry.Due.Milliseconds);
        writer.Byte((byte)entry.Kind);
        writer.Digest(entry.Subject);
        writer.Ticker(entry.Token);
        return new(StatePart.Schedule, writer.Written);
    }

    /// <summary>The lower bound of everything that is due at <paramref name="time"/> or later.</summary>
    public static StateKey ScheduleFrom(Timestamp time)
    {
        var writer = new FixedWriter(stackalloc byte[sizeof(ulong)]);
        writer.UInt64(time.Milliseconds);
        return new(StatePart.Schedule, writer.Written);
    }

    /// <summary>The root of a minute's nested tree; the nonces of the minute follow it.</summary>
    public static StateKey ReplayMinute(ulong minute)
    {
        var writer = new FixedWriter(stackalloc byte[sizeof(ulong)]);
        writer.UInt64(minute);
        return new(StatePart.Replay, writer.Written);
    }

    public static StateKey Replay(ulong minute, AccountId author, Nonce nonce)
    {
        var writer = new FixedWriter(stackalloc byte[sizeof(ulong) + NonceKey.Size]);
        writer.UInt64(minute);
        Span<byte> nonceKey = stackalloc byte[NonceKey.Size];
        new NonceKey(author, nonce).CopyTo(nonceKey);
        writer.Bytes(nonceKey);
        return new(StatePart.Replay, writer.Written);
    }

    public static StateKey Member(ushort index)
    {
        var writer = new FixedWriter(stackalloc byte[1 + sizeof(ushort)]);
        writer.Byte(MemberKind);
        writer.UInt16(index);
        return new(StatePart.Membership, writer.Written);
    }

    private static StateKey Kinded(StatePart part, byte kind, Digest subject)
    {
        var writer = new FixedWriter(stackalloc byte[1 + Digest.Size]);
        writer.Byte(kind);
        writer.Digest(subject);
        return new(part, writer.Written);
    }
}
