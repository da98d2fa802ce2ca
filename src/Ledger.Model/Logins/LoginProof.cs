using System.Collections.Immutable;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Model.Logins;

/// <summary>
/// Reads the signatures that answer a challenge; whether they may act for the account is for the state.
/// </summary>
public static class LoginProof
{
    /// <param name="signatures">
    /// Each the canonical bytes of a <c>Signature</c>, in canonical order (PROTOCOL 3.2).
    /// </param>
    /// <returns>
    /// None if each is of this account and valid under the key that it carries; else the first fault.
    /// </returns>
    public static Reason Read(
        LoginChallenge challenge,
        NetworkId network,
        IReadOnlyList<byte[]> signatures,
        out ImmutableArray<AccountSignature> proof)
    {
        proof = [];
        if (signatures.Count is 0 or > Policy.KeysMax)
            return Reason.TransactionSignatureCount;
        var read = ImmutableArray.CreateBuilder<AccountSignature>(signatures.Count);
        foreach (var bytes in signatures)
        {
            var reason = AccountSignatureCodec.Decode(bytes, read.Count == 0 ? null : read[^1], out var signature);
            if (signature is null)
                return reason;
            if (signature.Account != challenge.Account)
                return Reason.SignatureSuperfluous;
            reason = SignatureVerification.Check(signature, challenge.DigestFor(network));
            if (reason != Reason.None)
                return reason;
            read.Add(signature);
        }

        proof = read.MoveToImmutable();
        return Reason.None;
    }
}
