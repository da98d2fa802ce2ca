using System.Collections.Immutable;
using System.Security.Cryptography;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Client.Transactions;
using Ledger.Cryptography;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Devnet.Bench;

/// <summary>
/// Accounts with a key each, funded with units of one brand. Everything is signed ahead, so that load costs sending
/// and nothing else.
/// </summary>
internal sealed class LoadAccounts : IDisposable
{
    private readonly LedgerNetwork _network;
    private readonly TimeSpan _validity;
    private readonly int _operationsMax;
    private readonly SchnorrKey[] _keys;
    private readonly SigningAccount[] _accounts;

    public LoadAccounts(NetworkFolder folder, int count)
    {
        var genesis = folder.ReadGenesis();
        _network = new(genesis.Network, genesis.Id, [], []);

        // Nearly as long as a transaction may live, so that nothing expires before it is sent.
        _validity = TimeSpan.FromMilliseconds(genesis.Parameters.ValidityWindow) - TimeSpan.FromMinutes(1);
        _operationsMax = genesis.Parameters.TransactionOperationsMax;
        _keys = new SchnorrKey[count];
        Parallel.For(0, count, number => _keys[number] = SchnorrKey.Create());
        _accounts = Array.ConvertAll(_keys, key => SigningAccount.Of(key));
    }

    private static Ticker Token => Company.All[0].Token;

    /// <summary>
    /// Operations by which the issuer gives every account this much, as many in a row as a transaction may have.
    /// </summary>
    public IEnumerable<ImmutableArray<Operation>> Funding(ulong unitsEach) => _accounts
        .Select(account => (Operation)new Operation.Mint(
            Token,
            account.Id,
            new(unitsEach),
            MintReason.Purchase,
            new(RandomNumberGenerator.GetBytes(Digest.Size)),
            Timestamp.Epoch))
        .Chunk(_operationsMax)
        .Select(chunk => chunk.ToImmutableArray());

    /// <summary>A first transfer of each account, by which the ledger learns its policy.</summary>
    public ReadOnlyMemory<byte>[] SignIntroductions() => Sign(_accounts.Length, account => account);

    /// <summary>Transfers of all accounts in turn, with one signature each.</summary>
    public ReadOnlyMemory<byte>[] SignTransfers(int count) =>
        Sign(count, account => account with { FirstPolicy = null });

    public void Dispose() => Array.ForEach(_keys, key => key.Dispose());

    private ReadOnlyMemory<byte>[] Sign(int count, Func<SigningAccount, SigningAccount> signerOf)
    {
        var transactions = new ReadOnlyMemory<byte>[count];
        Parallel.For(0, count, number =>
        {
            var from = _accounts[number % _accounts.Length];
            var to = _accounts[(number + 1) % _accounts.Length];
            var draft = new TransactionBuilder(_network, from.Id)
                .Transfer(from.Id, to.Id, Token, new(1))
                .ValidFor(_validity)
                .Build();

            // A key in memory signs at once.
            var signing = draft.SignAsync(signerOf(from));
            transactions[number] = signing.IsCompleted
                ? signing.Result.Bytes
                : throw new InvalidOperationException("A key in memory did not sign at once.");
        });
        return transactions;
    }
}
