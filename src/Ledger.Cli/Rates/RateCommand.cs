using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary>
/// A command that changes what two brands have agreed: one operation that a company signs here, and sends, or hands on to
/// the other company.
/// </summary>
internal abstract class RateCommand : LedgerCommand
{
    private readonly PairArguments _pair = new();
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();
    private readonly SendingOptions _sending;

    protected RateCommand(string name, string summary, string example, SendingOptions sending)
        : base(name, summary, example)
    {
        _sending = sending;
        _pair.AddTo(this);
    }

    internal sealed override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var pair = _pair.Read(run);
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        using var client = _connection.Connect(run);
        var operation = await MakeAsync(run, client, pair, cancellationToken);
        var transaction = client.Author(account.Id).Add(operation);
        return NeedsBoth(run)
            ? await _sending.OfferAsync(run, client, transaction, [account], cancellationToken)
            : await _sending.FinishAsync(run, client, transaction, [account], cancellationToken);
    }

    /// <summary>Whether the other company has to sign as well.</summary>
    protected abstract bool NeedsBoth(CommandRun run);

    protected abstract Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, (Ticker Given, Ticker Taken) pair, CancellationToken cancellationToken);

    /// <summary>After the command's own options, so that they come first in its help.</summary>
    protected void AddSending()
    {
        _wallet.AddTo(this);
        _sending.AddTo(this);
        _connection.AddTo(this);
    }
}
