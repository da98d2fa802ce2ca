using static Ledger.Model.Reasons.CanonicalStatus;

namespace Ledger.Model.Reasons;

/// <summary>Why an admissible transaction failed: numbers of final outcomes on the log.</summary>
internal static class FailureReasons
{
    public static readonly ReasonEntry[] Entries =
    [
        new(
            Reason.TokenUnknown,
            "TOKEN_UNKNOWN",
            NotFound,
            "No token of this ticker is registered."),
        new(
            Reason.TokenExists,
            "TOKEN_EXISTS",
            AlreadyExists,
            "The ticker is taken for ever; choose another."),
        new(
            Reason.MemberUnknown,
            "TOKEN_MEMBER_UNKNOWN",
            FailedPrecondition,
            "The issuer is not a member of the network."),
        new(
            Reason.TreasuryTaken,
            "TOKEN_TREASURY_TAKEN",
            AlreadyExists,
            "The account is the treasury of a token already, or has held units; choose a fresh one."),
        new(
            Reason.BalanceInsufficient,
            "BALANCE_INSUFFICIENT",
            FailedPrecondition,
            "The account has not enough spendable units; pending and expired ones do not count."),
        new(
            Reason.SupplyExceeded,
            "BALANCE_SUPPLY_EXCEEDED",
            FailedPrecondition,
            "The token's maximum supply would be exceeded."),
        new(
            Reason.AmountZero,
            "BALANCE_AMOUNT_ZERO",
            InvalidArgument,
            "The amount is zero; give at least one unit."),
        new(
            Reason.TransferToSelf,
            "BALANCE_TRANSFER_TO_SELF",
            InvalidArgument,
            "Giver and receiver are the same account."),
        new(
            Reason.TransferNotAllowed,
            "TOKEN_TRANSFER_NOT_ALLOWED",
            FailedPrecondition,
            "The token's manifest does not allow this movement."),
        new(
            Reason.SwapLegDuplicate,
            "BALANCE_LEG_DUPLICATE",
            InvalidArgument,
            "Two legs have the same giver, receiver and token; add them up."),
        new(
            Reason.OrderReferenceReused,
            "TX_ORDER_REFERENCE_REUSED",
            AlreadyExists,
            "This order reference took effect before with other content; each order gets its own."),
        new(
            Reason.OrderReferenceMissing,
            "TX_ORDER_REFERENCE_MISSING",
            InvalidArgument,
            "An operation under an issuer's role needs an order reference."),
        new(
            Reason.OrderReferenceUnexpected,
            "TX_ORDER_REFERENCE_UNEXPECTED",
            InvalidArgument,
            "Only operations under an issuer's role carry an order reference."),
        new(
            Reason.MintPerDayExceeded,
            "LIMIT_MINT_PER_DAY",
            ResourceExhausted,
            "The minter's limit for this UTC day would be exceeded; wait until the next day."),
        new(
            Reason.ActivationOffGranularity,
            "LOT_ACTIVATION_OFF_GRANULARITY",
            InvalidArgument,
            "Activation must lie on the token's day or month in UTC."),
        new(
            Reason.ActivationTooFar,
            "LOT_ACTIVATION_TOO_FAR",
            InvalidArgument,
            "Activation lies more than 64 steps of the token's granularity ahead."),
        new(
            Reason.PolicyUnchanged,
            "POLICY_UNCHANGED",
            FailedPrecondition,
            "The account has this policy already."),
    ];
}
