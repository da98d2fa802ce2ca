namespace Ledger.Model.Reasons;

/// <summary>
/// Why something was refused or failed. The number stands in failed outcomes on the log and never changes; the word on
/// the wire is in <see cref="ReasonCatalogue"/>. Below 1000: refused, nothing recorded. From 1000: failed, recorded.
/// </summary>
public enum Reason : ushort
{
    None = 0,

    TransactionMalformed = 1,
    TransactionNotCanonical = 2,
    TransactionTooLarge = 3,
    TransactionOperationCount = 4,
    TransactionSignatureCount = 5,
    TransactionWorkLimit = 6,
    TransactionWrongNetwork = 7,
    TransactionExpired = 8,
    TransactionValidTooLong = 9,
    TransactionNonceReused = 10,
    TransactionDuplicate = 11,
    TransactionFailureLimit = 12,
    OperationUnknown = 13,
    OperationMalformed = 14,
    TransactionFieldUnknown = 15,
    SignatureOrder = 16,

    SignatureInvalid = 30,
    SignatureSchemeUnknown = 31,
    SignatureSuperfluous = 33,
    SignerMissing = 34,
    SignerUnknownKey = 35,
    ThresholdNotReached = 36,
    AuthorUnknown = 37,
    PolicyMalformed = 38,
    PolicyMismatch = 39,
    SignatureMalformed = 40,
    PolicyRepeated = 41,
    PolicyKeyInvalid = 42,
    PolicyMissing = 43,

    IdentityMissing = 60,
    IdentityDenied = 61,
    LoginInvalid = 62,

    RequestMalformed = 80,
    PageTokenInvalid = 81,
    TransactionNotFound = 82,
    BlockNotFound = 83,
    AccountNotFound = 84,
    TokenNotFound = 85,

    RequestRateLimit = 100,
    ConnectionLimit = 101,
    StreamLimit = 102,
    PoolFull = 103,

    NodeHeightPruned = 120,
    NodeHeightNotReached = 121,
    NodeCatchingUp = 122,
    NodeStopping = 123,
    NodeUnreachable = 124,
    NodeDeadline = 125,

    TokenUnknown = 1000,
    TokenExists = 1001,
    MemberUnknown = 1003,
    TreasuryTaken = 1004,
    BalanceInsufficient = 1010,
    SupplyExceeded = 1012,
    AmountZero = 1013,
    TransferToSelf = 1014,
    TransferNotAllowed = 1015,
    SwapLegDuplicate = 1016,
    OrderReferenceReused = 1020,
    OrderReferenceMissing = 1021,
    OrderReferenceUnexpected = 1022,
    MintPerDayExceeded = 1023,
    ActivationOffGranularity = 1024,
    ActivationTooFar = 1025,
    PolicyUnchanged = 1030,
}
