namespace Ledger.Cli.Invocation;

/// <summary>What was typed can't be carried out; the message says what to type instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
