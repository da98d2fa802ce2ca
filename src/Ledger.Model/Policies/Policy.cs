using System.Collections.Immutable;

namespace Ledger.Model.Policies;

/// <summary>What it takes to act for an account: keys whose weights, together, reach the threshold.</summary>
/// <param name="Threshold">At least 1, at most the sum of all weights.</param>
/// <param name="Keys">1 to 16 keys in ascending order, none twice.</param>
public sealed record Policy(uint Threshold, ImmutableArray<PolicyKey> Keys)
{
    public const int KeysMax = 16;
    public const int BytesMax = 1024;
}

/// <param name="Weight">1 to 2^16 − 1, so that no sum of weights overflows.</param>
public readonly record struct PolicyKey(PublicKey Key, uint Weight);
