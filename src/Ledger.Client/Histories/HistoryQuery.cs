using System.Collections.Immutable;
using Ledger.Model.Values;

namespace Ledger.Client.Histories;

/// <summary>Which part of an account's past. Within a list one match is enough; an empty list asks for all.</summary>
public sealed record HistoryQuery
{
    public static readonly HistoryQuery All = new();

    public ImmutableArray<Ticker> Tokens { get; init; } = [];

    /// <summary>Operations as the proto names them, such as <c>mint</c>, and <c>sweep</c> for what blocks do.</summary>
    public ImmutableArray<string> Operations { get; init; } = [];

    public Height? From { get; init; }

    public Height? UpTo { get; init; }

    /// <summary>Entries asked for at once, at most 500.</summary>
    public int PageSize { get; init; } = 50;

    internal Contracts.V1.GetHistoryRequest ToRequest(AccountId account, ulong minHeight, string pageToken) => new()
    {
        Account = Answers.Wire.Write(account.Value),
        MinHeight = minHeight,
        PageSize = (uint)PageSize,
        PageToken = pageToken,
        Filter = new()
        {
            Tokens = { Tokens.Select(token => token.ToString()) },
            Operations = { Operations },
            FromHeight = From?.Value ?? 0,
            ToHeight = UpTo?.Value ?? 0,
        },
    };
}
