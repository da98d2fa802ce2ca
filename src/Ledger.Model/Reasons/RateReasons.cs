using static Ledger.Model.Reasons.CanonicalStatus;

namespace Ledger.Model.Reasons;

/// <summary>Why an operation on a rate agreement, an exchange or a quote failed.</summary>
internal static class RateReasons
{
    public static readonly ReasonEntry[] Entries =
    [
        new(
            Reason.RateUnknown,
            "RATE_UNKNOWN",
            NotFound,
            "The two tokens have no rate agreement in this direction."),
        new(
            Reason.RateSameMember,
            "RATE_SAME_MEMBER",
            InvalidArgument,
            "A rate is agreed between tokens of two members."),
        new(
            Reason.RateTermsOutOfRange,
            "RATE_TERMS_OUT_OF_RANGE",
            InvalidArgument,
            "The validity has passed, or the fee would go to a treasury."),
        new(
            Reason.RateExists,
            "RATE_EXISTS",
            AlreadyExists,
            "The two tokens have an agreement in this direction; amend it."),
        new(
            Reason.AgreementCountExceeded,
            "LIMIT_AGREEMENTS",
            ResourceExhausted,
            "A token takes part in at most 64 agreements."),
        new(
            Reason.RateCycle,
            "RATE_CYCLE",
            FailedPrecondition,
            "Whoever exchanged along the named cycle would come back with more units than it began with."),
        new(
            Reason.RateCheckTooLarge,
            "LIMIT_RATE_CHECK",
            ResourceExhausted,
            "Too many agreements hang together to be searched for cycles; pause some of the two tokens."),
        new(
            Reason.RateNotInForce,
            "RATE_NOT_IN_FORCE",
            FailedPrecondition,
            "The agreement is not in force yet, or no longer."),
        new(
            Reason.RateUnchanged,
            "RATE_UNCHANGED",
            FailedPrecondition,
            "The agreement stands like that already."),
        new(
            Reason.RateWorsens,
            "RATE_WORSENS",
            PermissionDenied,
            "The paying member alone may only improve the terms; both members must sign a change for the worse."),
        new(
            Reason.RateWrongParty,
            "RATE_WRONG_PARTY",
            PermissionDenied,
            "The member is none of the two that agreed."),
        new(
            Reason.RatePaused,
            "RATE_PAUSED",
            FailedPrecondition,
            "One of the two members has paused the agreement."),
        new(
            Reason.RateAmountBelowMin,
            "RATE_AMOUNT_BELOW_MIN",
            FailedPrecondition,
            "The agreement takes more units than that in one exchange."),
        new(
            Reason.RateAmountAboveMax,
            "RATE_AMOUNT_ABOVE_MAX",
            FailedPrecondition,
            "The agreement takes fewer units than that in one exchange; split it."),
        new(
            Reason.RateNothingReceived,
            "RATE_NOTHING_RECEIVED",
            FailedPrecondition,
            "At this rate the amount is worth less than one unit."),
        new(
            Reason.RateReceiveBelowMin,
            "RATE_RECEIVE_BELOW_MIN",
            FailedPrecondition,
            "Fewer units would arrive than the customer accepts."),
        new(
            Reason.RateTreasuryInsufficient,
            "RATE_TREASURY_INSUFFICIENT",
            FailedPrecondition,
            "The treasury that pays has not enough units."),
        new(
            Reason.RatePathRepeats,
            "RATE_PATH_REPEATS",
            InvalidArgument,
            "The path of an exchange names a token twice."),
        new(
            Reason.RateByTreasury,
            "RATE_BY_TREASURY",
            FailedPrecondition,
            "A treasury does not exchange; its member settles or swaps."),
        new(
            Reason.CorridorExceeded,
            "LIMIT_CORRIDOR",
            ResourceExhausted,
            "The agreement would let more units pass than it does in one day; wait for the next UTC day."),
        new(
            Reason.CorridorPerAccountExceeded,
            "LIMIT_CORRIDOR_PER_ACCOUNT",
            ResourceExhausted,
            "The account would give more units than the agreement takes from one in a day; wait for the next UTC day."),
        new(
            Reason.PositionExceeded,
            "LIMIT_POSITION",
            ResourceExhausted,
            "The paying member would hold more of the given token than it agreed to; claims must go back to their issuer first."),
        new(
            Reason.LotExpiresTooSoon,
            "LOT_EXPIRES_TOO_SOON",
            FailedPrecondition,
            "Units that expire so soon would have expired on arrival."),
        new(
            Reason.ClaimsBound,
            "BALANCE_CLAIMS_BOUND",
            FailedPrecondition,
            "Claims leave a treasury only to their issuer, or in a swap with another treasury that signs."),
        new(
            Reason.QuoteTermOutOfRange,
            "RATE_QUOTE_TERM_OUT_OF_RANGE",
            InvalidArgument,
            "A quote ends ahead of block time and at most 60 seconds after it."),
        new(
            Reason.QuotesExceeded,
            "LIMIT_QUOTES",
            ResourceExhausted,
            "All open quotes of a token together are at most a tenth of its treasury; wait until some end."),
        new(
            Reason.QuoteUnknown,
            "RATE_QUOTE_UNKNOWN",
            NotFound,
            "There is no such quote, or it ended long ago."),
        new(
            Reason.QuoteUsed,
            "RATE_QUOTE_USED",
            FailedPrecondition,
            "The quote was taken up before."),
        new(
            Reason.QuoteExpired,
            "RATE_QUOTE_EXPIRED",
            FailedPrecondition,
            "The time of the quote has passed; ask for a new one."),
        new(
            Reason.QuoteMismatch,
            "RATE_QUOTE_MISMATCH",
            FailedPrecondition,
            "The quote is for another account, another amount or other tokens."),
    ];
}
