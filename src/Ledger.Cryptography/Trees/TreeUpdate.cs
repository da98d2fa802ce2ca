namespace Ledger.Cryptography.Trees;

/// <summary>The outcome of one batch of changes: nothing is stored until somebody stores these pages.</summary>
/// <param name="Pages">Each position at most once, a page after those below it, from left to right.</param>
public sealed record TreeUpdate(TreeId Tree, Digest Root, IReadOnlyList<PageChange> Pages);
