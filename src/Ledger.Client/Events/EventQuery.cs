using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Model.Values;

namespace Ledger.Client.Events;

/// <summary>
/// Which events, and from where on. Each list that is not empty must match; within a list one match is enough.
/// </summary>
public sealed record EventQuery
{
    /// <summary>All events from genesis on.</summary>
    public static readonly EventQuery FromTheStart = new() { FromHeight = default(Height) };

    /// <summary>
    /// Events after this place: the cursor of the last one that was dealt with. Comes before a height.
    /// </summary>
    public EventCursor? After { get; init; }

    /// <summary>Events of this height and later. Without it, and without a cursor: from now on.</summary>
    public Height? FromHeight { get; init; }

    /// <summary>At most 64.</summary>
    public ImmutableArray<AccountId> Accounts { get; init; } = [];

    public ImmutableArray<Ticker> Tokens { get; init; } = [];

    /// <summary>Operations as the proto names them, such as <c>mint</c>, and <c>sweep</c> for what blocks do.</summary>
    public ImmutableArray<string> Operations { get; init; } = [];

    internal Contracts.V1.FollowRequest ToRequest(EventCursor? last)
    {
        var request = new Contracts.V1.FollowRequest
        {
            Filter = new()
            {
                Accounts = { Accounts.Select(account => Wire.Write(account.Value)) },
                Tokens = { Tokens.Select(token => token.ToString()) },
                Operations = { Operations },
            },
        };
        if ((last ?? After) is { } cursor)
            request.After = cursor.ToMessage();
        else if (FromHeight is { } height)
            request.FromHeight = height.Value;
        return request;
    }
}
