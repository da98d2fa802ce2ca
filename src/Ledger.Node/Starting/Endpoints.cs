using System.Globalization;

namespace Ledger.Node.Starting;

internal static class Endpoints
{
    /// <summary>Host and port of an endpoint as genesis writes it; its reader has checked the form.</summary>
    public static (string Host, int Port) Split(string endpoint)
    {
        var colon = endpoint.LastIndexOf(':');
        return (endpoint[..colon].Trim('[', ']'), int.Parse(endpoint[(colon + 1)..], CultureInfo.InvariantCulture));
    }
}
