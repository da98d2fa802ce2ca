using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Model.Genesis;
using Ledger.Model.Votes;

namespace Ledger.Api.Operating;

/// <summary>Tells kept evidence with the names of those who signed it (PROTOCOL 9.10).</summary>
internal static class EvidenceReports
{
    public static ListEvidenceResponse Of(IReadOnlyList<Evidence> kept, IReadOnlyList<Member> members)
    {
        var response = new ListEvidenceResponse();
        var ordered = kept
            .OrderBy(evidence => evidence.Culprit)
            .ThenBy(evidence => evidence.First.Vote.Height)
            .ThenBy(evidence => evidence.Kind);
        response.Evidence.Add(ordered.Select(evidence => Describe(evidence, members)));
        return response;
    }

    private static EvidenceReport Describe(Evidence evidence, IReadOnlyList<Member> members) => new()
    {
        Validator = evidence.Culprit,
        Name = members.FirstOrDefault(member => member.Index == evidence.Culprit)?.Name ?? "",
        Height = evidence.First.Vote.Height.Value,
        Rule = (uint)evidence.Kind,
        Offence = OffenceOf(evidence.Kind),
        Evidence = ByteString.CopyFrom(evidence.ToBytes()),
    };

    private static string OffenceOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.TwoProposals => "proposed two blocks in one view",
        EvidenceKind.TwoNotarizations => "notarized two blocks in one view",
        EvidenceKind.FinalizedAndNullified => "finalized a view and nullified it",
        EvidenceKind.TwoFinalizations => "finalized two blocks in one view",
        EvidenceKind.FinalizedAnother => "notarized one block and finalized another in one view",
        _ => "",
    };
}
