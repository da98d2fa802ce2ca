using Google.Protobuf.Reflection;

namespace Ledger.Api.Reflection;

/// <summary>The services that one listener serves, as their descriptors say them.</summary>
internal sealed record ServedServices(IReadOnlyList<ServiceDescriptor> Services)
{
    public bool Has(string fullName) =>
        Services.Any(service => string.Equals(service.FullName, fullName, StringComparison.Ordinal));
}
