using System.Buffers.Binary;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Trees;
using Ledger.Model.Blocks;
using Ledger.Model.Transactions;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Replica.Batches;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Tests;

/// <summary>Transactions that only differ in what the replica looks at.</summary>
internal static class Samples
{
    public static readonly Timestamp Now = new(1_000_000);

    /// <summary>A network of one validator that has made no block yet.</summary>
    public static readonly ChainTip Genesis = GenesisOf();

    public static Transaction Transaction(int number, int bytes = 200, ulong validUntil = 2_000_000, int? nonce = null)
    {
        var content = new byte[bytes];
        BinaryPrimitives.WriteInt32BigEndian(content, number);
        var hash = Sha256.Hash(content);
        return new()
        {
            Bytes = content,
            Id = new(hash),
            Leaf = hash,
            Body = new("test", new(Author), new((UInt128)(nonce ?? number)), new(validUntil), [], null),
            Signatures = [],
            WorkUnits = 10,
        };
    }

    public static TransactionBatch Batch(params int[] numbers) =>
        TransactionBatch.Of([.. numbers.Select(number => Transaction(number))]);

    public static TransactionBatch BatchOf(params Transaction[] transactions) => TransactionBatch.Of([.. transactions]);

    private static ChainTip GenesisOf()
    {
        if (!ValidatorSet.TryCreate([new(0, Author)], out var validators))
            throw new InvalidOperationException();
        var header = new Header
        {
            Network = default,
            Height = Height.Genesis,
            CreatedView = View.First,
            Proposer = 0,
            Streak = 0,
            Time = Now,
            Parent = default,
            ParentCertificateHash = default,
            TransactionRoot = default,
            TransactionCount = 0,
            EvidenceRoot = default,
            ValidatorsHash = default,
            NextValidatorsHash = default,
            StateRoot = default,
            OutcomeRoot = default,
            HistoryRoot = default,
        };
        return new(header, header.Hash(), null, validators!, MerkleFrontier.Empty);
    }

    private static Cryptography.Digest Author => Sha256.Hash("author"u8);
}
