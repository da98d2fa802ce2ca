using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Auditor.Memory;

/// <summary>
/// The highest block that was ever found sound, for each network: a hash chain alone does not notice that its end was
/// cut off. One JSON file for all networks that an auditor looks after.
/// </summary>
public sealed class PinFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly string _path;
    private readonly SortedDictionary<string, Entry> _entries;

    private PinFile(string path, SortedDictionary<string, Entry> entries) => (_path, _entries) = (path, entries);

    /// <summary>A file that is not there yet remembers nothing, if it can be made later.</summary>
    /// <exception cref="InvalidDataException">It is there and does not read: it never counts as empty.</exception>
    public static PinFile Load(string path)
    {
        MemoryFolder.Check(path);
        if (!File.Exists(path))
            return new(path, new(StringComparer.Ordinal));
        try
        {
            var entries = JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllBytes(path), Json) ?? [];
            foreach (var entry in entries.Values)
                _ = HashOf(entry);
            return new(path, new(entries, StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is no pin file: {exception.Message}", exception);
        }
    }

    public Pin? Find(NetworkId network) =>
        _entries.TryGetValue(network.ToString(), out var entry) ? new(new(entry.Height), HashOf(entry)) : null;

    /// <summary>Remembers a higher block; a lower one changes nothing.</summary>
    public void Save(NetworkId network, Pin pin)
    {
        if (Find(network) is { } known && known.Height >= pin.Height)
            return;
        _entries[network.ToString()] = new(pin.Height.Value, pin.Block.ToString());
        File.WriteAllBytes(_path + ".new", JsonSerializer.SerializeToUtf8Bytes(_entries, Json));
        File.Move(_path + ".new", _path, overwrite: true);
    }

    private static BlockHash HashOf(Entry entry) => new(new Digest(Convert.FromHexString(entry.Block)));

    private sealed record Entry(ulong Height, string Block);
}

/// <summary>A block that was found sound once.</summary>
public readonly record struct Pin(Height Height, BlockHash Block);
