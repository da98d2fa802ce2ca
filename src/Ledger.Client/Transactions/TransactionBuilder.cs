using System.Collections.Immutable;
using System.Security.Cryptography;
using Ledger.Cryptography;
using Ledger.Model.Policies;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Client.Transactions;

/// <summary>
/// Gathers the operations of one transaction: all of them take effect in order, or none. Says nothing about whether the
/// ledger will accept them; that is what simulating is for.
/// </summary>
/// <param name="author">Signs in any case, and is asked no fee.</param>
public sealed class TransactionBuilder(LedgerNetwork network, AccountId author)
{
    /// <summary>Long enough for any retry, short enough to know soon that a lost transaction is lost.</summary>
    public static readonly TimeSpan ValidityDefault = TimeSpan.FromMinutes(2);

    private readonly ImmutableArray<Operation>.Builder _operations = ImmutableArray.CreateBuilder<Operation>();
    private TimeSpan _validity = ValidityDefault;
    private Digest? _memoHash;
    private Nonce? _nonce;

    /// <summary>Moves units that their holder signs for.</summary>
    public TransactionBuilder Transfer(AccountId from, AccountId to, Ticker token, Amount amount) =>
        Add(new Operation.Transfer(from, to, token, amount, null));

    /// <summary>Gives units out of the token's treasury, once for this order.</summary>
    public TransactionBuilder TransferFromTreasury(
        AccountId treasury, AccountId to, Ticker token, Amount amount, Digest orderReference) =>
        Add(new Operation.Transfer(treasury, to, token, amount, orderReference));

    /// <summary>Issues units, once for this order, spendable at once.</summary>
    public TransactionBuilder Mint(
        AccountId to, Ticker token, Amount amount, MintReason reason, Digest orderReference) =>
        Add(new Operation.Mint(token, to, amount, reason, orderReference, Timestamp.Epoch));

    /// <summary>Burns units of their holder.</summary>
    public TransactionBuilder Redeem(AccountId from, Ticker token, Amount amount) =>
        Add(new Operation.Redeem(from, token, amount, null));

    /// <summary>Moves 2 to 16 legs at once; everyone who gives something must sign.</summary>
    public TransactionBuilder Swap(params ReadOnlySpan<SwapLeg> legs) => Add(new Operation.Swap([.. legs]));

    public TransactionBuilder ReplacePolicy(AccountId account, Policy policy) =>
        Add(new Operation.ReplacePolicy(account, policy));

    public TransactionBuilder RegisterToken(TokenDefinition definition) =>
        Add(new Operation.RegisterToken(definition));

    /// <summary>Any operation of the ledger, for what has no method of its own here.</summary>
    public TransactionBuilder Add(Operation operation)
    {
        _operations.Add(operation);
        return this;
    }

    /// <summary>How long it may wait to enter the log; the network's window bounds it.</summary>
    public TransactionBuilder ValidFor(TimeSpan validity)
    {
        _validity = validity;
        return this;
    }

    /// <summary>The salted hash of a text that is kept elsewhere. No personal data belongs on the log.</summary>
    public TransactionBuilder WithMemoHash(Digest hash)
    {
        _memoHash = hash;
        return this;
    }

    /// <summary>
    /// A nonce of one's own, where a repeated start must build the same bytes; otherwise one is drawn.
    /// </summary>
    public TransactionBuilder WithNonce(Nonce nonce)
    {
        _nonce = nonce;
        return this;
    }

    /// <summary>
    /// Fixes the bytes, and with them the id. Each call draws a nonce of its own, unless one was given.
    /// </summary>
    /// <param name="now">The clock that validity counts from.</param>
    public TransactionDraft Build(DateTimeOffset now)
    {
        var validUntil = (now + _validity).ToTimestamp();
        var body = new TransactionBody(
            network.Name, author, _nonce ?? DrawNonce(), validUntil, _operations.ToImmutable(), _memoHash);
        return new(new UnsignedTransaction(network.Id, body), []);
    }

    public TransactionDraft Build() => Build(DateTimeOffset.UtcNow);

    private static Nonce DrawNonce()
    {
        Span<byte> bytes = stackalloc byte[Nonce.Size];
        RandomNumberGenerator.Fill(bytes);
        Nonce.TryRead(bytes, out var nonce);
        return nonce;
    }
}
