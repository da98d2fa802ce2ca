using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ledger.Audit.Findings;
using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Genesis;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Audit.Blocks;

/// <summary>
/// All checks of a block that need no state: form, hashes, certificates and every signature. A block's result depends
/// on its bytes alone, so blocks may be examined in any order and on any number of threads at once.
/// </summary>
public sealed class BlockExamination
{
    private readonly ValidatorSet _validators;
    private readonly TransactionCodec _transactions;
    private readonly CertificateVerifier _certificates;
    private readonly VoteVerifier _votes;

    /// <summary>Genesis fixes the validators of every height.</summary>
    public BlockExamination(GenesisDocument genesis)
    {
        _validators = genesis.Validators();
        _transactions = new(genesis.Id, genesis.Network, genesis.Parameters);
        _certificates = new(genesis.Id, _ => _validators, ValidatorSignatures.Verify);
        _votes = new(genesis.Id, _ => _validators, ValidatorSignatures.Verify);
    }

    public ExaminedBlock Examine(RawBlock raw)
    {
        var work = new Work(raw);
        return Finish(
            work,
            ReadHeader(work) ?? ReadBody(work) ?? CheckRoots(work) ?? CheckCertificates(work)
                ?? CheckSignatures(work) ?? CheckEvidence(work));
    }

    /// <summary>
    /// All but the signatures of transactions and accusations, which were verified when the block's content was
    /// examined before.
    /// </summary>
    public ExaminedBlock Reread(RawBlock raw)
    {
        var work = new Work(raw);
        return Finish(work, ReadHeader(work) ?? ReadBody(work) ?? CheckRoots(work) ?? CheckCertificates(work));
    }

    /// <summary>What is wrong with another node's certificate for a block that is sound otherwise.</summary>
    public Finding? CheckCertificate(RawBlock raw)
    {
        var work = new Work(raw);
        return ReadHeader(work) ?? CheckCertificate(work);
    }

    private static ExaminedBlock Finish(Work work, Finding? finding) => new()
    {
        Raw = work.Raw,
        Header = work.Header,
        Block = work.Block,
        Certificate = work.Certificate,
        Finding = finding,
        ContentHash = work.Raw.ContentHash(),
        SignatureCount = work.SignatureCount,
    };

    private static Finding? ReadHeader(Work work)
    {
        if (!Header.TryRead(work.Raw.Header.Span, out var header) || header is null)
            return work.Find(AuditField.Header, "does not read: another length or version");
        work.Header = header;
        return header.Height == work.Raw.Height
            ? null
            : Finding.Differs(work.Raw.Height, AuditField.Height, header.Height, work.Raw.Height);
    }

    private Finding? ReadBody(Work work)
    {
        var (raw, header) = (work.Raw, work.Header!);
        if (header.TransactionCount != (uint)raw.Transactions.Length)
        {
            return Finding.Differs(
                raw.Height, AuditField.TransactionCount, header.TransactionCount, (uint)raw.Transactions.Length);
        }

        var parent = ReadCertificate(raw.ParentCertificate);
        if (parent is null && !raw.ParentCertificate.IsEmpty)
            return work.Find(AuditField.ParentCertificate, "does not read");
        if (raw.Evidence.Length > Block.EvidenceMax)
            return work.Find(AuditField.Evidence, "are more accusations than a block may hold");
        var evidence = new Evidence[raw.Evidence.Length];
        for (var i = 0; i < evidence.Length; i++)
        {
            if (!Evidence.TryRead(raw.Evidence[i].Span, out var item) || item is null)
                return work.Find(AuditField.Evidence, $"{i} does not read");
            evidence[i] = item;
        }

        if (ReadTransactions(work, out var transactions) is { } fault)
            return fault;
        work.Block = new(header, parent, transactions, ImmutableCollectionsMarshal.AsImmutableArray(evidence));
        return null;
    }

    private Finding? ReadTransactions(Work work, out ImmutableArray<Transaction> transactions)
    {
        transactions = [];
        var raw = work.Raw;
        var read = new Transaction[raw.Transactions.Length];
        for (var i = 0; i < read.Length; i++)
        {
            if (!_transactions.TryDecode(raw.Transactions[i], out var transaction, out var reason))
                return Finding.At(raw.Height, i, AuditField.Transaction, WordOf(reason));
            read[i] = transaction;
        }

        transactions = ImmutableCollectionsMarshal.AsImmutableArray(read);
        return null;
    }

