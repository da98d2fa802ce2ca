using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Replication.Rejoining;

/// <summary>A tip with what proves it (PROTOCOL 10.7).</summary>
/// <param name="Certificate">Of the tip; null at genesis.</param>
internal sealed record SignedTip(StatusAttestation Statement, FinalityCertificate? Certificate, Signature Signature);
