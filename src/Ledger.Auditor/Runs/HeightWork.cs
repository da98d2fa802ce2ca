using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Model.Values;

namespace Ledger.Auditor.Runs;

/// <summary>All copies' blocks of one height: equal contents once, with the copies that hold them.</summary>
internal sealed class HeightWork(Height height)
{
    private readonly TaskCompletionSource _examined = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Height Height { get; } = height;

    public List<Candidate> Candidates { get; } = [];

    public Task Examined => _examined.Task;

    public void Add(Copy copy, RawBlock raw)
    {
        var candidate = Candidates.Find(one => one.Raw.HasContentOf(raw));
        if (candidate is null)
            Candidates.Add(candidate = new(raw));
        candidate.Holders.Add(new(copy, raw));
    }

    /// <param name="isReread">The contents were examined by an earlier audit.</param>
    public void Examine(BlockExamination examination, bool isReread)
    {
        try
        {
            foreach (var candidate in Candidates)
                candidate.Examine(examination, isReread);
            _examined.SetResult();
        }
        catch (Exception exception)
        {
            // A bug; it is for the thread that waits for this to stop the audit.
            _examined.SetException(exception);
        }
    }
}

/// <summary>One content of a height.</summary>
internal sealed class Candidate(RawBlock raw)
{
    public RawBlock Raw { get; } = raw;

    public List<Holder> Holders { get; } = [];

    /// <summary>There once the height is examined.</summary>
    public ExaminedBlock Result { get; private set; } = null!;

    // Certificates of one block may differ from copy to copy: each different one is verified, and a wrong one is the
    // fault of its holders alone.
    public void Examine(BlockExamination examination, bool isReread)
    {
        var rest = Holders;
        while (true)
        {
            var first = rest[0].Raw;
            Result = isReread ? examination.Reread(first) : examination.Examine(first);
            var same = rest.FindAll(holder => holder.HasCertificateOf(first));
            rest = rest.FindAll(holder => !holder.HasCertificateOf(first));
            if (rest.Count == 0 || Result.Finding is not { Field: AuditField.Certificate } finding)
                break;
            same.ForEach(holder => holder.CertificateFinding = finding);
        }

        var byCertificate = rest.GroupBy(
            holder => Convert.ToHexString(holder.Raw.Certificate.Span), StringComparer.Ordinal);
        foreach (var alike in byCertificate)
        {
            var finding = examination.CheckCertificate(alike.First().Raw);
            foreach (var holder in alike)
                holder.CertificateFinding = finding;
        }
    }
}

internal sealed class Holder(Copy copy, RawBlock raw)
{
    public Copy Copy { get; } = copy;

    public RawBlock Raw { get; } = raw;

    /// <summary>What is wrong with this copy's certificate, if others hold a sound one.</summary>
    public Finding? CertificateFinding { get; set; }

    public bool HasCertificateOf(RawBlock other) => Raw.Certificate.Span.SequenceEqual(other.Certificate.Span);
}