    private static Finding? CheckRoots(Work work)
    {
        var (block, header) = (work.Block!, work.Header!);
        var transactions = Block.RootOf(block.Transactions);
        if (header.TransactionRoot != transactions)
            return Finding.Differs(block.Height, AuditField.TransactionRoot, header.TransactionRoot, transactions);
        var evidence = Block.RootOf(block.Evidence);
        if (header.EvidenceRoot != evidence)
            return Finding.Differs(block.Height, AuditField.EvidenceRoot, header.EvidenceRoot, evidence);
        var parent = block.ParentCertificate?.Hash() ?? Digest.Zero;
        return header.ParentCertificateHash == parent
            ? null
            : Finding.Differs(block.Height, AuditField.ParentCertificateHash, header.ParentCertificateHash, parent);
    }

    private Finding? CheckCertificates(Work work) => CheckCertificate(work) ?? CheckParentCertificate(work);

    private Finding? CheckCertificate(Work work)
    {
        var raw = work.Raw;
        if (ReadCertificate(raw.Certificate) is not { } certificate)
            return work.Find(AuditField.Certificate, raw.Certificate.IsEmpty ? "is missing" : "does not read");
        work.Certificate = certificate;
        var hash = work.Header!.Hash();
        return CheckCertificate(work, AuditField.Certificate, certificate, raw.Height, hash);
    }

    private Finding? CheckParentCertificate(Work work)
    {
        var parent = work.Block!.ParentCertificate;
        if (work.Raw.Height == Height.Genesis.Next)
            return parent is null ? null : work.Find(AuditField.ParentCertificate, "must be none: genesis has none");
        return parent is null
            ? work.Find(AuditField.ParentCertificate, "is missing")
            : CheckCertificate(
                work, AuditField.ParentCertificate, parent, work.Raw.Height.Previous, work.Header!.Parent);
    }

    private Finding? CheckCertificate(
        Work work, AuditField field, FinalityCertificate certificate, Height height, BlockHash block)
    {
        if (certificate.Height != height)
            return work.Find(field, $"speaks of height {certificate.Height}, must be {height}");
        if (certificate.Block != block)
            return work.Find(field, $"speaks of block {certificate.Block}, must be {block}");
        var fault = _certificates.Verify(certificate);
        if (fault != CertificateFault.None)
            return work.Find(field, fault.ToString());
        work.SignatureCount += certificate.Signatures.Signatures.Length;
        return null;
    }

    private static Finding? CheckSignatures(Work work)
    {
        var transactions = work.Block!.Transactions;
        for (var i = 0; i < transactions.Length; i++)
        {
            if (!SignatureVerification.TryVerify(transactions[i], out _, out var reason))
                return Finding.At(work.Raw.Height, i, AuditField.Signature, WordOf(reason));
            work.SignatureCount += transactions[i].Signatures.Length;
        }

        return null;
    }

    // PROTOCOL 9.10: who knows the set of the accused height can check an accusation without knowing anything else.
    private Finding? CheckEvidence(Work work)
    {
        var evidence = work.Block!.Evidence;
        for (var i = 0; i < evidence.Length; i++)
        {
            if (evidence[i].First.Vote.Height >= work.Raw.Height)
                return work.Find(AuditField.Evidence, $"{i} accuses of a height that is not decided yet");
            if (!_votes.IsSigned(evidence[i].First) || !_votes.IsSigned(evidence[i].Second))
                return work.Find(AuditField.Evidence, $"{i} is not signed by the validator that it accuses");
            work.SignatureCount += 2;
        }

        return null;
    }

    private FinalityCertificate? ReadCertificate(ReadOnlyMemory<byte> bytes) =>
        Certificate.TryRead(bytes.Span, _validators.Count, out var certificate)
            ? certificate as FinalityCertificate
            : null;

    private static string WordOf(Reason reason) => ReasonCatalogue.Find(reason)?.Word ?? reason.ToString();

    /// <summary>What one examination has found so far.</summary>
    private sealed class Work(RawBlock raw)
    {
        public RawBlock Raw { get; } = raw;

        public Header? Header { get; set; }

        public Block? Block { get; set; }

        public FinalityCertificate? Certificate { get; set; }

        public int SignatureCount { get; set; }

        public Finding Find(AuditField field, string detail) => Finding.At(Raw.Height, field, detail);
    }
}
