using System.CommandLine;
using System.Globalization;
using Ledger.Cli.Invocation;
using Ledger.Cli.Output;
using Ledger.Cli.Sending;
using Ledger.Client.Events;
using Ledger.Client.Rates;
using Ledger.Cryptography.Text;
using Ledger.Model.Values;

namespace Ledger.Cli.Events;

/// <summary><c>ledger events follow</c>: what happens, as it happens.</summary>
internal sealed class EventsFollowCommand : LedgerCommand
{
    private readonly Option<string?> _after = new("--after")
    {
        Description = "Go on after this cursor, as the last line that was dealt with names it.", HelpName = "cursor",
    };

    private readonly Option<ulong?> _from = new("--from-height")
    {
        Description = "Begin with this height; 0 for all of the log. Without it: from now on.",
    };

    private readonly Option<int?> _count = new("--count") { Description = "End after so many events." };

    private readonly Option<string[]> _tokens = new("--token") { Description = "Only what moved this token." };

    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();

    public EventsFollowCommand()
        : base(
            "follow",
            "Prints events without a gap or a repetition, a line each: those of a wallet, or all, for members and auditors "
            + "with their certificate.",
            "ledger events follow --from-height 0 --certificate auditor.pem --output jsonl")
    {
        Options.Add(_after);
        Options.Add(_from);
        Options.Add(_count);
        Options.Add(_tokens);
        _wallet.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var query = new EventQuery
        {
            After = run.Find(_after) is { } text ? CursorOf(text) : null,
            FromHeight = run.Find(_from) is { } height ? new Height(height) : null,
            Tokens = [.. (run.Find(_tokens) ?? []).Select(Spelling.Ticker)],
        };
        using var client = _connection.Connect(run);
        using var signer = _wallet.IsMeant(run, _connection) ? _wallet.Open(run) : null;
        var events = signer is null
            ? client.FollowEventsAsync(query, cancellationToken)
            : client.OpenWallet(signer).FollowEventsAsync(query, cancellationToken);
        var left = run.Find(_count) ?? int.MaxValue;
        await foreach (var each in events)
        {
            if (each is LedgerEvent.Heartbeat)
                continue;
            Print(run.Printer, each);
            if (--left <= 0)
                break;
        }

        return ExitCode.Done;
    }

    private static void Print(Printer printer, LedgerEvent happened) => printer.Line(
        happened,
        each => string.Create(CultureInfo.InvariantCulture, $"{each.Time:yyyy-MM-dd HH:mm:ss}Z  {each.Cursor,-12}  {TextOf(each)}"),
        new("cursor", each => each.Cursor.ToString()),
        new("time", each => each.Time),
        new("text", TextOf),
        new("transaction", each => IdOf(each) is { } id ? TextForm.Transaction.Write(id.Value) : null),
        new("reason", each => (each as LedgerEvent.TransactionFailed)?.Reason));

    private static string TextOf(LedgerEvent happened) => happened switch
    {
        LedgerEvent.OperationDone done => string.Concat([done.Text, .. done.Hops.SelectMany(MarksOf)]),
        LedgerEvent.TransactionFailed failed => $"failed: {failed.Reason}",
        LedgerEvent.Sweep { Movement: var moved } =>
            $"{moved.Kind.ToString().ToLowerInvariant()} of {Client.Tokens.AmountText.Write(moved.Amount, moved.Scale)} {moved.Token}",
        _ => "",
    };

    /// <summary>Limits that came to half, four fifths, or nearly all of their use.</summary>
    private static IEnumerable<string> MarksOf(HopShown hop) =>
        from mark in new[]
        {
            ("corridor", hop.Marks.Corridor), ("account's corridor", hop.Marks.CorridorPerAccount), ("position", hop.Marks.Position),
        }
        where mark.Item2 > 0
        select string.Create(
            CultureInfo.InvariantCulture, $"; the {mark.Item1} of {hop.Given} for {hop.Taken} reached {mark.Item2} % of its limit");

    private static TransactionId? IdOf(LedgerEvent happened) => happened switch
    {
        LedgerEvent.OperationDone done => done.Transaction,
        LedgerEvent.TransactionFailed failed => failed.Transaction,
        _ => null,
    };

    private static EventCursor CursorOf(string text) => EventCursor.TryParse(text, out var cursor)
        ? cursor
        : throw new UsageException($"{text} is no cursor; one looks like 12.3.0.");
}
