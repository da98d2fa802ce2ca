using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Client.Histories;
using Ledger.Client.Rates;
using Ledger.Client.Submission;
using Ledger.Model.Values;

namespace Ledger.Client.Simulations;

/// <summary>
/// What a transaction would do as the first one of the next block. No promise: others may come before it.
/// </summary>
/// <param name="Height">It ran on the state after this height.</param>
/// <param name="Result">Succeeded or failed.</param>
/// <param name="Movements">All that would move, in order.</param>
/// <param name="Text">One line for people for each operation.</param>
public sealed record Simulation(
    Height Height,
    TransactionId Id,
    TransactionResult Result,
    ImmutableArray<AmountMoved> Movements,
    ImmutableArray<RequiredSigner> Signers,
    ImmutableArray<string> Text)
{
    /// <summary>What exchanges would do by each agreement on their way.</summary>
    public ImmutableArray<HopShown> Hops { get; init; } = [];

    internal static Simulation Read(TransactionId id, Contracts.V1.SimulateResponse message)
    {
        if (Wire.Digest(message.TransactionId) != id.Value)
            throw new InvalidDataException("The node simulated another transaction than it was asked to.");
        var result = message.Outcome is null ? null : OutcomeReading.Read(id, message.Outcome);
        return new(
            new(message.Height),
            id,
            result ?? throw new InvalidDataException("The node simulated to no outcome."),
            [.. message.Outcome!.Effects.SelectMany(effect => effect.Movements).Select(AmountMoved.Read)],
            [.. message.Signers.Select(signer => new RequiredSigner(
                new(Wire.Digest(signer.Account)), signer.PolicyKnown, (int)Math.Min(signer.SignaturesMin, 32)))],
            [.. message.Text])
        {
            Hops = [.. message.Outcome.Effects.SelectMany(effect => effect.Hops).Select(HopShown.Read)],
        };
    }
}

/// <param name="IsPolicyKnown">Otherwise the policy goes along with the account's first signature.</param>
/// <param name="SignaturesMin">The fewest keys that suffice.</param>
public sealed record RequiredSigner(AccountId Account, bool IsPolicyKnown, int SignaturesMin);
