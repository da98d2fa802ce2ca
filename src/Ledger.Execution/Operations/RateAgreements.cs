using Ledger.Execution.Overlay;
using Ledger.Execution.Rates;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Rates;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>Makes, changes and pauses agreements, and keeps their history (PROTOCOL 8.10).</summary>
internal sealed class RateAgreements(StateOverlay state)
{
    private readonly RateCycles _cycles = new(state);

    public Reason Run(OperationContext context, Operation.AgreeRate agree)
    {
        if (Find(agree.Given) is not { } given || Find(agree.Taken) is not { } taken)
            return Reason.TokenUnknown;
        if (given.Issuer == taken.Issuer)
            return Reason.RateSameMember;
        if (!AreInRange(agree.Terms, context.Now))
            return Reason.RateTermsOutOfRange;
        var entry = state.Agreements[AgreementKeys.Agreement(agree.Given, agree.Taken)];
        if (entry.Record?.IsEndedAt(context.Now) == false)
            return Reason.RateExists;
        if (!TryList(agree.Given, new(AgreementSide.Given, agree.Taken), context.Now)
            || !TryList(agree.Taken, new(AgreementSide.Taken, agree.Given), context.Now))
        {
            return Reason.AgreementCountExceeded;
        }

        // What open quotes and the day's corridor count goes on from an agreement that ended.
        var agreement = new AgreementRecord(
            (entry.Record?.Revision ?? 0) + 1,
            RatePauses.None,
            agree.Terms,
            Change: null,
            entry.Record?.Corridor ?? CorridorUse.None,
            entry.Record?.Quoted ?? 0);
        Write(context, entry, agreement, new(RevisionKind.Agreed, taken.Issuer, context.Now, agree.Terms));
        return CheckCycles(context, agree.Given, agree.Taken, agreement);
    }

    public Reason Run(OperationContext context, Operation.AmendRate amend)
    {
        var reason = Find(context, amend.Given, amend.Taken, out var entry);
        if (reason != Reason.None || entry.Record is not { } standing)
            return reason;
        if (!AreInRange(amend.Terms, context.Now))
            return Reason.RateTermsOutOfRange;
        standing = standing.At(context.Now);
        if (amend.Terms == standing.Terms && (standing.Change is null || amend.IsByPayerAlone))
            return Reason.RateUnchanged;
        var isImprovement = amend.Terms.IsNoWorseThan(standing.Terms, context.Now);
        if (amend.IsByPayerAlone && !isImprovement)
            return Reason.RateWorsens;
        var effectiveAt = isImprovement ? context.Now : new(context.Now.Milliseconds + standing.Terms.Notice);
        var agreement = standing with
        {
            Revision = standing.Revision + 1,
            Terms = isImprovement ? amend.Terms : standing.Terms,
            Change = NextChange(amend, standing.Change, isImprovement, effectiveAt),
        };
        var kind = amend.IsByPayerAlone
            ? RevisionKind.Improved
            : isImprovement ? RevisionKind.Agreed : RevisionKind.Announced;
        Write(context, entry, agreement, new(kind, IssuerOf(amend.Taken), effectiveAt, amend.Terms));
        return CheckCycles(context, amend.Given, amend.Taken, agreement);
    }

    public Reason Run(OperationContext context, Operation.PauseRate pause)
    {
        var reason = Find(context, pause.Given, pause.Taken, out var entry);
        if (reason != Reason.None || entry.Record is not { } standing)
            return reason;
        if (FindPause(pause) is not { } own)
            return Reason.RateWrongParty;
        if (standing.Pauses.HasFlag(own) == pause.IsPaused)
            return Reason.RateUnchanged;
        standing = standing.At(context.Now);
        var agreement = standing with
        {
            Revision = standing.Revision + 1,
            Pauses = pause.IsPaused ? standing.Pauses | own : standing.Pauses & ~own,
        };
        var kind = pause.IsPaused ? RevisionKind.Paused : RevisionKind.Resumed;
        Write(context, entry, agreement, new(kind, pause.Member, context.Now, Terms: null));
        return CheckCycles(context, pause.Given, pause.Taken, agreement);
    }

