namespace Ledger.Client.Answers;

/// <summary>What a caller can do about an error.</summary>
public enum ErrorKind
{
    /// <summary>The request is wrong, or asks for what is not there: the same request gets the same answer.</summary>
    Rejected = 1,

    /// <summary>This identity may not ask: log in, or present another certificate.</summary>
    Denied = 2,

    /// <summary>A limit is reached, or the node is not ready: the same request later may succeed.</summary>
    Busy = 3,

    /// <summary>No answer came. Nothing is known about what the request did.</summary>
    Unreachable = 4,
}
