using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Client.Simulations;
using Ledger.Client.Submission;
using Ledger.Client.Tokens;
using Ledger.Cryptography.Text;
using Ledger.Model.Outcomes;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet exchange</c>: turns one brand's points into another's at an agreed rate.</summary>
internal sealed class WalletExchangeCommand : LedgerCommand
{
    private readonly Argument<string> _amount = new("amount") { Description = "How many points to give." };

    private readonly Argument<string[]> _path = new("tokens")
    {
        Description = "Of which brand, and which one is wanted; up to two more in between.", Arity = new(2, 4),
    };

    private readonly Option<string?> _quote = new("--quote")
    {
        Description = "A firm quote that the other brand gave: hold1….",
    };

    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Sign without asking." };
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();

    public WalletExchangeCommand()
        : base(
            "exchange",
            "Shows what arrives for an amount, at which rate and until when it is good, asks, and only then signs: for exactly "
            + "that or more.",
            "ledger wallet exchange 300 MILES REELS --wallet ada.key")
    {
        Arguments.Add(_amount);
        Arguments.Add(_path);
        Options.Add(_quote);
        Options.Add(_yes);
        _wallet.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        using var client = _connection.Connect(run);
        var path = run.Get(_path);
        var (_, amount) = await Spelling.AmountAsync(client, run.Get(_amount), path[0], cancellationToken);
        var exchange = new Operation.Exchange(
            account.Id, [.. path.Select(Spelling.Ticker)], amount, Amount.Zero, QuoteOf(run));
        var simulation = await SimulateAsync(client, account, exchange, cancellationToken);
        if (simulation.Result is TransactionResult.Failed)
            return ResultPrinting.Print(run, simulation.Result);
        var arriving = simulation.Movements
            .Where(moved => moved.Account == account.Id && moved.Kind == MovementKind.Credit).ToArray();
        await ShowAsync(run, simulation, arriving);
        if (!run.Get(_yes) && !await AgreesAsync(run, cancellationToken))
            return ExitCode.Rejected;
        ulong least = 0;
        foreach (var moved in arriving)
            least += moved.Amount.Units;
        var signed = await client.Author(account.Id)
            .Add(exchange with { MinReceive = new(least) }).Build().SignAsync(account, cancellationToken);
        return ResultPrinting.Print(run, await client.SubmitAsync(signed, cancellationToken));
    }

    private HoldId? QuoteOf(CommandRun run)
    {
        if (run.Find(_quote) is not { } text)
            return null;
        return TextForm.Hold.TryRead(text, out var id)
            ? new HoldId(id)
            : throw new UsageException($"{text} is no quote; one looks like hold1… and has {TextForm.Hold.Length} characters.");
    }

    private static async Task<Simulation> SimulateAsync(
        LedgerClient client, SigningAccount account, Operation.Exchange exchange, CancellationToken cancellationToken)
    {
        var draft = client.Author(account.Id).Add(exchange).Build();
        Model.Policies.Policy[] policies = account.FirstPolicy is { } policy ? [policy] : [];
        return (await client.SimulateAsync(draft, policies, cancellationToken)).Value;
    }

    private static async Task ShowAsync(
        CommandRun run, Simulation simulation, IReadOnlyCollection<Client.Histories.AmountMoved> arriving)
    {
        foreach (var hop in simulation.Hops)
        {
            await run.Notes.WriteLineAsync(
                $"{hop.Given} for {hop.Taken} at {Rates.RateText.Of(hop.Rate, hop.GivenScale, hop.TakenScale)}, "
                + $"fee {AmountText.Write(hop.Fee, hop.TakenScale)} {hop.Taken}");
        }

        foreach (var moved in arriving)
        {
            foreach (var lot in moved.Lots)
            {
                var until = lot.ExpiresAt == Timestamp.Epoch
                    ? "which never expire"
                    : $"good until {DateTimeOffset.FromUnixTimeMilliseconds((long)lot.ExpiresAt.Milliseconds):yyyy-MM-dd HH:mm} UTC";
                await run.Notes.WriteLineAsync(
                    $"Arrives: {AmountText.Write(lot.Amount, moved.Scale)} {moved.Token}, {until}");
            }
        }
    }

    private static async Task<bool> AgreesAsync(CommandRun run, CancellationToken cancellationToken)
    {
        await run.Notes.WriteAsync("Exchange? [y/N] ");
        var answer = await Console.In.ReadLineAsync(cancellationToken);
        return answer?.Trim() is "y" or "Y" or "yes";
    }
}
