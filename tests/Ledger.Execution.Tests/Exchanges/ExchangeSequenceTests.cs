using System.Globalization;

namespace Ledger.Execution.Tests.Exchanges;

public sealed class ExchangeSequenceTests
{
    private const int SequencesByDefault = 100;

    /// <summary>
    /// Every block is executed twice and the whole state recounted (<see cref="Chain"/>), so a unit that is created or
    /// lost anywhere fails; and no exchange makes what its customer has worth more. More of them, and others:
    /// LEDGER_EXCHANGE_SEQUENCES=100000 LEDGER_EXCHANGE_SEED=1 dotnet test … --filter ExchangeSequence.
    /// </summary>
    [Fact]
    public void Sequences_OverFiveBrands_CreateNoUnitAndMakeNobodyRicher()
    {
        var (first, count) = (Setting("LEDGER_EXCHANGE_SEED", 0), Setting("LEDGER_EXCHANGE_SEQUENCES", SequencesByDefault));
        var exchanges = 0;
        Parallel.For(first, first + count, seed =>
        {
            var sequence = new ExchangeSequence(seed);
            var failure = Record.Exception(sequence.Run);
            Assert.True(failure is null, $"LEDGER_EXCHANGE_SEED={seed} LEDGER_EXCHANGE_SEQUENCES=1: {failure}");
            Interlocked.Add(ref exchanges, sequence.Exchanges);
        });

        // Enough of them come through for the rest to mean something.
        Assert.True(exchanges > 5 * count, $"{exchanges} exchanges succeeded.");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
