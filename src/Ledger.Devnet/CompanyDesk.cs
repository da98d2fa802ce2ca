using System.Collections.Immutable;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Cryptography.Signatures;
using Ledger.Keys.Signing;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Operation = Ledger.Model.Transactions.Operation;
using Policy = Ledger.Model.Policies.Policy;

namespace Ledger.Devnet;

/// <summary>Signs and submits what one company's shop system would, with the company's issuing key.</summary>
public sealed class CompanyDesk : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(2);

    private readonly LocalNetwork _network;
    private readonly IssuingKey _key;
    private readonly NetworkId _id;
    private readonly string _name;

    public CompanyDesk(LocalNetwork network, Company company)
    {
        using var password = network.Folder.OpenPassword();
        var genesis = network.Folder.ReadGenesis();
        (_network, Company, _id, _name) = (network, company, genesis.Id, genesis.Network);
        _key = IssuingKey.Load(network.Folder.IssuingKeyOf(company), password);
        Account = PolicyCodec.AccountOf(Policy.OfOne(PublicKey));
    }

    public Company Company { get; }

    public AccountId Account { get; }

    private PublicKey PublicKey => new(SignatureScheme.Schnorr, 0, new(_key.PublicKey.Span));

    public byte[] Mint(AccountId to, ulong amount) => Sign(new Operation.Mint(
        Company.Token, to, new(amount), Model.Transactions.MintReason.Purchase, DrawDigest(), Timestamp.Epoch));

    /// <summary>Moves points of any brand that the company holds; its own brand's leave its treasury.</summary>
    public byte[] Transfer(Ticker token, AccountId to, ulong amount) => Sign(new Operation.Transfer(
        Account, to, token, new(amount), token == Company.Token ? DrawDigest() : null));

    public async Task<Contracts.V1.Outcome> SubmitAsync(byte[] transaction, CancellationToken cancellationToken)
    {
        var request = new SubmitAndWaitRequest { Transaction = ByteString.CopyFrom(transaction) };
        var deadline = DateTime.UtcNow + Validity;
        var response = await _network.ClientOf(Company).Wallet
            .SubmitAndWaitAsync(request, deadline: deadline, cancellationToken: cancellationToken);
        return response.State.Outcome
            ?? throw new InvalidOperationException($"The transaction ended as {response.State.StateCase}.");
    }

    public void Dispose() => _key.Dispose();

    private byte[] Sign(Operation operation) => Sign([operation]);

    /// <summary>A transaction of the company with these operations.</summary>
    internal byte[] Sign(ImmutableArray<Operation> operations)
    {
        var validUntil = (ulong)(DateTimeOffset.UtcNow + Validity).ToUnixTimeMilliseconds();
        Span<byte> nonce = stackalloc byte[Nonce.Size];
        RandomNumberGenerator.Fill(nonce);
        Nonce.TryRead(nonce, out var chosen);
        var unsigned = new UnsignedTransaction(
            _id, new(_name, Account, chosen, new(validUntil), operations, null));
        return unsigned.Attach([new(Account, PublicKey, _key.Sign(unsigned.Id.Value), null)]);
    }

    private static Digest DrawDigest() => new(RandomNumberGenerator.GetBytes(Digest.Size));
}
