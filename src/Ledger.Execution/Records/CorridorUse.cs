using System.Diagnostics.CodeAnalysis;
using Ledger.Model.Encoding;

namespace Ledger.Execution.Records;

/// <summary>
/// Units given on one UTC day, net of what was taken back (PROTOCOL 7.12). Of another day it says nothing.
/// </summary>
/// <param name="Day">Days since 1970.</param>
public sealed record CorridorUse(ulong Day, ulong Units) : IStateRecord<CorridorUse>
{
    public const int FixedSize = 2 * sizeof(ulong);

    public static readonly CorridorUse None = new(0, 0);

    public int Size => FixedSize;

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out CorridorUse? record)
    {
        var reader = new FixedReader(bytes);
        record = Read(ref reader);
        if (!reader.IsAtSoundEnd)
            record = null;
        return record is not null;
    }

    public static CorridorUse Read(ref FixedReader reader) => new(reader.UInt64(), reader.UInt64());

    public void Write(ref FixedWriter writer)
    {
        writer.UInt64(Day);
        writer.UInt64(Units);
    }

    public ulong On(ulong day) => Day == day ? Units : 0;
}
