namespace Ledger.Node.Starting;

/// <summary>The node can't run as it is set up; the message tells the operator what to mend.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
