using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Execution.Blocks;

namespace Ledger.Audit;

/// <summary>What executing a block again showed. Closed: the cases below are all there are.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict()
    {
    }

    public sealed record Sound(ExaminedBlock Examined, ExecutedBlock Execution) : AuditVerdict;

    public sealed record Refused(Finding Finding) : AuditVerdict;
}
