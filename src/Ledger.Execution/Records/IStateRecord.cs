using System.Diagnostics.CodeAnalysis;
using Ledger.Execution.State;
using Ledger.Model.Encoding;

namespace Ledger.Execution.Records;

/// <summary>A value of the state that is read and written whole, and never changed in place.</summary>
public interface IStateRecord<T>
    where T : class, IStateRecord<T>
{
    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    int Size { get; }

    static abstract bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out T? record);

    void Write(ref FixedWriter writer);

    /// <summary>What falls due for the record that stands at this place, if anything does (PROTOCOL 7.7).</summary>
    ScheduleEntry? DueAt(in StateKey key) => null;
}
