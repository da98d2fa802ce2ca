namespace Ledger.Model.Transactions;

/// <summary>
/// Numbers on the wire and on the log: stable, never reused. Later operations take the numbers left free.
/// </summary>
public enum OperationKind : byte
{
    RegisterToken = 1,
    Mint = 2,
    Transfer = 5,
    Redeem = 6,
    Hold = 8,
    Capture = 9,
    Release = 10,
    Swap = 12,
    AgreeRate = 13,
    AmendRate = 14,
    PauseRate = 15,
    Exchange = 16,
    Quote = 17,
    ReplacePolicy = 29,
}
