using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.Records;

/// <summary>The agreements that a token takes part in, in ascending order (PROTOCOL 7.12).</summary>
/// <param name="Quoted">Units of the token that its treasury has set aside for open quotes.</param>
public sealed record TokenAgreements(ulong Quoted, ImmutableArray<TokenAgreement> Agreements)
    : IStateRecord<TokenAgreements>
{
    public const int CountMax = 64;

    public static readonly TokenAgreements Empty = new(0, []);

    private const int EntrySize = 1 + Ticker.LengthMax;

    public bool IsFull => Agreements.Length >= CountMax;

    public int Size => sizeof(ulong) + sizeof(ushort) + (Agreements.Length * EntrySize);

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TokenAgreements? record)
    {
        record = null;
        var reader = new FixedReader(bytes);
        var (quoted, count) = (reader.UInt64(), reader.UInt16());
        if (count > CountMax || reader.Remaining != count * EntrySize)
            return false;
        var agreements = new TokenAgreement[count];
        for (var i = 0; i < count; i++)
        {
            agreements[i] = new((AgreementSide)reader.Byte(), reader.Ticker());
            var isSound = agreements[i].Side is AgreementSide.Given or AgreementSide.Taken
                && (i == 0 || agreements[i - 1].CompareTo(agreements[i]) < 0);
            if (!isSound)
                return false;
        }

        if (reader.IsAtSoundEnd)
            record = new(quoted, ImmutableCollectionsMarshal.AsImmutableArray(agreements));
        return record is not null;
    }

    public void Write(ref FixedWriter writer)
    {
        writer.UInt64(Quoted);
        writer.UInt16((ushort)Agreements.Length);
        foreach (var (side, other) in Agreements)
        {
            writer.Byte((byte)side);
            writer.Ticker(other);
        }
    }

    public bool Contains(TokenAgreement agreement) => Agreements.BinarySearch(agreement) >= 0;

    public TokenAgreements With(TokenAgreement agreement) =>
        this with { Agreements = Agreements.Insert(~Agreements.BinarySearch(agreement), agreement) };
}

/// <summary>An agreement as one of its tokens sees it.</summary>
public readonly record struct TokenAgreement(AgreementSide Side, Ticker Other) : IComparable<TokenAgreement>
{
    public int CompareTo(TokenAgreement other) =>
        Side != other.Side ? Side.CompareTo(other.Side) : Other.CompareTo(other.Other);

    public static bool operator <(TokenAgreement left, TokenAgreement right) => left.CompareTo(right) < 0;

    public static bool operator >(TokenAgreement left, TokenAgreement right) => left.CompareTo(right) > 0;

    public static bool operator <=(TokenAgreement left, TokenAgreement right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TokenAgreement left, TokenAgreement right) => left.CompareTo(right) >= 0;
}

/// <summary>Whether the token is given or taken. Numbers stand in the state.</summary>
public enum AgreementSide : byte
{
    Given = 1,
    Taken = 2,
}
