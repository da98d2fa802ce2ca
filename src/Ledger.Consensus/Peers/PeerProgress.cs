using Ledger.Model.Values;

namespace Ledger.Consensus.Peers;

/// <summary>What is known of another validator's whereabouts. Only courtesy hangs on it, never a vote.</summary>
/// <param name="Height">The highest height it has shown or claimed to be at.</param>
/// <param name="View">The highest view of that height.</param>
/// <param name="RepliedAt">When it was last answered: answers are at least a pause apart.</param>
/// <param name="DownSince">Since when it is out of reach, if it is.</param>
public readonly record struct PeerProgress(Height Height, View View, Timestamp? RepliedAt, Timestamp? DownSince)
{
    public PeerProgress AtLeast(Height height, View view)
    {
        if (height > Height)
            return this with { Height = height, View = view };
        return height == Height && view > View ? this with { View = view } : this;
    }

    /// <summary>It has shown no sign of having passed this view of this height.</summary>
    public bool MayBeIn(Height height, View view) => Height < height || (Height == height && View <= view);
}
