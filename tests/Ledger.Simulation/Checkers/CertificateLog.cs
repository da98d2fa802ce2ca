using Ledger.Model.Certificates;
using Ledger.Model.Values;

namespace Ledger.Simulation.Checkers;

/// <summary>I5 and I6: what certificates may stand beside each other at one height.</summary>
internal sealed class CertificateLog
{
    private readonly Dictionary<Height, Known> _heights = [];

    public void Add(IEnumerable<Certificate?> certificates, InvariantChecker checker)
    {
        foreach (var certificate in certificates)
        {
            if (certificate is not null)
                Add(certificate);
            if (certificate is SkipCertificate skip && skip.LowMax < skip.View)
                checker.Note(Mark.RangeSkipped);
        }
    }

    private void Add(Certificate certificate)
    {
        if (!_heights.TryGetValue(certificate.Height, out var known))
            _heights[certificate.Height] = known = new();
        switch (certificate)
        {
            case NotarizationCertificate notarization:
                AddNotarization(known, notarization);
                break;
            case FinalityCertificate finality when known.Finalized.TryAdd(finality.View, finality.Block):
                CheckFinality(known, finality);
                break;
            case SkipCertificate skip when known.Skipped.Add((skip.LowMax, skip.View)):
                CheckSkip(known, skip);
                break;
        }
    }

    private static void AddNotarization(Known known, NotarizationCertificate certificate)
    {
        if (known.Notarized.TryAdd(certificate.View, certificate.Block))
        {
            foreach (var (view, block) in known.Finalized)
                CheckBelow(view, block, certificate.View, certificate.Block);
        }

        InvariantChecker.Require(
            known.Notarized[certificate.View] == certificate.Block,
            "I6 one notarized block in a view",
            $"{certificate.Height}/{certificate.View}: {certificate.Block} and {known.Notarized[certificate.View]}");
    }

    private static void CheckFinality(Known known, FinalityCertificate certificate)
    {
        foreach (var (view, block) in known.Notarized)
            CheckBelow(certificate.View, certificate.Block, view, block);
        foreach (var (low, high) in known.Skipped)
            CheckApart(certificate.View, low, high, certificate.Height);
    }

    private static void CheckSkip(Known known, SkipCertificate certificate)
    {
        foreach (var view in known.Finalized.Keys)
            CheckApart(view, certificate.LowMax, certificate.View, certificate.Height);
    }

    private static void CheckBelow(View finalized, BlockHash block, View notarized, BlockHash other) =>
        InvariantChecker.Require(
            notarized < finalized || block == other,
            "I6 notarized above final is the final block",
            $"{block} final in view {finalized}, {other} notarized in view {notarized}");

    private static void CheckApart(View finalized, View low, View high, Height height) =>
        InvariantChecker.Require(
            finalized < low || finalized > high,
            "I5 no final view is skipped",
            $"height {height}: view {finalized} is final, {low} to {high} skipped");

    private sealed class Known
    {
        public Dictionary<View, BlockHash> Notarized { get; } = [];

        public Dictionary<View, BlockHash> Finalized { get; } = [];

        public HashSet<(View Low, View High)> Skipped { get; } = [];
    }
}
