using System.Buffers;
using System.Collections.Immutable;
using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Audit.Snapshots;
using Ledger.Audit.Tests.Chains;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Blocks;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Audit.Tests;

/// <summary>
/// One forgery for each rule: certified by a quorum, and caught at its height, transaction and field.
/// </summary>
public sealed class ChainAuditTests
{
    private readonly TestChain _chain = TestChain.WithHistory(rounds: 1);

    private TestKey Customer => _chain.Network.Members[2];

    public static TheoryData<AuditField, string> ForgedHeaders => new()
    {
        { AuditField.Network, nameof(Header.Network) },
        { AuditField.Parent, nameof(Header.Parent) },
        { AuditField.TransactionCount, nameof(Header.TransactionCount) },
        { AuditField.TransactionRoot, nameof(Header.TransactionRoot) },
        { AuditField.EvidenceRoot, nameof(Header.EvidenceRoot) },
        { AuditField.ParentCertificateHash, nameof(Header.ParentCertificateHash) },
        { AuditField.ValidatorsHash, nameof(Header.ValidatorsHash) },
        { AuditField.NextValidatorsHash, nameof(Header.NextValidatorsHash) },
        { AuditField.Proposer, nameof(Header.Proposer) },
        { AuditField.Proposer, nameof(Header.CreatedView) },
        { AuditField.Streak, nameof(Header.Streak) },
        { AuditField.HistoryRoot, nameof(Header.HistoryRoot) },
        { AuditField.Time, nameof(Header.Time) },
        { AuditField.OutcomeRoot, nameof(Header.OutcomeRoot) },
        { AuditField.StateRoot, nameof(Header.StateRoot) },
    };

    [Fact]
    public void Chain_ThatIsSound_IsVerifiedToItsHead()
    {
        var audit = Follow(_chain.Blocks);

        Assert.Null(audit.Finish());
        Assert.Equal(_chain.Tip, audit.Tip);
        Assert.Equal(3UL, audit.Totals.Blocks);
        Assert.Equal(7UL, audit.Totals.Transactions);
        // One for each transaction, two for the swap; three for each block's certificate and its parent's.
        Assert.Equal(8UL + 9UL + 6UL, audit.Totals.Signatures);
        Assert.Equal(10UL, audit.Totals.Outcomes);
    }

    [Theory]
    [MemberData(nameof(ForgedHeaders))]
    public void Header_WithOneFieldForgedAndCertified_IsNamedByItsField(AuditField expected, string field)
    {
        var forged = _chain.Make([Transfer(1)], header => Forge(header, field));

        AssertFinding(expected, null, forged);
    }

    [Fact]
    public void Header_OfAnotherHeight_IsNamed()
    {
        var forged = _chain.Make([Transfer(1)], header => header with { Height = header.Height.Next });

        AssertFinding(AuditField.Height, null, forged with { Height = _chain.Tip.Height.Next });
    }

    [Fact]
    public void Header_OfAnotherVersion_DoesNotRead()
    {
        var forged = _chain.Make([Transfer(1)], header => header with { Version = 2 });

        AssertFinding(AuditField.Header, null, forged);
    }

    [Fact]
    public void Certificate_OfFewerThanAQuorum_IsRefused() =>
        AssertFinding(AuditField.Certificate, null, _chain.Make([Transfer(1)], signers: [0, 2]));

    [Fact]
    public void Certificate_WithOneSignersVoteTwice_IsRefused()
    {
        var raw = _chain.Make([Transfer(1)]);
        var honest = _chain.Last!.Certificate;
        var votes = honest.Signatures.Signatures;
        var forged = honest with { Signatures = new(honest.Signatures.Signers, [votes[0], votes[0], votes[2]]) };

        AssertFinding(AuditField.Certificate, null, raw with { Certificate = forged.ToBytes() });
    }

