using System.Collections.Immutable;

namespace Ledger.Model.Policies;

/// <summary>What it takes to act for an account: keys whose weights, together, reach the threshold.</summary>
/// <param name="Threshold">At least 1, at most the sum of all weights.</param>
/// <param name="Keys">1 to 16 keys in ascending order, none twice.</param>
public sealed record Policy(uint Threshold, ImmutableArray<PolicyKey> Keys)
{
    public const int KeysMax = 16;
    public const int BytesMax = 1024;

    /// <summary>The rules of PROTOCOL 4.2, apart from whether the keys are points of their curve.</summary>
    public bool IsSound
    {
        get
        {
            if (Keys.Length is 0 or > KeysMax)
                return false;
            uint sum = 0;
            for (var i = 0; i < Keys.Length; i++)
            {
                var (key, weight) = Keys[i];
                if (weight is 0 or > PolicyKey.WeightMax || (i > 0 && key <= Keys[i - 1].Key))
                    return false;
                sum += weight;
            }

            return Threshold > 0 && Threshold <= sum;
        }
    }

    /// <summary>
    /// Whether the weights of the keys that signed reach the threshold; strangers' keys weigh nothing.
    /// </summary>
    /// <param name="signed">Each key once.</param>
    public bool IsSatisfiedBy(ReadOnlySpan<PublicKey> signed)
    {
        uint sum = 0;
        foreach (var key in signed)
            sum += WeightOf(key);
        return sum >= Threshold;
    }

    /// <summary>A key's weight, or 0 if it is not of this policy.</summary>
    public uint WeightOf(PublicKey key)
    {
        foreach (var candidate in Keys)
        {
            if (candidate.Key == key)
                return candidate.Weight;
        }

        return 0;
    }

    /// <summary>Whether every key is a point of its curve. Costs a square root for each key.</summary>
    public bool HasPointsOnly()
    {
        foreach (var candidate in Keys)
        {
            if (!candidate.Key.IsPoint())
                return false;
        }

        return true;
    }

    /// <summary>A policy that one key satisfies alone.</summary>
    public static Policy OfOne(PublicKey key) => new(1, [new(key, 1)]);

    public bool Equals(Policy? other) =>
        other is not null && Threshold == other.Threshold && Keys.AsSpan().SequenceEqual(other.Keys.AsSpan());

    public override int GetHashCode() => unchecked((int)Threshold);
}

/// <param name="Weight">1 to 2^16 − 1, so that no sum of weights overflows.</param>
public readonly record struct PolicyKey(PublicKey Key, uint Weight)
{
    public const uint WeightMax = ushort.MaxValue;
}
