using System.Net;

namespace Ledger.Keys.Certificates;

/// <summary>Whom a certificate names, and under which addresses clients reach it.</summary>
public sealed record CertificateSubject(
    string Name,
    IReadOnlyList<string> HostNames,
    IReadOnlyList<IPAddress> Addresses);
