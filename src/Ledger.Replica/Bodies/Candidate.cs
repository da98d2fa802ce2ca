using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Execution.Blocks;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Replica.Batches;

namespace Ledger.Replica.Bodies;

/// <summary>A block of the height being decided, on its way from a name to an execution.</summary>
internal sealed class Candidate(BlockHash hash)
{
    public BlockHash Hash { get; } = hash;

    public CandidateStage Stage { get; set; } = CandidateStage.Wanted;

    /// <summary>From the proposal; a block that only a certificate named comes with its body.</summary>
    public Header? Header { get; set; }

    public FinalityCertificate? ParentCertificate { get; set; }

    public Recipe? Recipe { get; set; }

    /// <summary>Batches that were fetched for this block and are not in the pool.</summary>
    public Dictionary<Digest, TransactionBatch> Fetched { get; } = [];

    /// <summary>Whom to ask, the best first.</summary>
    public ImmutableArray<ushort> Sources { get; set; } = [];

    /// <summary>How often somebody was asked: chooses the next one, and batches or the whole body.</summary>
    public int Attempts { get; set; }

    /// <summary>Brought by catch-up: no vote of this node will rest on it, so it need not be in the journal.</summary>
    public bool IsFinal { get; set; }

    public Block? Block { get; set; }

    /// <summary>Why it is invalid, in words for the operator.</summary>
    public string? Fault { get; set; }

    public ExecutedBlock? Execution { get; set; }
}

internal enum CandidateStage
{
    /// <summary>Parts of the body are missing.</summary>
    Wanted,

    /// <summary>The body is whole and being executed.</summary>
    Judging,

    Valid,

    Invalid,
}
