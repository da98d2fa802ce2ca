using System.Collections.Immutable;
using Ledger.Audit;
using Ledger.Audit.Findings;
using Ledger.Model.Blocks;
using Ledger.Model.Values;

namespace Ledger.Auditor.Runs;

/// <summary>What an audit found.</summary>
/// <param name="Head">The last block that was found sound; genesis if none was.</param>
/// <param name="ResumedFrom">
/// Up to here transactions' signatures and executions were verified by an earlier audit.
/// </param>
/// <param name="Finding">What is wrong with the chain as a whole rather than with one copy.</param>
/// <param name="Notes">What the auditor should know, though it is no fault.</param>
public sealed record AuditReport(
    NetworkId Network,
    Header Head,
    BlockHash HeadHash,
    AuditTotals Totals,
    Height? ResumedFrom,
    ImmutableArray<CopyReport> Copies,
    Finding? Finding,
    ImmutableArray<string> Notes)
{
    public AuditResult Result
    {
        get
        {
            if (Finding is not null || Copies.Any(copy => copy.Standing is CopyStanding.Faulty))
                return AuditResult.Failed;
            return Copies.Any(copy => copy.Standing == CopyStanding.Unreachable)
                ? AuditResult.Unreachable
                : AuditResult.Verified;
        }
    }
}

/// <param name="Head">How far the copy reaches by its own word; null if it was not reached.</param>
/// <param name="Detail">Why it could not be reached; null otherwise.</param>
public sealed record CopyReport(
    string Name, CopyStanding Standing, Height? Head, Finding? Finding, string? Detail);

public enum CopyStanding
{
    /// <summary>Sound, and reaches the head.</summary>
    AtHead,

    /// <summary>Sound as far as it reaches, which is no fault.</summary>
    Behind,
    Faulty,
    Unreachable,
}

public enum AuditResult
{
    Verified,
    Failed,

    /// <summary>Nothing wrong was found, but not every source could be read.</summary>
    Unreachable,
}
