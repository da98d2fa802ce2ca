using System.Runtime.CompilerServices;
using Grpc.Core;
using Ledger.Client.Answers;
using Ledger.Client.Connections;
using Ledger.Client.Wallets;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Client.Accounts;

/// <summary>Watches one account over whichever node answers; never shows an older state after a newer one.</summary>
internal static class AccountWatch
{
    /// <exception cref="LedgerException">A node refused, or none answered for as long as reads wait.</exception>
    public static async IAsyncEnumerable<AccountState> FollowAsync(
        LedgerClient client,
        AccountId account,
        LoginSessions logins,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new ResumingStream<AccountState>(client.Nodes, client.Options, (connection, _, token) =>
            OpenAsync(connection, account, logins, token))
        {
            LoginLost = logins.Forget,
        };
        Height? newest = null;
        await foreach (var state in stream.ReadAsync(cancellationToken))
        {
            if (state.Height < newest)
                continue;
            newest = state.Height;
            yield return state;
        }
    }

    private static async IAsyncEnumerable<AccountState> OpenAsync(
        NodeConnection connection,
        AccountId account,
        LoginSessions logins,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new WatchAccountRequest { Account = Wire.Write(account.Value) };
        var metadata = await logins.IdentifyAsync(connection, cancellationToken);
        using var call = connection.Wallet.WatchAccount(request, metadata, cancellationToken: cancellationToken);
        await foreach (var message in call.ResponseStream.ReadAllAsync(cancellationToken))
            yield return AccountReading.Read(account, message.Account);
    }
}
