using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Sending;

/// <summary>
/// A command that makes one operation, which a wallet signs here; it is sent, or handed on to somebody who signs as
/// well.
/// </summary>
internal abstract class SigningCommand(string name, string summary, string example, SendingOptions sending)
    : LedgerCommand(name, summary, example)
{
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();

    internal sealed override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        using var client = _connection.Connect(run);
        var operation = await MakeAsync(run, client, account.Id, cancellationToken);
        var transaction = client.Author(account.Id).Add(operation);
        return IsOffer(run)
            ? await sending.OfferAsync(run, client, transaction, [account], cancellationToken)
            : await sending.FinishAsync(run, client, transaction, [account], cancellationToken);
    }

    /// <summary>Whether somebody else has to sign as well.</summary>
    protected virtual bool IsOffer(CommandRun run) => false;

    /// <param name="account">Whose wallet it is.</param>
    protected abstract Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken);

    /// <summary>After the command's own options, so that those come first in its help.</summary>
    protected void AddSending()
    {
        _wallet.AddTo(this);
        sending.AddTo(this);
        _connection.AddTo(this);
    }
}
