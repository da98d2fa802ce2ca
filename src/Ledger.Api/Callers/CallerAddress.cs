using System.Net;

namespace Ledger.Api.Callers;

/// <summary>
/// Who is behind an address, as far as limits go: an IPv4 address, or the first 64 bits of an IPv6 address, since
/// whoever has one address has all that differ in the rest.
/// </summary>
public static class CallerAddress
{
    private const int PrefixBytes = 8;

    /// <param name="address">None for callers on this machine's socket.</param>
    public static string NameOf(IPAddress? address)
    {
        if (address is null)
            return "local";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var written) || written != bytes.Length)
            return address.ToString();
        bytes[PrefixBytes..].Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
