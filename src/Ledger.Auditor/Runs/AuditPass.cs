using Ledger.Audit;
using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Audit.Snapshots;
using Ledger.Auditor.Memory;
using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Values;

namespace Ledger.Auditor.Runs;

/// <summary>
/// One way through the chain: all copies are read side by side, each distinct block of a height is judged once, and
/// whoever holds another than the sound one is out. Goes on from a snapshot only after all below it was read again and
/// is the same.
/// </summary>
internal sealed class AuditPass
{
    private static readonly TimeSpan SaveInterval = TimeSpan.FromMinutes(1);

    private readonly AuditRequest _request;
    private readonly IReadOnlyList<Copy> _copies;
    private readonly AuditSnapshot? _snapshot;
    private readonly IProgress<AuditProgress> _progress;
    private readonly Pin? _pin;
    private ChainAudit _audit;
    private Digest _contents;
    private Header _last;
    private DateTime _saved = DateTime.UtcNow;

    public AuditPass(
        AuditRequest request,
        IReadOnlyList<Copy> copies,
        AuditSnapshot? snapshot,
        ulong seed,
        IProgress<AuditProgress> progress)
    {
        (_request, _copies, _snapshot, _progress) = (request, copies, snapshot, progress);
        _pin = request.Pins?.Find(request.Genesis.Id);
        _audit = ChainAudit.FromGenesis(request.Genesis, seed);
        _last = _audit.Tip;
    }

    public ChainAudit Audit => _audit;

    /// <summary>What is wrong with the chain, whatever copy it is read from.</summary>
    public Finding? Finding { get; private set; }

    /// <summary>
    /// What the snapshot vouches for is not what the copies hold: its place is for another pass to find.
    /// </summary>
    public bool ContradictsSnapshot { get; private set; }

    private Height RereadUntil => _snapshot?.Header.Height ?? Height.Genesis;

