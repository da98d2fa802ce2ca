using Ledger.Model.Values;

namespace Ledger.Auditor.Runs;

/// <summary>How far an audit is.</summary>
/// <param name="Transactions">Verified so far.</param>
public readonly record struct AuditProgress(Height Done, Height Target, ulong Transactions);
