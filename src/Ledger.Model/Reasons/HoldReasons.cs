using static Ledger.Model.Reasons.CanonicalStatus;

namespace Ledger.Model.Reasons;

/// <summary>Why an operation on a hold failed.</summary>
internal static class HoldReasons
{
    public static readonly ReasonEntry[] Entries =
    [
        new(
            Reason.HoldUnknown,
            "HOLD_UNKNOWN",
            NotFound,
            "There is no such hold, or it ended long ago."),
        new(
            Reason.HoldCaptured,
            "HOLD_CAPTURED",
            FailedPrecondition,
            "The hold was captured before; each hold ends once."),
        new(
            Reason.HoldReleased,
            "HOLD_RELEASED",
            FailedPrecondition,
            "The hold was released before; each hold ends once."),
        new(
            Reason.HoldExpired,
            "HOLD_EXPIRED",
            FailedPrecondition,
            "The time of the hold has passed; what it held is back with its holder."),
        new(
            Reason.HoldAmountExceeded,
            "HOLD_AMOUNT_EXCEEDED",
            FailedPrecondition,
            "The hold has fewer units than were to be captured."),
        new(
            Reason.HoldWrongParty,
            "HOLD_WRONG_PARTY",
            PermissionDenied,
            "Who acts is not the party of the hold that may."),
        new(
            Reason.HoldTermOutOfRange,
            "HOLD_TERM_OUT_OF_RANGE",
            InvalidArgument,
            "A hold ends ahead of block time and at most 30 days after it."),
        new(
            Reason.HoldCountExceeded,
            "LIMIT_HOLDS",
            ResourceExhausted,
            "The account has as many open holds as it may; end one first."),
        new(
            Reason.HoldOfTreasury,
            "HOLD_OF_TREASURY",
            FailedPrecondition,
            "A token's own treasury sets nothing aside by holds."),
        new(
            Reason.HoldIsQuote,
            "HOLD_IS_QUOTE",
            FailedPrecondition,
            "A quote is taken up by an exchange, or ends by itself."),
    ];
}
