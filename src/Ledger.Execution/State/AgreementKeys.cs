using System.Buffers.Binary;
using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>The key layouts of the agreements part (PROTOCOL 7.12, 7.13).</summary>
public static class AgreementKeys
{
    private const int PairSize = 1 + (2 * Ticker.LengthMax);
    private const int ClaimsSize = 1 + Digest.Size + Ticker.LengthMax;

    /// <summary>The agreement by which units of one token are given for those of the other.</summary>
    public static StateKey Agreement(Ticker given, Ticker taken)
    {
        var writer = new FixedWriter(stackalloc byte[PairSize]);
        WritePair(ref writer, AgreementEntryKind.Agreement, given, taken);
        return new(StatePart.Agreements, writer.Written);
    }

    /// <param name="agreement">The agreement's key.</param>
    /// <param name="number">Counted from 1.</param>
    public static StateKey Revision(in StateKey agreement, uint number)
    {
        Span<byte> bytes = stackalloc byte[PairSize + sizeof(uint)];
        agreement.CopyTo(bytes);
        bytes[0] = (byte)AgreementEntryKind.Revision;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[PairSize..], number);
        return new(StatePart.Agreements, bytes);
    }

    /// <summary>The list of the agreements that a token takes part in.</summary>
    public static StateKey List(Ticker token)
    {
        var writer = new FixedWriter(stackalloc byte[1 + Ticker.LengthMax]);
        writer.Byte((byte)AgreementEntryKind.List);
        writer.Ticker(token);
        return new(StatePart.Agreements, writer.Written);
    }

    /// <summary>What an account has used of an agreement's corridor.</summary>
    public static StateKey Corridor(Ticker given, Ticker taken, AccountId account)
    {
        var writer = new FixedWriter(stackalloc byte[PairSize + Digest.Size]);
        WritePair(ref writer, AgreementEntryKind.Corridor, given, taken);
        writer.Account(account);
        return new(StatePart.Agreements, writer.Written);
    }

    /// <summary>The claims that a treasury holds of another member's token.</summary>
    public static StateKey Claims(AccountId treasury, Ticker token)
    {
        var writer = new FixedWriter(stackalloc byte[ClaimsSize]);
        WriteClaims(ref writer, AgreementEntryKind.Claims, treasury, token);
        return new(StatePart.Agreements, writer.Written);
    }

    /// <summary>What a position was from a height on, until the next height that has an entry.</summary>
    public static StateKey Position(AccountId treasury, Ticker token, Height height)
    {
        var writer = new FixedWriter(stackalloc byte[ClaimsSize + sizeof(ulong)]);
        WriteClaims(ref writer, AgreementEntryKind.Position, treasury, token);
        writer.UInt64(height.Value);
        return new(StatePart.Agreements, writer.Written);
    }

    public static AgreementEntryKind KindOf(in StateKey key)
    {
        Span<byte> bytes = stackalloc byte[StateKey.LengthMax];
        key.CopyTo(bytes);
        return key.Part == StatePart.Agreements && key.Length > 0 ? (AgreementEntryKind)bytes[0] : default;
    }

    /// <summary>The bounds between which all entries of a kind stand.</summary>
    public static (StateKey From, StateKey Until) All(AgreementEntryKind kind) =>
        (new(StatePart.Agreements, [(byte)kind]), new(StatePart.Agreements, [(byte)(kind + 1)]));

    /// <summary>The bounds between which the revisions of an agreement stand.</summary>
    public static (StateKey From, StateKey Until) RevisionsOf(in StateKey agreement) =>
        (Revision(agreement, 0), Revision(agreement, uint.MaxValue));

    /// <summary>The bounds between which the history of a position stands.</summary>
    public static (StateKey From, StateKey Until) HistoryOf(AccountId treasury, Ticker token) =>
        (Position(treasury, token, new(0)), Position(treasury, token, new(ulong.MaxValue)));

    /// <summary>The bounds between which what accounts used of an agreement's corridor stands.</summary>
    public static (StateKey From, StateKey Until) CorridorsOf(Ticker given, Ticker taken)
    {
        Span<byte> bytes = stackalloc byte[PairSize + Digest.Size + 1];
        var writer = new FixedWriter(bytes);
        WritePair(ref writer, AgreementEntryKind.Corridor, given, taken);
        var from = new StateKey(StatePart.Agreements, writer.Written);
        bytes[PairSize..].Fill(byte.MaxValue);
        return (from, new(StatePart.Agreements, bytes));
    }

    /// <summary>The account that used something of a corridor.</summary>
    public static AccountId AccountOf(in StateKey corridor)
    {
        Span<byte> bytes = stackalloc byte[StateKey.LengthMax];
        corridor.CopyTo(bytes);
        return new(new(bytes[PairSize..corridor.Length]));
    }

    /// <summary>The two tokens of an agreement, of one of its revisions, or of what an account used of it.</summary>
    public static (Ticker Given, Ticker Taken) PairOf(in StateKey key)
    {
        Span<byte> bytes = stackalloc byte[StateKey.LengthMax];
        key.CopyTo(bytes);
        var reader = new FixedReader(bytes[1..key.Length]);
        return (reader.Ticker(), reader.Ticker());
    }

    /// <summary>The token of a list.</summary>
    public static Ticker TokenOf(in StateKey list)
    {
        Span<byte> bytes = stackalloc byte[StateKey.LengthMax];
        list.CopyTo(bytes);
        return new FixedReader(bytes[1..list.Length]).Ticker();
    }

    /// <summary>Treasury and token of claims, or of what a position was.</summary>
    /// <param name="height">From which on it was so; 0 for claims.</param>
    public static (AccountId Treasury, Ticker Token) ClaimsOf(in StateKey key, out Height height)
    {
        Span<byte> bytes = stackalloc byte[StateKey.LengthMax];
        key.CopyTo(bytes);
        var reader = new FixedReader(bytes[1..key.Length]);
        var (treasury, token) = (reader.Account(), reader.Ticker());
        height = new(reader.Remaining == 0 ? 0 : reader.UInt64());
        return (treasury, token);
    }

    private static void WritePair(ref FixedWriter writer, AgreementEntryKind kind, Ticker given, Ticker taken)
    {
        writer.Byte((byte)kind);
        writer.Ticker(given);
        writer.Ticker(taken);
    }

    private static void WriteClaims(ref FixedWriter writer, AgreementEntryKind kind, AccountId treasury, Ticker token)
    {
        writer.Byte((byte)kind);
        writer.Account(treasury);
        writer.Ticker(token);
    }
}

/// <summary>What an entry of the agreements part is: the first byte of its key.</summary>
public enum AgreementEntryKind : byte
{
    Agreement = 1,
    Revision = 2,

    /// <summary>The agreements that a token takes part in.</summary>
    List = 3,

    /// <summary>What an account used of a corridor.</summary>
    Corridor = 4,

    Claims = 5,

    /// <summary>What a position was.</summary>
    Position = 6,
}
