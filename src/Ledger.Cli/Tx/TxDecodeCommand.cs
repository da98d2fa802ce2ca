using System.Text.Json.Nodes;
using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Tx;

/// <summary><c>ledger tx decode</c>: what the bytes say.</summary>
internal sealed class TxDecodeCommand : LedgerCommand
{
    private readonly TransactionFile _file = new();
    private readonly ConnectionOptions _connection = new();

    public TxDecodeCommand()
        : base(
            "decode",
            "Says what a transaction would do and who has signed it. Asks nothing of the network.",
            "ledger tx decode offer.hex")
    {
        _file.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var draft = await _file.ReadAsync(run, _connection.Read(run), cancellationToken);
        var body = Contracts.V1.TransactionBody.Parser.ParseFrom(draft.BodyBytes);
        run.Printer.Record(
            draft,
            new("transaction", each => TextForm.Transaction.Write(each.Id.Value)),
            new("network", each => each.Body.Network),
            new("author", each => TextForm.Account.Write(each.Body.Author.Value)),
            new("validUntil", each => each.Body.ValidUntil.ToDateTimeOffset()),
            new("operations", _ => new JsonArray([.. body.Operations.Select(OperationText.Of)])),
            new("signedBy", each => new JsonArray(
                [.. each.Signatures.Select(signature => (JsonNode)TextForm.Account.Write(signature.Account.Value))])));
        return ExitCode.Done;
    }
}