    [Fact]
    public void Certificate_OfAnotherSetOfValidators_IsRefused()
    {
        var raw = _chain.Make([Transfer(1)]);
        var vote = new Finalize(raw.Height, View.First, _chain.Last!.Block.Hash).DigestFor(_chain.Network.Genesis.Id);
        ImmutableArray<Signature> signatures =
            [.. Enumerable.Range(0, 3).Select(index => new TestKey($"stranger {index}").Sign(vote))];
        var honest = _chain.Last.Certificate;
        var forged = honest with { Signatures = new(honest.Signatures.Signers, signatures) };

        AssertFinding(AuditField.Certificate, null, raw with { Certificate = forged.ToBytes() });
    }

    [Fact]
    public void Certificate_OfAnotherBlock_IsRefused()
    {
        var raw = _chain.Make([Transfer(1)]);
        var other = _chain.Certify(raw.Height, new(Sha256.Hash([1])), [0, 1, 2]);

        AssertFinding(AuditField.Certificate, null, raw with { Certificate = other.ToBytes() });
    }

    [Fact]
    public void Certificate_ThatIsMissing_IsNamed() =>
        AssertFinding(AuditField.Certificate, null, _chain.Make([Transfer(1)]) with { Certificate = default });

    [Fact]
    public void ParentCertificate_OfFewerThanAQuorum_IsRefusedThoughTheHeaderNamesIt()
    {
        var weak = _chain.Certify(_chain.Tip.Height, _chain.Tip.Hash(), [1, 2]);

        AssertFinding(AuditField.ParentCertificate, null, _chain.Make([Transfer(1)], parent: weak));
    }

    [Fact]
    public void ParentCertificate_OfAnotherBlock_IsRefused()
    {
        var wrong = _chain.Certify(_chain.Tip.Height, new(Sha256.Hash([2])), [0, 1, 2]);

        AssertFinding(AuditField.ParentCertificate, null, _chain.Make([Transfer(1)], parent: wrong));
    }

    [Fact]
    public void Transaction_WithAForgedSignature_IsNamed()
    {
        var honest = Transfer(2);
        var signature = honest.Signatures[0] with { Signature = new TestKey("thief").Sign(honest.Id.Value) };
        var body = TransactionBodyEncoder.Encode(honest.Body);
        var forged = _chain.Decode(TransactionCodec.Encode(body, [signature]));

        AssertFinding(AuditField.Signature, 1, _chain.Make([Transfer(1), forged]));
    }

    [Fact]
    public void Transaction_ThatDoesNotRead_IsNamed()
    {
        var raw = _chain.Make([Transfer(1), Transfer(2)]);
        var cut = raw.Transactions[1][..^1];

        AssertFinding(AuditField.Transaction, 1, raw with { Transactions = [raw.Transactions[0], cut] });
    }

    [Fact]
    public void Transaction_InADifferentOrder_GivesAnotherRoot()
    {
        var raw = _chain.Make([Transfer(1), Transfer(2)]);

        AssertFinding(
            AuditField.TransactionRoot,
            null,
            raw with { Transactions = [raw.Transactions[1], raw.Transactions[0]] });
    }

    [Fact]
    public void Transaction_ThatIsInTheLogAlready_IsInadmissible()
    {
        var transfer = Transfer(1);
        _chain.Add(transfer);

        AssertFinding(AuditField.Admissibility, 1, _chain.Make([Transfer(2), transfer], header => header));
    }

