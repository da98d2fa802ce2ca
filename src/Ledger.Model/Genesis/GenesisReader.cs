using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Values;

namespace Ledger.Model.Genesis;

/// <summary>
/// Makes a network's genesis document from the raw bytes of its file, or says all that is wrong with it.
/// </summary>
public static class GenesisReader
{
    public const int BytesMax = 4 * 1024 * 1024;

    private const int AccountsMax = 10_000;
    private const int TokensMax = 1_000;

    /// <summary>Every byte of the file counts: another blank makes another network.</summary>
    public static NetworkId NetworkOf(ReadOnlySpan<byte> file) => new(TaggedHash.Genesis.Hash(file));

    /// <param name="faults">Empty on success, otherwise everything that one pass could find.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> file,
        [NotNullWhen(true)] out GenesisDocument? document,
        out ImmutableArray<GenesisFault> faults)
    {
        var found = new List<GenesisFault>();
        var candidate = Read(file, found);
        faults = [.. found];
        document = found.Count == 0 ? candidate : null;
        return document is not null;
    }

    private static GenesisDocument? Read(ReadOnlyMemory<byte> file, List<GenesisFault> faults)
    {
        if (FaultOf(file.Span) is { } fault)
        {
            faults.Add(fault);
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(file, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(new GenesisNode(json.RootElement, "", faults), NetworkOf(file.Span), faults);
        }
        catch (JsonException exception)
        {
            faults.Add(new($"line {exception.LineNumber + 1}", "this is not JSON, or a property stands twice"));
            return null;
        }
    }

    /// <summary>What would make the meaning of texts depend on the reader is refused before anything is read.</summary>
    private static GenesisFault? FaultOf(ReadOnlySpan<byte> file)
    {
        if (file.Length > BytesMax)
            return new("file", $"has more than {BytesMax} bytes");
        if (!Utf8.IsValid(file))
            return new("file", "is not UTF-8");
        return file.Contains((byte)'\\') ? new("file", "has an escape sequence; write the character itself") : null;
    }

    private static GenesisDocument Read(GenesisNode root, NetworkId id, List<GenesisFault> faults)
    {
        root.AllowOnly("network", "time_ms", "parameters", "members", "accounts", "tokens");
        var document = new GenesisDocument(
            id,
            ReadNetworkName(root["network"]),
            new(root["time_ms"].Number(1, Timestamp.Latest.Milliseconds)),
            ParametersReader.Read(root["parameters"]),
            [.. root["members"].List(MemberReader.Read, 1, Validators.ValidatorSet.CountMax)],
            [.. root["accounts"].List(AccountReader.Read, 1, AccountsMax)],
            [.. root["tokens"].List(TokenReader.Read, 0, TokensMax)]);
        if (faults.Count == 0)
            GenesisConsistency.Check(document, faults);
        return document;
    }

    private static string ReadNetworkName(GenesisNode node)
    {
        var name = node.Text();
        if (node.IsPresent && !GenesisDocument.IsNetworkName(name))
            node.Fault("must be 2 to 32 of a-z, 0-9 and -, a letter first");
        return name;
    }
}
