using Ledger.Contracts.V1;

namespace Ledger.Replication.Sessions;

/// <summary>How greetings stand in the envelopes of one stream.</summary>
internal sealed record GreetingForm<T>(
    Func<Hello, T> OfHello,
    Func<T, Hello?> HelloOf,
    Func<Welcome, T> OfWelcome,
    Func<T, Welcome?> WelcomeOf);

internal static class GreetingForm
{
    public static readonly GreetingForm<ConsensusEnvelope> Consensus = new(
        hello => new() { Hello = hello },
        envelope => envelope.Hello,
        welcome => new() { Welcome = welcome },
        envelope => envelope.Welcome);

    public static readonly GreetingForm<BulkEnvelope> Bulk = new(
        hello => new() { Hello = hello },
        envelope => envelope.Hello,
        welcome => new() { Welcome = welcome },
        envelope => envelope.Welcome);
}
