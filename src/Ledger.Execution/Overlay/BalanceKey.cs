using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

internal readonly record struct BalanceKey(AccountId Account, Ticker Token);
