using System.Collections.Immutable;
using System.Security.Cryptography;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Client.Transactions;
using Ledger.Cryptography;
using Ledger.Keys.Signing;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Devnet;

/// <summary>Signs what one company's shop system would, with the company's issuing key.</summary>
public sealed class CompanyDesk : IDisposable
{
    private readonly KeyFileSigner _signer;
    private readonly LedgerNetwork _network;

    public CompanyDesk(NetworkFolder folder, Company company)
    {
        using var password = folder.OpenPassword();
        _signer = new(IssuingKey.Load(folder.IssuingKeyOf(company), password));
        (_network, Company, Account) = (folder.ReadNetwork(), company, SigningAccount.Of(_signer));
    }

    public Company Company { get; }

    /// <summary>The company's account and its brand's treasury.</summary>
    public SigningAccount Account { get; }

    public ValueTask<SignedTransaction> MintAsync(AccountId to, ulong amount) =>
        SignAsync(Author().Mint(to, Company.Token, new(amount), MintReason.Purchase, DrawReference()));

    /// <summary>Moves points of any brand that the company holds; its own brand's leave its treasury.</summary>
    public ValueTask<SignedTransaction> TransferAsync(Ticker token, AccountId to, ulong amount) => SignAsync(
        token == Company.Token
            ? Author().TransferFromTreasury(Account.Id, to, token, new(amount), DrawReference())
            : Author().Transfer(Account.Id, to, token, new(amount)));

    /// <summary>A transaction of the company with these operations.</summary>
    internal ValueTask<SignedTransaction> SignAsync(ImmutableArray<Operation> operations) =>
        SignAsync(operations.Aggregate(Author(), (transaction, operation) => transaction.Add(operation)));

    public void Dispose() => _signer.Dispose();

    private TransactionBuilder Author() => new(_network, Account.Id);

    private ValueTask<SignedTransaction> SignAsync(TransactionBuilder transaction) =>
        transaction.Build().SignAsync(Account);

    /// <summary>A shop would hash its order number; here every order is another one.</summary>
    private static Digest DrawReference() => new(RandomNumberGenerator.GetBytes(Digest.Size));
}
