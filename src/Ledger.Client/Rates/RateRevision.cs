using Ledger.Client.Answers;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Client.Rates;

/// <summary>One step in the history of a rate agreement.</summary>
/// <param name="Kind">What was done: agreed, improved, announced, paused, resumed.</param>
/// <param name="Member">Who paused or resumed; otherwise the issuer of the taken token.</param>
/// <param name="Terms">None where somebody paused or resumed.</param>
public sealed record RateRevision(
    string Kind,
    uint Member,
    Height Height,
    DateTimeOffset Time,
    TransactionId Transaction,
    DateTimeOffset EffectiveAt,
    RateTerms? Terms)
{
    internal static RateRevision Read(Contracts.V1.RateRevision message) => new(
        message.Kind.ToString().ToLowerInvariant(),
        message.Member,
        new(message.Height),
        Wire.Time(message.TimeMs),
        new(Wire.Digest(message.TransactionId)),
        Wire.Time(message.EffectiveAtMs),
        RateWire.Terms(message.Terms));
}
