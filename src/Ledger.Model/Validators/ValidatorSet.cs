using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;

namespace Ledger.Model.Validators;

/// <summary>
/// Who decides a height: validators in ascending order of registry index. A certificate's bitmap and the leader
/// schedule speak of positions in this order, everything that outlives a height of registry indexes.
/// </summary>
public sealed class ValidatorSet
{
    /// <summary>Bounded so that every certificate and bitmap is.</summary>
    public const int CountMax = 256;

    private ValidatorSet(ImmutableArray<Validator> validators)
    {
        Validators = validators;
        Hash = HashOf(validators);
    }

    public ImmutableArray<Validator> Validators { get; }

    /// <summary>
    /// Tagged hash over (index u16, key 32) of each validator in order: the header's validators hash.
    /// </summary>
    public Digest Hash { get; }

    public int Count => Validators.Length;

    /// <summary>How many faulty validators the set tolerates: f = ⌊(n−1)/3⌋.</summary>
    public int FaultyMax => (Count - 1) / 3;

    /// <summary>q = n − f: any two quorums share an honest validator.</summary>
    public int Quorum => Count - FaultyMax;

    public Validator this[int position] => Validators[position];

    public static bool TryCreate(IEnumerable<Validator> validators, out ValidatorSet? set)
    {
        var sorted = validators.OrderBy(validator => validator.Index).ToImmutableArray();
        var indexes = sorted.Select(validator => validator.Index).Distinct().Count();
        var keys = sorted.Select(validator => validator.Key).Distinct().Count();
        var isSound = sorted.Length is > 0 and <= CountMax && indexes == sorted.Length && keys == sorted.Length;
        set = isSound ? new(sorted) : null;
        return isSound;
    }

    /// <summary>The position of a registry index in the set, or −1.</summary>
    public int FindPosition(ushort index)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Validators[middle].Index == index)
                return middle;
            if (Validators[middle].Index < index)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    private static Digest HashOf(ImmutableArray<Validator> validators)
    {
        var writer = new FixedWriter(new byte[validators.Length * (sizeof(ushort) + Digest.Size)]);
        foreach (var validator in validators)
        {
            writer.UInt16(validator.Index);
            writer.Digest(validator.Key);
        }

        return TaggedHash.Validators.Hash(writer.Written);
    }
}
