namespace Ledger.Storage.Journal;

/// <summary>The unit in which disks lose or tear writes. No block is ever written by two flushes.</summary>
internal static class Blocks
{
    public const int Size = 4096;

    public static int RoundUp(int length) => (length + Size - 1) / Size * Size;
}
