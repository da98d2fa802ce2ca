using Ledger.Api.Errors;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Execution.Reading;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Rates;
using Ledger.Model.Values;
using AgreedRate = Ledger.Contracts.V1.AgreedRate;
using RateTerms = Ledger.Contracts.V1.RateTerms;

namespace Ledger.Api.Rates;

/// <summary>Writes rate agreements as the proto says it.</summary>
internal sealed class RateReading(ChainReader chain, TokenScales scales)
{
    private const ulong MillisecondsPerDay = 86_400_000;

    public ListRatesResponse Read(ListRatesRequest request)
    {
        var page = request.PageToken.Length == 0 ? RatePage.First : RatePage.Read(request.PageToken);
        using var state = chain.Open(page.Bound);
        var now = chain.TimeOf(state.Height);
        var response = new ListRatesResponse { Height = state.Height.Value, TimeMs = now.Milliseconds };
        var left = Fields.PageSize(request.PageSize);
        foreach (var rate in Wanted(state.View.Entries, request, page))
        {
            if (left == 0)
            {
                response.NextPageToken = new RatePage(state.Height, rate.Given, rate.Taken, Revision: 1).Write();
                break;
            }

            var message = Describe(rate, state.View.Entries, now);
            response.Rates.Add(message);
            if (!request.History)
            {
                left--;
                continue;
            }

            var first = page.RevisionOf(rate);
            var revisions = RateBook.Revisions(state.View.Entries, rate.Given, rate.Taken, first).Take(left + 1).ToArray();
            message.History.Add(revisions.Take(left).Select(Describe));
            if (revisions.Length > left)
            {
                response.NextPageToken = new RatePage(state.Height, rate.Given, rate.Taken, first + (uint)left).Write();
                break;
            }

            left -= revisions.Length;
        }

        return response;
    }

    private static IEnumerable<Execution.Reading.AgreedRate> Wanted(
        IStateReader state, ListRatesRequest request, RatePage page)
    {
        Ticker? given = request.Given.Length == 0 ? null : Fields.Token(request.Given, "given");
        Ticker? taken = request.Taken.Length == 0 ? null : Fields.Token(request.Taken, "taken");
        return RateBook.From(state, page.Given, page.Taken)
            .Where(rate => rate.Given == (given ?? rate.Given) && rate.Taken == (taken ?? rate.Taken));
    }

    internal static RateTerms Describe(Model.Rates.RateTerms terms) =>
        RateTerms.Parser.ParseFrom(RateTermsCodec.Encode(terms));

    private AgreedRate Describe(Execution.Reading.AgreedRate rate, IStateReader state, Timestamp now)
    {
        var agreement = rate.Agreement.At(now);
        var treasury = Holdings.FindToken(state, rate.Taken)?.Treasury ?? default;
        return new()
        {
            Given = rate.Given.ToString(),
            Taken = rate.Taken.ToString(),
            GivenScale = scales.Of(rate.Given, state),
            TakenScale = scales.Of(rate.Taken, state),
            Terms = Describe(agreement.Terms),
            Announced = agreement.Change is { } change ? Describe(change.Terms) : null,
            AnnouncedForMs = agreement.Change?.EffectiveAt.Milliseconds ?? 0,
            PausedByGivenIssuer = agreement.Pauses.HasFlag(RatePauses.ByGivenIssuer),
            PausedByTakenIssuer = agreement.Pauses.HasFlag(RatePauses.ByTakenIssuer),
            Open = !agreement.IsPaused && agreement.Terms.IsInForceAt(now),
            CorridorUsed = agreement.Corridor.On(now.Milliseconds / MillisecondsPerDay),
            Position = Positions.Now(state, treasury, rate.Given).Units,
            Quoted = agreement.Quoted,
        };
    }

    private static RateRevision Describe(AgreementRevision revision) => new()
    {
        Kind = (RateRevisionKind)revision.Kind,
        Member = revision.Member,
        Height = revision.Height.Value,
        TimeMs = revision.Time.Milliseconds,
        TransactionId = Fields.Bytes(revision.Transaction),
        EffectiveAtMs = revision.EffectiveAt.Milliseconds,
        Terms = revision.Terms is { } terms ? Describe(terms) : null,
    };
}
