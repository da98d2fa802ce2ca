namespace Ledger.Devnet.Bench;

/// <summary>What load is put on a network, and for how long.</summary>
public sealed record BenchPlan
{
    public const double RateMax = 100_000;

    private const int TransactionsMax = 10_000_000;

    /// <summary>Transfers that are due in a second, whatever the answers take.</summary>
    public double Rate { get; init; } = 50;

    /// <summary>How long is measured.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Load of the same rate before that, which is not measured.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>They pay in turn, each somebody else.</summary>
    public int Accounts { get; init; } = 2_000;

    /// <summary>Connections, spread over the nodes.</summary>
    public int Connections { get; init; } = 16;

    /// <summary>
    /// Transfers without an answer on one connection at most. Those that are due meanwhile are sent late, and their
    /// latency counts from when they were due.
    /// </summary>
    public int InFlightMax { get; init; } = 100;

    public int Transactions => (int)Math.Ceiling(Rate * (WarmUp + Duration).TotalSeconds);

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public string? FindFault() => this switch
    {
        { Rate: not (> 0 and <= RateMax) } => $"The rate lies above 0 and not above {RateMax} a second.",
        _ when Duration <= TimeSpan.Zero || WarmUp < TimeSpan.Zero =>
            "The times must not be negative, and the duration not zero.",
        { Accounts: < 2 or > 1_000_000 } => "There are from 2 to 1,000,000 accounts.",
        { Connections: < 1 or > 1_000 } => "There are from 1 to 1,000 connections.",
        { InFlightMax: < 1 or > 1_000 } => "From 1 to 1,000 transfers are in flight on a connection.",
        _ when Rate * (WarmUp + Duration).TotalSeconds > TransactionsMax =>
            $"At most {TransactionsMax} transfers are signed ahead: take a lower rate or a shorter time.",
        _ => null,
    };
}
