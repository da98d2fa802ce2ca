namespace Ledger.Model.Reasons;

/// <summary>All that is said about one reason, everywhere.</summary>
/// <param name="Word">Upper-case, stable, unique: what programs compare.</param>
/// <param name="Status">The canonical gRPC status that a call ends with.</param>
/// <param name="Advice">One sentence for people: what is wrong, or what to do about it.</param>
public sealed record ReasonEntry(Reason Reason, string Word, CanonicalStatus Status, string Advice)
{
    public ushort Number => (ushort)Reason;

    public ReasonStage Stage => ReasonCatalogue.StageOf(Reason);
}

/// <summary>Refused changes nothing and records nothing; failed is a final outcome on the log.</summary>
public enum ReasonStage : byte
{
    Refused = 1,
    Failed = 2,
}

/// <summary>The canonical gRPC status codes that reasons use, by their numbers.</summary>
public enum CanonicalStatus
{
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    AlreadyExists = 6,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    OutOfRange = 11,
    Unavailable = 14,
    Unauthenticated = 16,
}
