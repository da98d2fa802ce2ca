namespace Ledger.Cryptography.Trees;

/// <summary>
/// Room for the pages that one update makes. A few large pieces cost the garbage collector a hundredth of what as many
/// small ones do; below the size at which it would treat them as large objects.
/// </summary>
internal sealed class PageMemory
{
    private const int PieceSizeMin = 1 << 10;
    private const int PieceSizeMax = 1 << 16;

    private Memory<byte> _rest;
    private int _pieceSize = PieceSizeMin;

    /// <summary>Exactly so many bytes, which may hold anything.</summary>
    public Memory<byte> Take(int size)
    {
        if (_rest.Length < size)
        {
            _rest = GC.AllocateUninitializedArray<byte>(Math.Max(size, _pieceSize));
            _pieceSize = Math.Min(_pieceSize * 2, PieceSizeMax);
        }

        var taken = _rest[..size];
        _rest = _rest[size..];
        return taken;
    }
}