    [Fact]
    public void Transaction_SignedByWhoMayNotAct_IsInadmissible()
    {
        var thief = _chain.Network.Members[3];
        var operation = new Operation.Transfer(
            Customer.Account, thief.Account, TestNetwork.TickerOf("MILES"), new(1), null);
        var theft = _chain.Sign([thief], operation);

        AssertFinding(AuditField.Admissibility, 0, _chain.Make([theft]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Outcome_WithOneBitFlipped_IsNamed(int leaf)
    {
        var raw = _chain.Make([Transfer(1), Transfer(2)]);
        var bytes = raw.Outcomes[leaf].ToArray();
        bytes[^1] ^= 1;

        AssertFinding(
            AuditField.Outcome,
            leaf == 0 ? null : leaf - 1,
            raw with { Outcomes = raw.Outcomes.SetItem(leaf, bytes) });
    }

    [Fact]
    public void Outcome_ThatIsMissing_IsNoticed()
    {
        var raw = _chain.Make([Transfer(1)]);

        AssertFinding(AuditField.OutcomeCount, null, raw with { Outcomes = raw.Outcomes[..1] });
    }

    [Fact]
    public void Evidence_ThatItsCulpritSigned_IsAccepted()
    {
        var raw = _chain.Make([Transfer(1)], evidence: [Accuse(_chain.Network.Validators[2])]);

        var audit = Follow([.. _chain.Blocks, raw]);

        Assert.Equal(raw.Height, audit.Tip.Height);
    }

    [Fact]
    public void Evidence_ThatItsCulpritDidNotSign_IsNamed() =>
        AssertFinding(
            AuditField.Evidence, null, _chain.Make([Transfer(1)], evidence: [Accuse(new TestKey("slanderer"))]));

    [Fact]
    public void Block_BeyondTheNumberOfTransactions_IsNamed()
    {
        var narrow = new TestNetwork(new() { LeaderTermBlocks = 4, BlockTransactionsMax = 3 });
        var chain = TestChain.WithHistory(narrow, 1);
        ImmutableArray<Transaction> four =
            [.. Enumerable.Range(0, 4).Select(_ => chain.Mint(0, chain.Network.Members[3], 1))];
        var raw = chain.Make(four[..3]);
        var header = Read(raw.Header) with { TransactionCount = 4, TransactionRoot = Block.RootOf(four) };
        var forged = raw with
        {
            Header = header.ToBytes(),
            Transactions = [.. four.Select(transaction => transaction.Bytes)],
            Certificate = chain.Certify(header.Height, header.Hash(), [0, 1, 2]).ToBytes(),
        };

        AssertFinding(chain, AuditField.BlockLimit, null, forged);
    }

    [Fact]
    public void Genesis_OfAnotherNetwork_IsNamed()
    {
        var other = new TestChain(new TestNetwork(new()));

        var finding = ChainAudit.FindGenesisFault(_chain.Network.Genesis, other.Blocks[0]);

        Assert.Equal(AuditField.Network, finding?.Field);
    }

    [Fact]
    public void Snapshot_WrittenAndRead_GoesOnToTheSameHead()
    {
        var audit = Follow(_chain.Blocks);
        var bytes = SnapshotBytes(audit);
        _chain.AddRound();

        Assert.True(SnapshotCodec.TryRead(bytes, _chain.Network.Genesis, 1, out var snapshot, out var fault), fault);
        var resumed = ChainAudit.FromSnapshot(_chain.Network.Genesis, snapshot);
        Follow(_chain, resumed, _chain.Blocks.Skip(4));

        Assert.Null(resumed.Finish());
        Assert.Equal(_chain.Tip, resumed.Tip);
        Assert.Equal(Follow(_chain.Blocks).Totals, resumed.Totals);
    }

    [Fact]
    public void Snapshot_WithAnyByteFlippedButTheAuditorsOwnWords_IsNotGoneOnFrom()
    {
        var audit = Follow(_chain.Blocks);
        var bytes = SnapshotBytes(audit);
        var wordsAt = 8 + Header.Size + 4 + _chain.Certificate!.Size + 4 + audit.History.EncodedSize;
        var stateAt = wordsAt + Digest.Size + (3 * sizeof(ulong));
        for (var at = 0; at < bytes.Length; at += at < wordsAt ? 3 : 11)
        {
            if (at >= wordsAt && at < stateAt)
                continue;
            var forged = (byte[])bytes.Clone();
            forged[at] ^= 0x10;

            Assert.False(SnapshotCodec.TryRead(forged, _chain.Network.Genesis, 1, out _, out _), $"byte {at}");
        }
    }

    private static byte[] SnapshotBytes(ChainAudit audit)
    {
        var snapshot = audit.TakeSnapshot(Digest.Zero);
        Assert.NotNull(snapshot);
        var writer = new ArrayBufferWriter<byte>();
        SnapshotCodec.Write(snapshot, writer);
        return writer.WrittenSpan.ToArray();
    }

    private static Header Forge(Header header, string field) => field switch
    {
        nameof(Header.Network) => header with { Network = new(Sha256.Hash([7])) },
        nameof(Header.Parent) => header with { Parent = new(Sha256.Hash([7])) },
        nameof(Header.TransactionCount) => header with { TransactionCount = header.TransactionCount + 1 },
        nameof(Header.TransactionRoot) => header with { TransactionRoot = Sha256.Hash([7]) },
        nameof(Header.EvidenceRoot) => header with { EvidenceRoot = Sha256.Hash([7]) },
        nameof(Header.ParentCertificateHash) => header with { ParentCertificateHash = Sha256.Hash([7]) },
        nameof(Header.ValidatorsHash) => header with { ValidatorsHash = Sha256.Hash([7]) },
        nameof(Header.NextValidatorsHash) => header with { NextValidatorsHash = Sha256.Hash([7]) },
        nameof(Header.Proposer) => header with { Proposer = (ushort)((header.Proposer + 1) % 4) },
        nameof(Header.CreatedView) => header with { CreatedView = View.None },
        nameof(Header.Streak) => header with { Streak = (ushort)(header.Streak + 1) },
        nameof(Header.HistoryRoot) => header with { HistoryRoot = Sha256.Hash([7]) },
        nameof(Header.Time) => header with { Time = TestNetwork.Start },
        nameof(Header.OutcomeRoot) => header with { OutcomeRoot = Sha256.Hash([7]) },
        nameof(Header.StateRoot) => header with { StateRoot = Sha256.Hash([7]) },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    private Evidence Accuse(TestKey signer)
    {
        var height = Height.Genesis.Next;
        SignedVote Vote(byte block)
        {
            var vote = new Finalize(height, View.First, new(Sha256.Hash([block])));
            return new(vote, 2, signer.Sign(vote.DigestFor(_chain.Network.Genesis.Id)));
        }

        Assert.True(Evidence.TryFind(Vote(1), Vote(2), out var evidence));
        return evidence!;
    }

    private Transaction Transfer(ulong amount) =>
        _chain.Transfer(Customer, _chain.Network.Members[3], "MILES", amount);

    private static Header Read(ReadOnlyMemory<byte> bytes)
    {
        Assert.True(Header.TryRead(bytes.Span, out var header));
        return header!;
    }

    private void AssertFinding(AuditField field, int? transaction, RawBlock forged) =>
        AssertFinding(_chain, field, transaction, forged);

    private static void AssertFinding(TestChain chain, AuditField field, int? transaction, RawBlock forged)
    {
        var audit = Follow(chain, chain.Blocks);

        var verdict = audit.Judge(new BlockExamination(chain.Network.Genesis).Examine(forged));

        var finding = Assert.IsType<AuditVerdict.Refused>(verdict).Finding;
        Assert.Equal((chain.Tip.Height.Next, field, transaction), (finding.Height, finding.Field, finding.Transaction));
        Assert.Equal(chain.Tip, audit.Tip);
    }

    private ChainAudit Follow(IEnumerable<RawBlock> blocks) => Follow(_chain, blocks);

    private static ChainAudit Follow(TestChain chain, IEnumerable<RawBlock> blocks)
    {
        var audit = ChainAudit.FromGenesis(chain.Network.Genesis, 1);
        Assert.Null(ChainAudit.FindGenesisFault(chain.Network.Genesis, chain.Blocks[0]));
        Follow(chain, audit, blocks.Skip(1));
        return audit;
    }

    private static void Follow(TestChain chain, ChainAudit audit, IEnumerable<RawBlock> blocks)
    {
        var examination = new BlockExamination(chain.Network.Genesis);
        foreach (var raw in blocks)
        {
            var verdict = audit.Judge(examination.Examine(raw));
            Assert.Null(audit.Append(Assert.IsType<AuditVerdict.Sound>(verdict)));
        }
    }
}
