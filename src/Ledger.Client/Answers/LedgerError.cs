using System.Collections.Immutable;
using Ledger.Model.Reasons;

namespace Ledger.Client.Answers;

/// <summary>Why a call has no result.</summary>
/// <param name="Word">
/// The word of PROTOCOL 12, which programs compare, also one that this version does not know; empty if no node said
/// one.
/// </param>
/// <param name="Reason"><see cref="Reason.None"/> where the word is unknown to this version or missing.</param>
/// <param name="Advice">One sentence for people.</param>
/// <param name="Metadata">What the node adds, for example the field that is wrong.</param>
/// <param name="RetryAfter">How long to wait before the same request, where the node says so.</param>
/// <param name="Node">Who said it.</param>
public sealed record LedgerError(
    ErrorKind Kind,
    Reason Reason,
    string Word,
    string Advice,
    ImmutableDictionary<string, string> Metadata,
    TimeSpan? RetryAfter,
    Uri? Node)
{
    /// <summary>No connection came about, in any attempt: the request did nothing.</summary>
    public bool IsUnsent { get; init; }

    internal static LedgerError Unreachable(string advice, Uri node) => new(
        ErrorKind.Unreachable, Reason.None, "", advice, ImmutableDictionary<string, string>.Empty, null, node);

    public override string ToString() => Word.Length == 0 ? Advice : $"{Word}: {Advice}";
}
