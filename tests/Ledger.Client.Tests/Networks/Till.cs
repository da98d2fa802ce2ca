using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Client.Issuing;
using Ledger.Client.Submission;
using Ledger.Cryptography;
using Ledger.Devnet;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Networks;

/// <summary>One company's shop system at its own node.</summary>
internal sealed class Till : IDisposable
{
    private readonly Company _company;
    private readonly X509Certificate2 _certificate;
    private readonly LedgerClient _client;

    public Till(RunningNetwork network, Company company, LedgerClientOptions? options = null)
    {
        _company = company;
        _certificate = X509Certificate2.CreateFromPemFile(network.Folder.IssuerCertificateOf(company));
        _client = new(network.NodeOf(company), (options ?? LedgerClientOptions.Default) with { Identity = _certificate });
    }

    public IssuerDesk Desk => _client.Issuer;

    public static Digest DrawReference() => new(RandomNumberGenerator.GetBytes(Digest.Size));

    /// <summary>Issues units of the company's brand, and returns the height from which they are there.</summary>
    public async Task<Height> IssueAsync(AccountId to, ulong amount)
    {
        var order = await Desk.MintAsync(to, _company.Token, new(amount), MintReason.Purchase, DrawReference());
        Assert.IsType<TransactionResult.Succeeded>(order.Value.Result);
        return order.Value.Height;
    }

    public void Dispose()
    {
        _client.Dispose();
        _certificate.Dispose();
    }
}
