using Ledger.Cryptography;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>
/// The edge's check of a transaction's signatures (PROTOCOL 4.4): each valid under the key that it carries, whatever
/// that key may do. Needs no state, so its result holds for ever and may be remembered by
/// <see cref="Transaction.Leaf"/>.
/// </summary>
public static class SignatureVerification
{
    /// <summary>Thread-safe. Allocates nothing.</summary>
    public static bool TryVerify(Transaction transaction, out Verified<Transaction> verified, out Reason reason)
    {
        verified = default;
        reason = Check(transaction);
        if (reason != Reason.None)
            return false;
        verified = Verified.AfterChecking(transaction);
        return true;
    }

    /// <summary>One signature over what it signs, and the policy that came with it.</summary>
    internal static Reason Check(AccountSignature signature, Digest signed)
    {
        if (!IsValid(signature, signed))
            return Reason.SignatureInvalid;
        return signature.Policy is { } policy && !policy.HasPointsOnly() ? Reason.PolicyKeyInvalid : Reason.None;
    }

    private static Reason Check(Transaction transaction)
    {
        foreach (var signature in transaction.Signatures)
        {
            var reason = Check(signature, transaction.Id.Value);
            if (reason != Reason.None)
                return reason;
        }

        foreach (var operation in transaction.Body.Operations)
        {
            if (operation is Operation.ReplacePolicy replace && !replace.Policy.HasPointsOnly())
                return Reason.PolicyKeyInvalid;
        }

        return Reason.None;
    }

    private static bool IsValid(AccountSignature signature, Digest signed)
    {
        Span<byte> key = stackalloc byte[SignatureSchemes.PublicKeySizeMax];
        Span<byte> value = stackalloc byte[Signature.Size];
        signature.Key.CopyTo(key);
        signature.Signature.CopyTo(value);
        return SignatureSchemes.Verify(signature.Key.Scheme, key[..signature.Key.Size], signed, value);
    }
}
