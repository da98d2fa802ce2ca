using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;

namespace Ledger.Cli.Tx;

/// <summary><c>ledger tx sign</c>: adds one party's signature.</summary>
internal sealed class TxSignCommand : LedgerCommand
{
    private readonly TransactionFile _file = new();
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();

    public TxSignCommand()
        : base(
            "sign",
            "Adds the wallet's signature to a transaction and prints it. Look at it with `ledger tx decode` first. Asks "
            + "nothing of the network.",
            "ledger tx sign offer.hex --wallet ada.key --password-file password")
    {
        _file.AddTo(this);
        _wallet.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var draft = await _file.ReadAsync(run, _connection.Read(run), cancellationToken);
        using var signer = _wallet.Open(run);
        var signed = await draft.SignAsync([SigningAccount.Of(signer)], cancellationToken);
        return await SendingOptions.PrintAsync(run, signed);
    }
}
