using Ledger.Model.Values;

namespace Ledger.Model.Outcomes;

/// <summary>
/// A part of a balance with its own activation and expiry; the epoch stands for "never" and "at once".
/// </summary>
public readonly record struct Lot(Timestamp ExpiresAt, Timestamp ActivatesAt, Amount Amount);
