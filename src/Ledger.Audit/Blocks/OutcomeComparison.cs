using Ledger.Audit.Findings;
using Ledger.Execution.Blocks;
using Ledger.Model.Outcomes;

namespace Ledger.Audit.Blocks;

/// <summary>Holds a source's outcomes against those that execution made, byte by byte.</summary>
internal static class OutcomeComparison
{
    public static Finding? FindFault(RawBlock raw, OutcomeLeaves expected)
    {
        if (raw.Outcomes.Length != expected.Count)
            return Finding.Differs(raw.Height, AuditField.OutcomeCount, raw.Outcomes.Length, expected.Count);
        for (var leaf = 0; leaf < expected.Count; leaf++)
        {
            var found = raw.Outcomes[leaf].Span;
            var right = expected[leaf].Span;
            if (!found.SequenceEqual(right))
                return Describe(raw, leaf, found, right);
        }

        return null;
    }

    private static Finding Describe(RawBlock raw, int leaf, ReadOnlySpan<byte> found, ReadOnlySpan<byte> expected)
    {
        var offset = found.CommonPrefixLength(expected);
        var detail = $"differs from byte {offset} on; has {found.Length} bytes, must have {expected.Length}";
        if (leaf == 0)
            return Finding.At(raw.Height, AuditField.Outcome, "of the block itself " + detail);
        if (OutcomeCodec.TryDecode(found, out Outcome? claimed)
            && OutcomeCodec.TryDecode(expected, out Outcome? right)
            && claimed.Reason != right.Reason)
        {
            detail += $"; says {claimed.Reason}, must say {right.Reason}";
        }

        return Finding.At(raw.Height, leaf - 1, AuditField.Outcome, detail);
    }
}
