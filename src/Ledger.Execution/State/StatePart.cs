namespace Ledger.Execution.State;

/// <summary>
/// The authenticated maps that make up the state, numbered in the order of their roots (PROTOCOL 7.1).
/// </summary>
public enum StatePart : byte
{
    Accounts = 1,
    Balances = 2,
    Tokens = 3,
    Orders = 4,
    Holds = 5,
    Agreements = 6,
    Schedule = 7,
    Replay = 8,
    Membership = 9,
}
