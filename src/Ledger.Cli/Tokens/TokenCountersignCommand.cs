using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Cli.Tx;

namespace Ledger.Cli.Tokens;

/// <summary><c>ledger token countersign</c>: a brand takes up a customer's offer.</summary>
internal sealed class TokenCountersignCommand : LedgerCommand
{
    private readonly Option<string[]> _give = new("--give")
    {
        Description = "All that the brand's treasury gives: an amount and a ticker. The node signs nothing else.",
        Arity = new(2, 2),
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly TransactionFile _file = new();
    private readonly ConnectionOptions _connection = new();

    public TokenCountersignCommand()
        : base(
            "countersign",
            "Lets the company's node sign and submit a swap that a customer signed, if it takes exactly what is expected.",
            "ledger token countersign offer.hex --give 30 BEANS --node 1 --certificate issuer.pem")
    {
        _file.AddTo(this);
        Options.Add(_give);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.ConnectToOne(run);
        var offer = await _file.ReadAsync(run, client.Network, cancellationToken);
        var (ticker, amount) = await Spelling.AmountAsync(
            client, run.Get(_give)[0], run.Get(_give)[1], cancellationToken);
        var token = (await client.GetTokenAsync(ticker, cancellationToken)).Value;
        var order = await client.Issuer.CountersignSwapAsync(
            offer, [new(token.Treasury, ticker, amount)], cancellationToken);
        return await ResultPrinting.PrintAsync(run, order, "Repeat it: the same offer takes effect once.");
    }
}
