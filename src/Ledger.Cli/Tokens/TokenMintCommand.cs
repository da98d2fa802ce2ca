using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;
using Ledger.Model.Transactions;

namespace Ledger.Cli.Tokens;

/// <summary><c>ledger token mint</c>: gives new points to somebody.</summary>
internal sealed class TokenMintCommand : LedgerCommand
{
    private readonly Argument<string> _to = new("to") { Description = "The account that gets the points." };
    private readonly AmountArguments _points = new();

    private readonly Option<MintReason> _reason = new("--reason")
    {
        Description = "What they are given for.", DefaultValueFactory = _ => MintReason.Purchase,
    };

    private readonly OrderOptions _order = new();
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();
    private readonly SendingOptions _sending = SendingOptions.ForOne();

    public TokenMintCommand()
        : base(
            "mint",
            "Issues points of one's own brand. With --certificate the company's node signs; otherwise --wallet names the "
            + "issuing key.",
            "ledger token mint acc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq6xvhcz 500 MILES --node 0 "
            + "--certificate issuer.pem")
    {
        Arguments.Add(_to);
        _points.AddTo(this);
        Options.Add(_reason);
        _order.AddTo(this);
        _wallet.AddTo(this);
        _sending.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var to = Spelling.Account(run.Get(_to));
        var reference = _order.Reference(run);
        using var client = _connection.Connect(run);
        var (token, amount) = await _points.ReadAsync(run, client, cancellationToken);
        if (!_wallet.IsGiven(run))
        {
            var order = await client.Issuer.MintAsync(to, token, amount, run.Get(_reason), reference, cancellationToken);
            return ResultPrinting.Print(run, order.Value.Result);
        }

        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        var transaction = client.Author(account.Id).Mint(to, token, amount, run.Get(_reason), reference);
        return await _sending.FinishAsync(run, client, transaction, [account], cancellationToken);
    }
}