    private Height Target => _copies.Where(copy => copy.IsAlive).Select(copy => copy.Head!.Height)
        .DefaultIfEmpty(Height.Genesis).Max();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var copy in _copies)
            await BeginAsync(copy, cancellationToken);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var examination = new BlockExamination(_request.Genesis);
        using (var threads = new ExaminationThreads(examination, _request.Threads, RereadUntil))
        {
            var reading = new CopyReading(_copies, threads);
            var reader = Task.Run(() => reading.RunAsync(stopping.Token), CancellationToken.None);
            await foreach (var work in threads.ReadAllAsync(cancellationToken))
            {
                if (!Take(work))
                    break;
            }

            await stopping.CancelAsync();
            await reader;
        }

        cancellationToken.ThrowIfCancellationRequested();
        foreach (var copy in _copies)
            await copy.EndAsync();
        if (!ContradictsSnapshot && Finding is null)
            End();
    }

    private async Task BeginAsync(Copy copy, CancellationToken cancellationToken)
    {
        await copy.BeginAsync(cancellationToken);
        if (!copy.IsAlive || await copy.ReadAsync(Height.Genesis) is not { } raw)
            return;
        if (ChainAudit.FindGenesisFault(_request.Genesis, raw) is { } fault)
            copy.Fail(fault);
        else
            copy.Follow(_audit.Tip);
        if (copy.Reaches(Height.Genesis) && copy.Head!.Height == Height.Genesis)
            copy.Finish(_audit.State);
    }

    /// <summary>False if the pass ends here.</summary>
    private bool Take(HeightWork work)
    {
        var isTaken = work.Height <= RereadUntil ? Reread(work) : Judge(work);
        _progress.Report(new(work.Height, Target, _audit.Totals.Transactions));
        return isTaken;
    }

    private bool Reread(HeightWork work)
    {
        var candidates = work.Candidates.FindAll(IsHeld);
        if (candidates is not [{ Result.Finding: null } only] || only.Result.Header!.Parent != _last.Hash())
        {
            ContradictsSnapshot = true;
            return false;
        }

        _last = only.Result.Header;
        _contents = AuditSnapshot.Chain(_contents, only.Result.ContentHash);
        if (work.Height == RereadUntil)
        {
            if (_contents != _snapshot!.Contents || _last != _snapshot.Header)
            {
                ContradictsSnapshot = true;
                return false;
            }

            _audit = ChainAudit.FromSnapshot(_request.Genesis, _snapshot);
        }

        Accept(only);
        return IsAsPinned();
    }

    private bool Judge(HeightWork work)
    {
        var sound = new List<(Candidate Candidate, AuditVerdict.Sound Verdict)>();
        foreach (var candidate in work.Candidates.Where(IsHeld))
        {
            var verdict = Judge(candidate.Result);
            if (verdict is AuditVerdict.Sound one)
                sound.Add((candidate, one));
            if (verdict is AuditVerdict.Refused refused)
                candidate.Holders.ForEach(holder => holder.Copy.Fail(holder.CertificateFinding ?? refused.Finding));
        }

        return sound.Count switch
        {
            0 => false,
            1 => Append(sound[0].Candidate, sound[0].Verdict),
            _ => Fork(work.Height, sound.ConvertAll(one => one.Candidate)),
        };
    }

    private AuditVerdict Judge(ExaminedBlock block)
    {
        try
        {
            return _audit.Judge(block);
        }
        catch (InvariantBrokenException exception)
        {
            // The node would stop here; the auditor says where.
            return new AuditVerdict.Refused(
                Finding.At(block.Raw.Height, AuditField.Invariant, exception.Message));
        }
    }

    private bool Append(Candidate candidate, AuditVerdict.Sound verdict)
    {
        Finding = _audit.Append(verdict);
        _last = _audit.Tip;
        _contents = AuditSnapshot.Chain(_contents, candidate.Result.ContentHash);
        Accept(candidate);
        if (Finding is null && DateTime.UtcNow - _saved > SaveInterval)
            Save();
        return Finding is null && IsAsPinned();
    }

    private void Accept(Candidate candidate)
    {
        foreach (var holder in candidate.Holders.Where(holder => holder.Copy.IsAlive))
        {
            if (holder.CertificateFinding is { } finding)
                holder.Copy.Fail(finding);
            else
                holder.Copy.Follow(candidate.Result);
            if (holder.Copy.IsAlive && holder.Copy.Head!.Height == candidate.Raw.Height
                && !NeedsLaterState(holder.Copy))
            {
                holder.Copy.Finish(_audit.State);
            }
        }
    }

    // Below the snapshot there is no state; no copy that needs one ends there.
    private bool NeedsLaterState(Copy copy) => copy.Head!.Height < RereadUntil;

    private bool IsAsPinned()
    {
        if (_pin is { } pin && pin.Height == _last.Height && pin.Block != _last.Hash())
            Finding = Finding.Differs(_last.Height, AuditField.Pin, _last.Hash(), pin.Block);
        return Finding is null;
    }

    private bool Fork(Height height, List<Candidate> branches)
    {
        var hashes = string.Join(" and ", branches.Select(branch => branch.Result.Header!.Hash()));
        Finding = Finding.At(
            height, AuditField.Fork, $"more than one block is certified and sound: {hashes}");
        foreach (var branch in branches)
        {
            var own = Finding.At(
                height, AuditField.Fork, $"has block {branch.Result.Header!.Hash()}, others have another");
            branch.Holders.ForEach(holder => holder.Copy.Fail(own));
        }

        return false;
    }

    private void End()
    {
        Finding = _audit.Finish();
        if (_pin is { } pin && _last.Height < pin.Height && _copies.Any(copy => copy.IsAlive))
        {
            Finding ??= Finding.At(
                _last.Height, AuditField.Head, $"the chain ends here, height {pin.Height} was verified before");
        }

        if (Finding is null)
            Save();
    }

    private void Save()
    {
        if (_request.State is { } file && _audit.TakeSnapshot(_contents) is { } snapshot)
            file.Save(snapshot);
        _saved = DateTime.UtcNow;
    }

    private static bool IsHeld(Candidate candidate) => candidate.Holders.Exists(holder => holder.Copy.IsAlive);
}
