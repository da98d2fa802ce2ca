using System.Diagnostics.CodeAnalysis;

namespace Ledger.Client.Answers;

/// <summary>
/// What a node said: a value or an error. Those who can go on without a value ask <see cref="TryGet"/>, the others take
/// <see cref="Value"/>, which throws.
/// </summary>
public readonly struct Answer<T>
    where T : notnull
{
    private readonly T? _value;

    public Answer(T value) => _value = value;

    public Answer(LedgerError error) => Error = error;

    public LedgerError? Error { get; }

    /// <exception cref="LedgerException">The answer is an error.</exception>
    public T Value => Error is null ? _value! : throw new LedgerException(Error);

    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out LedgerError? error)
    {
        (value, error) = (_value, Error);
        return error is null;
    }

    public Answer<TOther> Select<TOther>(Func<T, TOther> read)
        where TOther : notnull => Error is null ? new(read(_value!)) : new(Error);
}
