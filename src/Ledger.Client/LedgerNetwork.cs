using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Client;

/// <summary>
/// Which network to speak to: what every signature is bound to, where its nodes answer, and which authority vouches
/// for them. Nothing of it is learnt from a node.
/// </summary>
/// <param name="Name">The short name that stands in every transaction.</param>
/// <param name="Nodes">Tried in turn, from a random one on; at least one.</param>
/// <param name="Authorities">The only roots that a node's certificate may come from.</param>
public sealed record LedgerNetwork(
    string Name, NetworkId Id, ImmutableArray<Uri> Nodes, ImmutableArray<X509Certificate2> Authorities)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    /// <summary>
    /// Reads a network file: JSON with <c>name</c>, <c>id</c> (64 hexadecimal digits), <c>nodes</c> (https addresses)
    /// and <c>authority</c> (a PEM file, relative to this one).
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// The file, or the authority's, says which network in no way that can be read.
    /// </exception>
    public static LedgerNetwork Load(string path)
    {
        var file = Read(path);
        var nodes = file.Nodes.Select(node => AddressOf(path, node)).ToImmutableArray();
        if (nodes.IsEmpty)
            throw new InvalidDataException($"{path} names no node.");
        var authorities = ReadAuthorities(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file.Authority));
        return new(file.Name, IdOf(path, file.Id), nodes, authorities);
    }

    /// <summary>Writes a network file.</summary>
    /// <param name="authority">Path of the authority's PEM file, relative to <paramref name="path"/>.</param>
    public static void Save(string path, string name, NetworkId id, IEnumerable<Uri> nodes, string authority)
    {
        var addresses = nodes.Select(node => node.GetLeftPart(UriPartial.Authority));
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(
            new NetworkFile(name, id.ToString(), [.. addresses], authority), Json));
    }

    private static NetworkFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<NetworkFile>(File.ReadAllBytes(path), Json)
                ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is no network file: {exception.Message}", exception);
        }
    }

    private static ImmutableArray<X509Certificate2> ReadAuthorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidDataException($"{path} holds no certificates in PEM: {exception.Message}", exception);
        }

        // Without one every node would be refused, and nothing would say why.
        return authorities.Count > 0
            ? [.. authorities]
            : throw new InvalidDataException($"{path} holds no certificate in PEM.");
    }

    private static NetworkId IdOf(string path, string text)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size];
        var isId = text.Length == 2 * Digest.Size
            && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        return isId ? new(new(bytes)) : throw new InvalidDataException($"{path}: 'id' has 64 hexadecimal digits.");
    }

    private static Uri AddressOf(string path, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            && string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
            ? address
            : throw new InvalidDataException($"{path}: {text} is no https address.");

    private sealed record NetworkFile(string Name, string Id, IReadOnlyList<string> Nodes, string Authority);
}
