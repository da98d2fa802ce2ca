using System.Globalization;
using Ledger.Model;
using Ledger.Model.Genesis;
using Ledger.Model.Transactions;

namespace Ledger.Devnet.Bench;

/// <summary>
/// What verifying one transfer's signature costs a core of this machine, in processor time: other work on the machine
/// makes it wait, and does not count.
/// </summary>
internal static class VerificationCost
{
    /// <summary>The first ones are not counted: code is compiled anew where it proves to be hot.</summary>
    private const int WarmUpShare = 4;

    /// <summary>Linux counts a thread's time anew only every few milliseconds.</summary>
    private static readonly TimeSpan MeasureMin = TimeSpan.FromMilliseconds(200);

    public static TimeSpan Measure(GenesisDocument genesis, ReadOnlySpan<ReadOnlyMemory<byte>> transactions)
    {
        var codec = new TransactionCodec(genesis.Id, genesis.Network, genesis.Parameters);
        var decoded = new Transaction[transactions.Length];
        for (var i = 0; i < decoded.Length; i++)
        {
            var isDecoded = codec.TryDecode(transactions[i], out var transaction, out _);
            Invariant.That(isDecoded && transaction is not null);
            decoded[i] = transaction;
        }

        Verify(decoded.AsSpan(0, decoded.Length / WarmUpShare));
        var (start, spent, verified) = (ThreadTime(), TimeSpan.Zero, 0);
        while (spent < MeasureMin)
        {
            Verify(decoded);
            verified += decoded.Length;
            spent = ThreadTime() - start;
        }

        return spent / verified;
    }

    private static void Verify(ReadOnlySpan<Transaction> transactions)
    {
        foreach (var transaction in transactions)
            Invariant.That(SignatureVerification.TryVerify(transaction, out _, out _));
    }

    // Nanoseconds that this thread ran, the first number.
    private static TimeSpan ThreadTime()
    {
        var text = File.ReadAllText("/proc/thread-self/schedstat");
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        var nanoseconds = long.Parse(text.AsSpan(0, end), CultureInfo.InvariantCulture);
        return TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }
}
