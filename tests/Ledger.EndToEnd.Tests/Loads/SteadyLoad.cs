using System.Collections.Concurrent;
using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.Model.Values;

namespace Ledger.EndToEnd.Tests.Loads;

/// <summary>
/// Customers who go on paying each other through all four nodes, whatever happens to these, and keep every answer.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private const int CustomerCount = 8;
    private const ulong UnitsEach = 1_000_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly TestNetwork _network;
    private readonly Sender _sender;
    private readonly Customer[] _customers = [.. Enumerable.Range(0, CustomerCount).Select(_ => new Customer())];
    private readonly ConcurrentDictionary<ByteString, Outcome> _acknowledged = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    private SteadyLoad(TestNetwork network) => (_network, _sender) = (network, new(network));

    /// <summary>Every outcome that a node has given as final, by transaction id.</summary>
    public IReadOnlyDictionary<ByteString, Outcome> Acknowledged => _acknowledged;

    private static Ticker Token => Company.All[0].Token;

    public static async Task<SteadyLoad> StartAsync(TestNetwork network)
    {
        var load = new SteadyLoad(network);
        using var airline = new CompanyDesk(network.Folder, Company.All[0]);
        await Task.WhenAll(load._customers.Select(async customer =>
        {
            var mint = await airline.MintAsync(customer.Account, UnitsEach);
            await load.SendAsync(mint.Bytes.ToArray(), Company.All[0].Index);
        }));
        load._work = Task.WhenAll(Enumerable.Range(0, CustomerCount).Select(load.PayAsync));
        return load;
    }

    /// <summary>Throws what went wrong, if anything did.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task PayAsync(int number)
    {
        try
        {
            for (var i = number; ; i++)
            {
                var payment = _customers[number].Transfer(
                    _network.Genesis, _customers[(number + 1) % CustomerCount].Account, Token, 1);
                await SendAsync(payment, i);
                await Task.Delay(Pause, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task SendAsync(byte[] transaction, int first)
    {
        var state = await _sender.SendAsync(transaction, first, _stop.Token);
        if (state.Outcome is { } outcome && !_acknowledged.TryAdd(outcome.TransactionId, outcome))
            throw new InvalidDataException("Two different transactions got one id.");
    }
}
