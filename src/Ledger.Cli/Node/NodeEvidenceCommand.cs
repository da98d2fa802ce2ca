using Ledger.Cli.Invocation;

namespace Ledger.Cli.Node;

/// <summary><c>ledger node evidence</c>: which validators signed votes that contradict each other.</summary>
internal sealed class NodeEvidenceCommand : LedgerCommand
{
    private readonly ConnectionOptions _connection = new();

    public NodeEvidenceCommand()
        : base(
            "evidence",
            "Lists the validators that signed votes which contradict each other, as far as the node found or was shown it, "
            + "with both votes as proof. For the node's operator, with a certificate in the role admin. Exits with 1 if "
            + "there is any.",
            "ledger node evidence --node 0 --certificate admin.pem") =>
        _connection.AddTo(this);

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.ConnectToOne(run);
        var found = (await client.ListEvidenceAsync(cancellationToken)).Value;
        run.Printer.Say(found.Length == 0
            ? "No validator is known to have contradicted itself."
            : $"{found.Length} times a validator contradicted itself.");
        if (found.Length == 0 && run.Printer.IsForPeople)
            return ExitCode.Done;
        run.Printer.Rows(
            found,
            new("validator", each => each.Name),
            new("height", each => each.Height.Value, IsNumber: true),
            new("rule", each => $"E{each.Rule}"),
            new("offence", each => each.Offence),
            new("evidence", each => Convert.ToHexStringLower(each.Bytes.Span)));
        return found.Length == 0 ? ExitCode.Done : ExitCode.VerificationFailed;
    }
}
