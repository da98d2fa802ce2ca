using Ledger.Audit.Findings;
using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;

namespace Ledger.Audit.Blocks;

/// <summary>What can be known of a block without the state it builds on.</summary>
public sealed class ExaminedBlock
{
    public required RawBlock Raw { get; init; }

    /// <summary>Null if it does not read.</summary>
    public required Header? Header { get; init; }

    /// <summary>Null if a part of it does not read.</summary>
    public required Block? Block { get; init; }

    /// <summary>Null if it does not read.</summary>
    public required FinalityCertificate? Certificate { get; init; }

    /// <summary>The first thing that is wrong, whatever came before the block; null if all is sound.</summary>
    public required Finding? Finding { get; init; }

    /// <summary>See <see cref="RawBlock.ContentHash"/>.</summary>
    public required Digest ContentHash { get; init; }

    /// <summary>Signatures that were found valid.</summary>
    public required int SignatureCount { get; init; }
}
