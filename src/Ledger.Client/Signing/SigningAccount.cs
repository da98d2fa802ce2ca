using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Client.Signing;

/// <summary>An account together with signers that may act for it.</summary>
/// <param name="Signers">
/// Their weights reach the policy's threshold, and no one of them is more than that needs: the ledger refuses
/// superfluous signatures.
/// </param>
/// <param name="FirstPolicy">
/// The policy that the account's id is made of, sent along so that the ledger learns it with the account's first
/// transaction; harmless later. Null once the ledger knows a policy.
/// </param>
public sealed record SigningAccount(AccountId Id, ImmutableArray<ISigner> Signers, Policy? FirstPolicy)
{
    /// <summary>
    /// The account that one key controls alone. Anybody can compute its id and pay it, before it was ever used.
    /// </summary>
    public static SigningAccount Of(ISigner signer) => Of(Policy.OfOne(signer.Key), signer);

    /// <summary>The account that starts with this policy.</summary>
    public static SigningAccount Of(Policy policy, params ReadOnlySpan<ISigner> signers) =>
        new(PolicyCodec.AccountOf(policy), [.. signers], policy);

    internal async ValueTask<ImmutableArray<AccountSignature>> SignAsync(
        Digest message, CancellationToken cancellationToken)
    {
        var signatures = ImmutableArray.CreateBuilder<AccountSignature>(Signers.Length);

        // The policy goes with the first signature in canonical order, and only there.
        foreach (var signer in Signers.OrderBy(signer => signer.Key))
        {
            var signature = await signer.SignAsync(message, cancellationToken);
            signatures.Add(new(Id, signer.Key, signature, signatures.Count == 0 ? FirstPolicy : null));
        }

        return signatures.MoveToImmutable();
    }
}
