using static Ledger.Model.Reasons.CanonicalStatus;

namespace Ledger.Model.Reasons;

/// <summary>Why a node refuses a request that is no fault of a transaction.</summary>
internal static class NodeReasons
{
    public static readonly ReasonEntry[] Entries =
    [
        new(
            Reason.IdentityMissing,
            "AUTH_IDENTITY_MISSING",
            Unauthenticated,
            "This call needs a client certificate or a login; present one."),
        new(
            Reason.IdentityDenied,
            "AUTH_DENIED",
            PermissionDenied,
            "This identity may not make this call."),
        new(
            Reason.LoginInvalid,
            "AUTH_LOGIN_INVALID",
            Unauthenticated,
            "The login is unknown or has expired; ask for a new challenge and sign it."),
        new(
            Reason.TokenOfAnotherMember,
            "AUTH_TOKEN_OF_ANOTHER_MEMBER",
            PermissionDenied,
            "This node's member does not issue that token, so it cannot sign for it."),
        new(
            Reason.CountersignUnexpected,
            "AUTH_COUNTERSIGN_UNEXPECTED",
            PermissionDenied,
            "The transaction takes from the member, or uses its rights, otherwise than expected; it was not signed."),
        new(
            Reason.CertificateUnknown,
            "AUTH_CERTIFICATE_UNKNOWN",
            Unauthenticated,
            "This node knows nobody with the key of this certificate; give its pin to the node's operator."),
        new(
            Reason.RequestMalformed,
            "NODE_REQUEST_MALFORMED",
            InvalidArgument,
            "A field of the request is missing or out of its range."),
        new(
            Reason.PageTokenInvalid,
            "NODE_PAGE_TOKEN_INVALID",
            InvalidArgument,
            "The page token is none of this query; start from the first page."),
        new(
            Reason.TransactionNotFound,
            "TX_NOT_FOUND",
            NotFound,
            "This node has no such transaction; if its validity has not passed, send the same bytes again."),
        new(
            Reason.BlockNotFound,
            "NODE_BLOCK_NOT_FOUND",
            NotFound,
            "There is no such block in the log of this node."),
        new(
            Reason.AccountNotFound,
            "NODE_ACCOUNT_NOT_FOUND",
            NotFound,
            "The ledger does not know this account yet."),
        new(
            Reason.TokenNotFound,
            "TOKEN_NOT_FOUND",
            NotFound,
            "No token of this ticker is registered."),
        new(
            Reason.RequestTooLarge,
            "NODE_REQUEST_TOO_LARGE",
            InvalidArgument,
            "The request has more bytes than the node takes; ask for less at once."),
        new(
            Reason.RequestRateLimit,
            "LIMIT_REQUEST_RATE",
            ResourceExhausted,
            "Too many requests of this identity; try again after the stated delay."),
        new(
            Reason.ConnectionLimit,
            "LIMIT_CONNECTIONS",
            ResourceExhausted,
            "Too many connections of this identity; close some."),
        new(
            Reason.StreamLimit,
            "LIMIT_STREAMS",
            ResourceExhausted,
            "Too many open streams of this identity; close some."),
        new(
            Reason.PoolFull,
            "LIMIT_POOL_FULL",
            ResourceExhausted,
            "The node holds as many waiting transactions as it may; send the same bytes again after the stated delay."),
        new(
            Reason.DailyCapExceeded,
            "LIMIT_DAILY_CAP",
            ResourceExhausted,
            "This client's cap for the token and UTC day would be exceeded; wait until the next day or ask the operator."),
        new(
            Reason.NodeHeightPruned,
            "NODE_HEIGHT_PRUNED",
            OutOfRange,
            "The node no longer holds the state of this height; ask for a later one."),
        new(
            Reason.NodeHeightNotReached,
            "NODE_HEIGHT_NOT_REACHED",
            Unavailable,
            "The node has not reached the height asked for; try again after the stated delay."),
        new(
            Reason.NodeCatchingUp,
            "NODE_CATCHING_UP",
            Unavailable,
            "The node is catching up with the network; try again later or ask another node."),
        new(
            Reason.NodeStopping,
            "NODE_STOPPING",
            Unavailable,
            "The node is shutting down; ask another node."),
        new(
            Reason.NodeUnreachable,
            "NODE_UNREACHABLE",
            Unavailable,
            "The node needed another one that did not answer; try again after the stated delay."),
        new(
            Reason.NodeDeadline,
            "NODE_DEADLINE",
            DeadlineExceeded,
            "The outcome is not known yet; send the same bytes again."),
        new(
            Reason.NodeDraining,
            "NODE_DRAINING",
            Unavailable,
            "The node takes no new transactions, as its operator asked; use another node."),
    ];
}
