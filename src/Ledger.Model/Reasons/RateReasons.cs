using static Ledger.Model.Reasons.CanonicalStatus;

namespace Ledger.Model.Reasons;

/// <summary>Why an operation on a rate agreement failed.</summary>
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
    ];
}
