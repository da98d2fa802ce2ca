using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Ledger.Storage.RocksDb;

/// <summary>
/// Looks at the one thing about a table file that RocksDB relies on before it has compared a checksum: how the block
/// with the table's properties ends. A RocksDB that was built with assertions, as Debian's is, ends the process there;
/// all other damage it reports itself.
/// </summary>
internal static class TableEnds
{
    // RocksDB's format.h: one byte, two handles and padding, the version, the magic number.
    private const int FooterSize = 53, HandlesSize = 40;
    private const ulong Magic = 0x88e241b785f4cff7;
    private const int BlockSizeMax = 1 << 20;

    /// <summary>
    /// Throws <see cref="StoreDamagedException"/> with the name of the first file that ends otherwise.
    /// </summary>
    public static void Check(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        foreach (var path in Directory.EnumerateFiles(directory, "*.sst"))
        {
            if (!EndsSoundly(path))
                throw new StoreDamagedException($"Corruption: {path}: its block of properties is damaged.");
        }
    }

    private static bool EndsSoundly(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            return FindProperties(file, RandomAccess.GetLength(file)) is not { } handle
                || Read(file, handle) is not { } properties
                || CountOf(properties) is { } restarts && (long)restarts * sizeof(uint) < properties.Length;
        }
        catch (FileNotFoundException)
        {
            // A node at work has tidied up.
            return true;
        }
    }

    /// <summary>Where the properties are; null where RocksDB's own checksums will say what is wrong.</summary>
    private static Handle? FindProperties(SafeFileHandle file, long length)
    {
        if (length < FooterSize || Read(file, new(length - FooterSize, FooterSize)) is not { } footer
            || BinaryPrimitives.ReadUInt64LittleEndian(footer.AsSpan(FooterSize - sizeof(ulong))) != Magic)
        {
            return null;
        }

        ReadOnlySpan<byte> handles = footer.AsSpan(1, HandlesSize);
        if (!TryReadHandle(ref handles, out var index)
            || Read(file, index) is not { } entries
            || CountOf(entries) is null)
        {
            return null;
        }

        ReadOnlySpan<byte> left = entries;
        while (TryReadEntry(ref left, out var key, out var value))
        {
            if (key.SequenceEqual("rocksdb.properties"u8))
                return TryReadHandle(ref value, out var properties) ? properties : null;
        }

        return null;
    }

    /// <summary>Entries of this block share no prefixes: each has its whole key.</summary>
    private static bool TryReadEntry(
        ref ReadOnlySpan<byte> left, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        key = value = default;
        if (!TryReadNumber(ref left, out var shared) || shared != 0
            || !TryReadNumber(ref left, out var keyLength) || !TryReadNumber(ref left, out var valueLength)
            || keyLength > left.Length || valueLength > left.Length - keyLength)
        {
            return false;
        }

        key = left[..(int)keyLength];
        value = left.Slice((int)keyLength, (int)valueLength);
        left = left[(int)(keyLength + valueLength)..];
        return true;
    }

    private static bool TryReadHandle(ref ReadOnlySpan<byte> left, out Handle handle)
    {
        handle = default;
        if (!TryReadNumber(ref left, out var offset) || !TryReadNumber(ref left, out var size) || size > BlockSizeMax)
            return false;
        handle = new(offset, (int)size);
        return true;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> left, out long number)
    {
        number = 0;
        for (var shift = 0; shift < 63 && !left.IsEmpty; shift += 7)
        {
            var next = left[0];
            left = left[1..];
            number |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
                return true;
        }

        return false;
    }

    /// <summary>The number of restarts at the end of a block.</summary>
    private static uint? CountOf(byte[] block) => block.Length < sizeof(uint)
        ? null
        : BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(block.Length - sizeof(uint)));

    /// <summary>Null if the file ends before it.</summary>
    private static byte[]? Read(SafeFileHandle file, Handle handle)
    {
        var bytes = new byte[handle.Size];
        return RandomAccess.Read(file, bytes, handle.Offset) == handle.Size ? bytes : null;
    }

    private readonly record struct Handle(long Offset, int Size);
}
