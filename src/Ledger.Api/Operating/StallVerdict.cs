using System.Globalization;
using Ledger.Api.Ports;
using Ledger.Model.Values;

namespace Ledger.Api.Operating;

/// <summary>Judges whether the network stands still, and says in one sentence what it waits for.</summary>
internal sealed record StallVerdict(bool IsStalled, string Sentence)
{
    /// <summary>A healed network decides within this time, even after some views (P11).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static StallVerdict Of(AgreementReport report, string abstainsBecause, Timestamp now)
    {
        if (report.WorkSince is not { } workSince)
            return new(false, With(abstainsBecause, $"All is well: nothing waits, and the next height is {report.Height}."));
        var since = Later(workSince, report.LastBlockStored);
        var waited = TimeSpan.FromMilliseconds(now.Milliseconds - Math.Min(now.Milliseconds, since.Milliseconds));
        if (waited < Patience)
        {
            return new(false, With(
                abstainsBecause, $"All is well: height {report.Height} is being decided in view {report.View}."));
        }

        var missing = report.Validators.Where(validator => !validator.HasVoted).Select(Describe).ToList();
        var voted = report.Validators.Length - missing.Count;
        var seconds = ((long)waited.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var names = missing.Count == 0 ? "nobody is missing" : $"missing: {string.Join(", ", missing)}";
        return new(true, With(
            abstainsBecause,
            $"Height {report.Height} has waited for {seconds} s, now in view {report.View}: "
            + $"{voted} of {report.Quorum} votes needed are here; {names}."));
    }

    private static string Describe(ValidatorState validator)
    {
        if (validator.IsSelf)
            return $"{validator.Name} (this node)";
        return validator.IsConnected ? $"{validator.Name} (connected, silent)" : $"{validator.Name} (not connected)";
    }

    private static string With(string abstainsBecause, string sentence) =>
        abstainsBecause.Length == 0 ? sentence : $"{sentence} This node does not vote: {abstainsBecause}.";

    private static Timestamp Later(Timestamp left, Timestamp right) => left > right ? left : right;
}
