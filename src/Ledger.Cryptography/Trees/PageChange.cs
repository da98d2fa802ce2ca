namespace Ledger.Cryptography.Trees;

/// <summary>What becomes of one stored page: its new content, or null where it is deleted.</summary>
public readonly record struct PageChange(TreePosition Position, TreePage? Page);
