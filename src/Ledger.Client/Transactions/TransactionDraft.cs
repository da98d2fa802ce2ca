using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Ledger.Client.Signing;
using Ledger.Cryptography;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Client.Transactions;

/// <summary>
/// A transaction whose body is fixed and whose signatures are still coming in, from one party or several. Immutable:
/// signing gives a new draft.
/// </summary>
public sealed class TransactionDraft
{
    internal TransactionDraft(UnsignedTransaction unsigned, ImmutableArray<AccountSignature> signatures) =>
        (Unsigned, Signatures) = (unsigned, signatures);

    /// <summary>What each signer signs, and how the transaction is called from now on.</summary>
    public TransactionId Id => Unsigned.Id;

    public TransactionBody Body => Unsigned.Body;

    /// <summary>The canonical bytes that the id covers.</summary>
    public ReadOnlySpan<byte> BodyBytes => Unsigned.BodyBytes;

    public ImmutableArray<AccountSignature> Signatures { get; }

    internal UnsignedTransaction Unsigned { get; }

    /// <summary>
    /// Reads what <see cref="ToBytes"/> wrote, also a signed transaction. Signatures are taken as they are; whether
    /// they are valid is for the ledger to say.
    /// </summary>
    public static bool TryRead(
        LedgerNetwork network,
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out TransactionDraft? draft,
        out Reason reason)
    {
        draft = null;
        reason = Reason.TransactionMalformed;
        if (!TryParse(bytes, out var message)
            || !UnsignedTransaction.TryDecode(
                network.Id, network.Name, new Parameters(), message.Body.Span, out var unsigned, out reason))
        {
            return false;
        }

        var signatures = ImmutableArray.CreateBuilder<AccountSignature>(message.Signatures.Count);
        foreach (var signature in message.Signatures)
        {
            if (!TryRead(signature, out var read))
            {
                reason = Reason.SignatureMalformed;
                return false;
            }

            signatures.Add(read);
        }

        draft = new(unsigned, signatures.MoveToImmutable());
        return true;
    }

    /// <summary>Adds the signatures of each account; those that it has given already are replaced.</summary>
    public async ValueTask<TransactionDraft> SignAsync(
        IEnumerable<SigningAccount> accounts, CancellationToken cancellationToken = default)
    {
        var signatures = Signatures;
        foreach (var account in accounts)
        {
            var added = await account.SignAsync(Id.Value, cancellationToken);
            signatures = [.. signatures.Where(signature => signature.Account != account.Id), .. added];
        }

        return new(Unsigned, signatures);
    }

    /// <summary>Signs for one account and ends the gathering.</summary>
    public async ValueTask<SignedTransaction> SignAsync(
        SigningAccount account, CancellationToken cancellationToken = default) =>
        (await SignAsync([account], cancellationToken)).Complete();

    /// <summary>The transaction as it is sent. Whether somebody's signature is missing, the ledger says.</summary>
    /// <exception cref="InvalidOperationException">Nobody has signed.</exception>
    public SignedTransaction Complete() => Signatures.IsEmpty
        ? throw new InvalidOperationException("A transaction without a signature can't be sent.")
        : new(Id, Body.ValidUntil, ToBytes());

    /// <summary>
    /// For the next party to sign: the bytes of a <c>ledger.v1.Transaction</c> with the signatures so far.
    /// </summary>
    public byte[] ToBytes() => Unsigned.Attach(Signatures);

    private static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Contracts.V1.Transaction? message)
    {
        try
        {
            message = Contracts.V1.Transaction.Parser.ParseFrom(bytes);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            message = null;
            return false;
        }
    }

    private static bool TryRead(Contracts.V1.Signature message, [NotNullWhen(true)] out AccountSignature? signature)
    {
        signature = null;
        Policy? policy = null;
        if (!Digest.TryRead(message.Account.Span, out var account)
            || !SignatureSchemes.TryRead(message.Scheme, out var scheme)
            || !PublicKey.TryRead(scheme, message.PublicKey.Span, out var key)
            || !Signature.TryRead(message.Signature_.Span, out var value)
            || (message.Policy.Length > 0 && !PolicyCodec.TryDecode(message.Policy.Span, out policy)))
        {
            return false;
        }

        signature = new(new(account), key, value, policy);
        return true;
    }
}
