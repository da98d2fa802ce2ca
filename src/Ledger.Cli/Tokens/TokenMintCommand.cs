using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;
using Ledger.Cryptography;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

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
            "ledger token mint acc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq4u5c9n 500 MILES --node 0 "
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
        if (!_wallet.IsMeant(run, _connection))
            return await OrderAsync(run, to, reference, cancellationToken);
        using var client = _connection.Connect(run);
        var (token, amount) = await _points.ReadAsync(run, client, cancellationToken);
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        var transaction = client.Author(account.Id).Mint(to, token, amount, run.Get(_reason), reference);
        return await _sending.FinishAsync(run, client, transaction, [account], cancellationToken);
    }

    /// <summary>The company's node makes the transaction, signs it and sends it.</summary>
    private async Task<ExitCode> OrderAsync(
        CommandRun run, AccountId to, Digest reference, CancellationToken cancellationToken)
    {
        if (_sending.IsUnsigned(run))
            throw new UsageException("A node signs and sends at once: --dry-run and --build-only need the issuing key, with --wallet.");
        using var client = _connection.ConnectToOne(run);
        var (token, amount) = await _points.ReadAsync(run, client, cancellationToken);
        var order = await client.Issuer.MintAsync(to, token, amount, run.Get(_reason), reference, cancellationToken);
        return await ResultPrinting.PrintAsync(run, order, _order.HowToRepeat(run));
    }
}
