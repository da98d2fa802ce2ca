using System.Globalization;

namespace Ledger.Client.Events;

/// <summary>
/// A place in the log (PROTOCOL 11.3), ordered by height, then transaction, then operation. Its text form is
/// <c>height.transaction.operation</c>.
/// </summary>
public readonly record struct EventCursor(ulong Height, uint Transaction, uint Operation) : IComparable<EventCursor>
{
    public static bool TryParse(ReadOnlySpan<char> text, out EventCursor cursor)
    {
        cursor = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, '.') != 3
            || !ulong.TryParse(text[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            || !uint.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var transaction)
            || !uint.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var operation))
        {
            return false;
        }

        cursor = new(height, transaction, operation);
        return true;
    }

    public int CompareTo(EventCursor other) =>
        (Height, Transaction, Operation).CompareTo((other.Height, other.Transaction, other.Operation));

    public static bool operator <(EventCursor left, EventCursor right) => left.CompareTo(right) < 0;

    public static bool operator >(EventCursor left, EventCursor right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventCursor left, EventCursor right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventCursor left, EventCursor right) => left.CompareTo(right) >= 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Height}.{Transaction}.{Operation}");

    internal static EventCursor Read(Contracts.V1.EventCursor? message) => message is null
        ? throw new InvalidDataException("The node sends an event without a cursor.")
        : new(message.Height, message.Transaction, message.Operation);

    internal Contracts.V1.EventCursor ToMessage() =>
        new() { Height = Height, Transaction = Transaction, Operation = Operation };
}
