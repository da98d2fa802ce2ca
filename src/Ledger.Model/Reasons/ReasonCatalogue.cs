namespace Ledger.Model.Reasons;

/// <summary>The one place where reasons get their word and stage (PROTOCOL 12).</summary>
public static class ReasonCatalogue
{
    /// <summary>The first number of stage failed.</summary>
    public const ushort FailedFrom = 1000;

    public static ReasonStage StageOf(Reason reason) =>
        (ushort)reason >= FailedFrom ? ReasonStage.Failed : ReasonStage.Refused;
}

/// <summary>Refused changes nothing and records nothing; failed is a final outcome on the log.</summary>
public enum ReasonStage : byte
{
    Refused = 1,
    Failed = 2,
}