    /// <summary>An agreement that has not ended.</summary>
    private Reason Find(
        OperationContext context, Ticker given, Ticker taken, out RecordEntry<AgreementRecord> entry)
    {
        entry = state.Agreements[AgreementKeys.Agreement(given, taken)];
        if (entry.Record is null)
            return Reason.RateUnknown;
        return entry.Record.IsEndedAt(context.Now) ? Reason.RateNotInForce : Reason.None;
    }

    /// <summary>
    /// A payer's improvement leaves alone what both announced; whatever both sign takes its place.
    /// </summary>
    private static RateChange? NextChange(
        Operation.AmendRate amend, RateChange? standing, bool isImprovement, Timestamp effectiveAt)
    {
        if (!isImprovement)
            return new(effectiveAt, amend.Terms);
        return amend.IsByPayerAlone ? standing : null;
    }

    private RatePauses? FindPause(Operation.PauseRate pause)
    {
        if (pause.Member == IssuerOf(pause.Given))
            return RatePauses.ByGivenIssuer;
        return pause.Member == IssuerOf(pause.Taken) ? RatePauses.ByTakenIssuer : null;
    }

    private bool AreInRange(RateTerms terms, Timestamp now)
    {
        var isTreasury = terms.FeeAccount is { } fee && state.Account(fee).Record?.TreasuryOf is not null;
        return terms.ValidUntil > now && !isTreasury;
    }

    /// <summary>Puts an agreement into the token's list; where that is full, those that ended make room.</summary>
    private bool TryList(Ticker token, TokenAgreement agreement, Timestamp now)
    {
        var entry = state.TokenAgreements[AgreementKeys.List(token)];
        var list = entry.Record ?? TokenAgreements.Empty;
        if (list.Contains(agreement))
            return true;
        if (list.IsFull)
            list = list with { Agreements = list.Agreements.RemoveAll(one => IsEnded(token, one, now)) };
        if (list.IsFull)
            return false;
        state.Save(entry);
        entry.Record = list.With(agreement);
        return true;
    }

    private bool IsEnded(Ticker token, TokenAgreement agreement, Timestamp now)
    {
        var key = agreement.Side == AgreementSide.Given
            ? AgreementKeys.Agreement(token, agreement.Other)
            : AgreementKeys.Agreement(agreement.Other, token);
        return state.Agreements[key].Record?.IsEndedAt(now) != false;
    }

    private void Write(
        OperationContext context, RecordEntry<AgreementRecord> entry, AgreementRecord agreement, in Step step)
    {
        state.Save(entry);
        entry.Record = agreement;
        var revision = state.AgreementRevisions[AgreementKeys.Revision(entry.Key, agreement.Revision)];
        Invariant.That(revision.Record is null);
        state.Save(revision);
        revision.Record = new(
            step.Kind,
            step.Member,
            context.Height,
            context.Now,
            context.Transaction,
            step.EffectiveAt,
            step.Terms);
    }

    private Reason CheckCycles(OperationContext context, Ticker given, Ticker taken, AgreementRecord agreement)
    {
        var reason = _cycles.Check(given, taken, agreement, context.Now, context.Subjects);
        context.SearchWorkUnits += _cycles.LookedAt / WorkUnits.LookedAtPerUnit;
        return reason;
    }

    private TokenDefinition? Find(Ticker token) => state.Token(token).Definition;

    private ushort IssuerOf(Ticker token)
    {
        var definition = Find(token);
        Invariant.That(definition is not null);
        return definition.Issuer;
    }

    /// <summary>What a revision says beside where and when it was made.</summary>
    private readonly record struct Step(RevisionKind Kind, ushort Member, Timestamp EffectiveAt, RateTerms? Terms);
}
