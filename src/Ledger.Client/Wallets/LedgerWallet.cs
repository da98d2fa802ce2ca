using Ledger.Client.Accounts;
using Ledger.Client.Answers;
using Ledger.Client.Events;
using Ledger.Client.Histories;
using Ledger.Client.Signing;
using Ledger.Client.Submission;
using Ledger.Client.Transactions;
using Ledger.Contracts.V1;
using Ledger.Model.Values;
using HistoryEntry = Ledger.Client.Histories.HistoryEntry;

namespace Ledger.Client.Wallets;

/// <summary>
/// One account through one client: it pays, and it reads its own affairs, for which it logs in where that is needed.
/// Lives as long as its client; the signers stay the caller's.
/// </summary>
public sealed class LedgerWallet
{
    private readonly LedgerClient _client;
    private readonly LoginSessions _logins;

    internal LedgerWallet(LedgerClient client, SigningAccount account) =>
        (_client, Account, _logins) = (client, account, new(client.Network, account, client.Options.Clock));

    public SigningAccount Account { get; }

    public AccountId Id => Account.Id;

    /// <summary>Begins a transaction of this account.</summary>
    public TransactionBuilder Author() => _client.Author(Id);

    /// <summary>Gives units to somebody, and waits for the final outcome.</summary>
    public Task<TransactionResult> PayAsync(
        AccountId to, Ticker token, Amount amount, CancellationToken cancellationToken = default) =>
        SubmitAsync(Author().Transfer(Id, to, token, amount), cancellationToken);

    /// <summary>Signs what this account alone must sign, sends it, and waits for the final outcome.</summary>
    public async Task<TransactionResult> SubmitAsync(
        TransactionBuilder transaction, CancellationToken cancellationToken = default) =>
        await _client.SubmitAsync(await transaction.Build().SignAsync(Account, cancellationToken), cancellationToken);

    public Task<Answer<AccountState>> GetAccountAsync(CancellationToken cancellationToken = default)
    {
        var request = new GetAccountRequest { Account = Wire.Write(Id.Value), MinHeight = _client.Seen.Value };
        return _client.Asking.AskAsync(
            (node, options) => _logins.CallAsync(node, options, call => node.Wallet.GetAccountAsync(request, call)),
            response => AccountReading.Read(Id, response.Account),
            cancellationToken);
    }

    /// <summary>
    /// The account now and after each block that touched it; a slow reader gets the newest, not each.
    /// </summary>
    /// <exception cref="LedgerException">A node refused, or none answers.</exception>
    public IAsyncEnumerable<AccountState> WatchAsync(CancellationToken cancellationToken = default) =>
        AccountWatch.FollowAsync(_client, Id, _logins, cancellationToken);

    /// <summary>
    /// The past, latest first, page by page as it is read; all pages answer for the height of the first.
    /// </summary>
    /// <exception cref="LedgerException">No node answered, or it refused the query.</exception>
    public IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(
        HistoryQuery? query = null, CancellationToken cancellationToken = default) =>
        HistoryPages.ReadAsync(
            _client,
            Id,
            query ?? HistoryQuery.All,
            (node, options, request) => _logins.CallAsync(
                node, options, call => node.Wallet.GetHistoryAsync(request, call)),
            cancellationToken);

    /// <summary>This account's events, from a cursor or a height on and then as they happen.</summary>
    /// <exception cref="LedgerException">A node refused the query, or none answers.</exception>
    public IAsyncEnumerable<LedgerEvent> FollowEventsAsync(
        EventQuery query, CancellationToken cancellationToken = default) =>
        _client.Events.FollowAsync(query with { Accounts = [Id] }, _logins, cancellationToken);
}
