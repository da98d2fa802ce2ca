namespace Ledger.Client.Answers;

/// <summary>Thrown where a caller asks for the value of an answer that is an error.</summary>
public sealed class LedgerException(LedgerError error) : Exception(error.ToString())
{
    public LedgerError Error { get; } = error;
}
