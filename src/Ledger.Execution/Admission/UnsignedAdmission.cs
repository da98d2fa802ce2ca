using System.Collections.Immutable;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Execution.Admission;

/// <summary>Who would have to sign a transaction, gathered while it is judged without signatures.</summary>
internal sealed class UnsignedAdmission
{
    private readonly ImmutableArray<RequiredSigner>.Builder _signers = ImmutableArray.CreateBuilder<RequiredSigner>();

    /// <summary>The fewest signatures that suffice for all signers together.</summary>
    public int SignaturesMin { get; private set; }

    public ImmutableArray<RequiredSigner> Signers => _signers.ToImmutable();

    public void Add(AccountId account, Policy policy, bool isKnown)
    {
        var signer = new RequiredSigner(account, policy, isKnown);
        _signers.Add(signer);
        SignaturesMin += signer.KeysMin.Length;
    }
}

/// <summary>An account that must sign.</summary>
/// <param name="IsKnown">
/// The ledger knows the policy; otherwise it goes along with the account's first signature.
/// </param>
public sealed record RequiredSigner(AccountId Account, Policy Policy, bool IsKnown)
{
    /// <summary>The fewest keys that reach the threshold: the heaviest.</summary>
    public ImmutableArray<PublicKey> KeysMin
    {
        get
        {
            var keys = ImmutableArray.CreateBuilder<PublicKey>();
            uint sum = 0;
            foreach (var (key, weight) in Policy.Keys.OrderByDescending(entry => entry.Weight))
            {
                if (sum >= Policy.Threshold)
                    break;
                keys.Add(key);
                sum += weight;
            }

            return keys.ToImmutable();
        }
    }
}
