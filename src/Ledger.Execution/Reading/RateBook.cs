using System.Collections.Immutable;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Execution.Reading;

/// <summary>Reads rate agreements with their history, for people and reports.</summary>
public static class RateBook
{
    /// <summary>All agreements in the order of tickers.</summary>
    public static IEnumerable<AgreedRate> All(IStateReader state) => From(state, given: default, taken: default);

    /// <summary>Agreements in the order of tickers, from a pair on, whether that has one or not.</summary>
    public static IEnumerable<AgreedRate> From(IStateReader state, Ticker given, Ticker taken)
    {
        var (_, until) = AgreementKeys.All(AgreementEntryKind.Agreement);
        foreach (var entry in StateRange.Between(state, AgreementKeys.Agreement(given, taken), until))
        {
            var (first, second) = AgreementKeys.PairOf(entry.Key);
            yield return new(first, second, Read(entry.Value));
        }
    }

    public static AgreedRate? Find(IStateReader state, Ticker given, Ticker taken) =>
        state.TryRead(AgreementKeys.Agreement(given, taken), out var value) ? new(given, taken, Read(value)) : null;

    /// <summary>All that was ever agreed, changed or paused between two tokens, oldest first.</summary>
    public static ImmutableArray<AgreementRevision> History(IStateReader state, Ticker given, Ticker taken) =>
        [.. Revisions(state, given, taken, first: 1)];

    /// <summary>The same, from a revision's number on.</summary>
    public static IEnumerable<AgreementRevision> Revisions(IStateReader state, Ticker given, Ticker taken, uint first)
    {
        var agreement = AgreementKeys.Agreement(given, taken);
        var (_, until) = AgreementKeys.RevisionsOf(agreement);
        foreach (var entry in StateRange.Between(state, AgreementKeys.Revision(agreement, first), until))
        {
            Invariant.That(AgreementRevision.TryRead(entry.Value.Span, out var revision));
            yield return revision;
        }
    }

    /// <summary>
    /// The terms that a history had led to by a height, whose block time is given; none before the first.
    /// </summary>
    public static RateTerms? TermsAt(ImmutableArray<AgreementRevision> history, Height height, Timestamp time)
    {
        RateTerms? terms = null;
        AgreementRevision? announced = null;
        foreach (var revision in history)
        {
            if (revision.Height > height || revision.Terms is null)
                continue;
            if (announced is not null && announced.EffectiveAt <= revision.Time)
                (terms, announced) = (announced.Terms, null);
            if (revision.Kind == RevisionKind.Announced)
                announced = revision;
            else
                (terms, announced) = (revision.Terms, revision.Kind == RevisionKind.Agreed ? null : announced);
        }

        return announced is not null && announced.EffectiveAt <= time ? announced.Terms : terms;
    }

    /// <summary>What accounts used of an agreement's corridor on a UTC day, in the order of accounts.</summary>
    public static IEnumerable<(AccountId Account, Amount Used)> CorridorUses(
        IStateReader state, Ticker given, Ticker taken, ulong day)
    {
        var (from, until) = AgreementKeys.CorridorsOf(given, taken);
        foreach (var entry in StateRange.Between(state, from, until))
        {
            Invariant.That(CorridorUse.TryRead(entry.Value.Span, out var use));
            if (use.On(day) > 0)
                yield return (AgreementKeys.AccountOf(entry.Key), new(use.Units));
        }
    }

    private static AgreementRecord Read(ReadOnlyMemory<byte> value)
    {
        Invariant.That(AgreementRecord.TryRead(value.Span, out var agreement));
        return agreement;
    }
}

/// <summary>A rate agreement with its direction.</summary>
public sealed record AgreedRate(Ticker Given, Ticker Taken, AgreementRecord Agreement);
