using static Ledger.Model.Reasons.CanonicalStatus;

namespace Ledger.Model.Reasons;

/// <summary>Why a transaction is refused before it enters the log: form, time, nonce, authorization.</summary>
internal static class TransactionReasons
{
    public static readonly ReasonEntry[] Entries =
    [
        new(
            Reason.TransactionMalformed,
            "TX_MALFORMED",
            InvalidArgument,
            "The bytes are not a transaction: a field is missing, truncated or out of its range."),
        new(
            Reason.TransactionNotCanonical,
            "TX_NOT_CANONICAL",
            InvalidArgument,
            "Encode again: fields in ascending order and once, shortest varints, defaults left out."),
        new(
            Reason.TransactionTooLarge,
            "TX_TOO_LARGE",
            InvalidArgument,
            "The transaction has more bytes than the network allows; split it."),
        new(
            Reason.TransactionOperationCount,
            "TX_OPERATION_COUNT",
            InvalidArgument,
            "A transaction has at least one operation and at most as many as the network allows."),
        new(
            Reason.TransactionSignatureCount,
            "TX_SIGNATURE_COUNT",
            InvalidArgument,
            "A transaction has at least one signature and at most as many as the network allows."),
        new(
            Reason.TransactionWorkLimit,
            "TX_WORK_LIMIT",
            InvalidArgument,
            "The transaction costs more work units than the network allows; split it."),
        new(
            Reason.TransactionWrongNetwork,
            "TX_WRONG_NETWORK",
            InvalidArgument,
            "The transaction names another network than this node serves; check the network's short name."),
        new(
            Reason.TransactionExpired,
            "TX_EXPIRED",
            FailedPrecondition,
            "Its validity has passed and it never entered the log; make a new one with a new nonce."),
        new(
            Reason.TransactionValidTooLong,
            "TX_VALID_TOO_LONG",
            FailedPrecondition,
            "Its validity ends beyond the network's window; choose an earlier end and sign again."),
        new(
            Reason.TransactionNonceReused,
            "TX_NONCE_REUSED",
            AlreadyExists,
            "The author used this nonce for another transaction; choose a new nonce and sign again."),
        new(
            Reason.TransactionDuplicate,
            "TX_DUPLICATE",
            AlreadyExists,
            "This transaction is in the log already; ask for its outcome."),
        new(
            Reason.TransactionFailureLimit,
            "LIMIT_FAILURES",
            ResourceExhausted,
            "The author has too many failed transactions in the window; wait until the window has passed."),
        new(
            Reason.OperationUnknown,
            "TX_OPERATION_UNKNOWN",
            InvalidArgument,
            "An operation is empty or of a kind that this network does not know."),
        new(
            Reason.OperationMalformed,
            "TX_OPERATION_MALFORMED",
            InvalidArgument,
            "A field of an operation is missing or out of its range."),
        new(
            Reason.TransactionFieldUnknown,
            "TX_FIELD_UNKNOWN",
            InvalidArgument,
            "The bytes hold a field that this network does not know; leave it out."),
        new(
            Reason.SignatureOrder,
            "TX_SIGNATURE_ORDER",
            InvalidArgument,
            "Sort the signatures by account, scheme and key, and give each key once per account."),
        new(
            Reason.SignatureInvalid,
            "AUTH_SIGNATURE_INVALID",
            InvalidArgument,
            "A signature does not verify under its key; sign the transaction id of exactly these bytes, with a low s."),
        new(
            Reason.SignatureSchemeUnknown,
            "AUTH_SCHEME_UNKNOWN",
            InvalidArgument,
            "A signature names a scheme that this network does not know."),
        new(
            Reason.SignatureSuperfluous,
            "AUTH_SIGNATURE_SUPERFLUOUS",
            InvalidArgument,
            "A signature is of an account or key that nothing in the transaction needs; leave it out."),
        new(
            Reason.SignerMissing,
            "AUTH_SIGNER_MISSING",
            PermissionDenied,
            "An account that must sign has no signature; add it."),
        new(
            Reason.SignerUnknownKey,
            "AUTH_KEY_UNKNOWN",
            PermissionDenied,
            "A key is not in its account's policy; it may have been replaced."),
        new(
            Reason.ThresholdNotReached,
            "AUTH_THRESHOLD_NOT_REACHED",
            PermissionDenied,
            "The keys that signed for an account do not reach its threshold; add signatures."),
        new(
            Reason.AuthorUnknown,
            "AUTH_AUTHOR_UNKNOWN",
            FailedPrecondition,
            "The ledger does not know the author: an account exists once it is credited."),
        new(
            Reason.PolicyMalformed,
            "POLICY_MALFORMED",
            InvalidArgument,
            "A policy is not canonical or not within its limits of keys, weights and threshold."),
        new(
            Reason.PolicyMismatch,
            "POLICY_MISMATCH",
            InvalidArgument,
            "The policy sent along is not the one that the account's id is made of."),
        new(
            Reason.SignatureMalformed,
            "AUTH_SIGNATURE_MALFORMED",
            InvalidArgument,
            "A signature, key or account has not the length or form of its scheme."),
        new(
            Reason.PolicyRepeated,
            "POLICY_REPEATED",
            InvalidArgument,
            "Send an account's policy along with its first signature only."),
        new(
            Reason.PolicyKeyInvalid,
            "POLICY_KEY_INVALID",
            InvalidArgument,
            "A key of a policy is not a point of its scheme's curve."),
        new(
            Reason.PolicyMissing,
            "POLICY_MISSING",
            FailedPrecondition,
            "The ledger does not know the account's policy yet; send it along with the account's first signature."),
    ];
}
