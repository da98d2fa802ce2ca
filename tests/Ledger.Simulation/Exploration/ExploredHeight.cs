using System.Collections.Immutable;
using Ledger.Consensus.Views;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Simulation.Exploration;

/// <summary>
/// One height of four validators and what can be said at it: two blocks in each view, and every vote, certificate and
/// proposal about them. The last validator stands for all honest ones, since what a core does depends on its number
/// only where it leads, and the adversary holds the propose keys of all leaders.
/// </summary>
internal sealed class ExploredHeight
{
    public const ushort Honest = 3;
    public static readonly NetworkId Network = new(Sha256.Hash("exploration"u8));
    public static readonly Height Height = new(1);
    public static readonly Timestamp Now = new(1_700_000_000_000);

    private static readonly Signature Unsigned = new(Digest.Zero, Digest.Zero);

    /// <param name="blocksEach">Blocks that are proposed afresh in each view.</param>
    public ExploredHeight(uint views, int blocksEach)
    {
        (Views, BlocksEach) = (views, blocksEach);
        var validators = Enumerable.Range(0, 4)
            .Select(index => new Validator((ushort)index, Sha256.Hash(BitConverter.GetBytes(index))));
        Invariant.That(ValidatorSet.TryCreate(validators, out var set));
        Tip = new(Height.Genesis, new(Digest.Zero), 0, 0, new(Now.Milliseconds - 1), null, set!);
        Headers = [.. from view in Enumerable.Range(1, (int)views) from content in Enumerable.Range(0, BlocksEach)
            select HeaderOf(new((uint)view), content)];
        Blocks = [.. Headers.Select(header => header.Hash())];
        Votes = [.. AllVotes()];
        Invariant.That(Votes.Length <= 64);
    }

    /// <summary>Votes are cast in views up to this one.</summary>
    public uint Views { get; }

    public int BlocksEach { get; }

    public Tip Tip { get; }

    public ImmutableArray<Header> Headers { get; }

    /// <summary>Those of view 1 first.</summary>
    public ImmutableArray<BlockHash> Blocks { get; }

    /// <summary>All votes but proposals; a set of them fits into 64 bits.</summary>
    public ImmutableArray<Vote> Votes { get; }

    public string NameOf(BlockHash block)
    {
        var index = Blocks.IndexOf(block);
        return $"{(char)('A' + (index % BlocksEach))}{(index / BlocksEach) + 1}";
    }

    /// <summary>The honest one is no signer of it, so that no core finds words in its mouth.</summary>
    public static NotarizationCertificate Certify(Notarize vote) =>
        new(vote.Height, vote.View, vote.Parent, vote.Block, ThreeOthers());

    public static SkipCertificate Skip(View view, View lowMax, NotarizationCertificate? above)
    {
        NullifiedRange least = new(View.First, view);
        return new(Height, view, ThreeOthers(), [new(lowMax, view), least, least], above);
    }

    public Proposal Propose(View view, View parent, BlockHash block, Justification justification)
    {
        var leader = LeaderSchedule.LeaderOf(Tip, view, termBlocks: 32);
        var claim = new Propose(Height, view, parent, block, justification.Hash());
        return new(new(claim, leader, Unsigned))
        {
            Justification = justification,
            Header = Headers[Blocks.IndexOf(block)],
        };
    }

    private static QuorumSignatures ThreeOthers() =>
        new(SignerBitmap.Empty(4).With(0).With(1).With(2), [Unsigned, Unsigned, Unsigned]);

    private IEnumerable<Vote> AllVotes()
    {
        for (var view = 1u; view <= Views; view++)
        {
            for (var index = 0; index < view * BlocksEach; index++)
            {
                yield return new Finalize(Height, new(view), Blocks[index]);
                var made = (uint)(index / BlocksEach) + 1;
                if (made == view)
                    yield return new Notarize(Height, new(view), View.None, Blocks[index]);
                for (var parent = made; parent < view; parent++)
                    yield return new Notarize(Height, new(view), new(parent), Blocks[index]);
            }

            for (var low = 1u; low <= view; low++)
                yield return new Nullify(Height, new(low), new(view));
        }
    }

    private Header HeaderOf(View view, int content)
    {
        var leader = LeaderSchedule.LeaderOf(Tip, view, termBlocks: 32);
        return new()
        {
            Network = Network,
            Height = Height,
            CreatedView = view,
            Proposer = leader,
            Streak = LeaderSchedule.StreakOf(Tip, leader),
            Time = Now,
            Parent = Tip.Block,
            ParentCertificateHash = Digest.Zero,
            TransactionRoot = Sha256.Hash(BitConverter.GetBytes(content)),
            TransactionCount = 0,
            EvidenceRoot = Digest.Zero,
            ValidatorsHash = Tip.Validators.Hash,
            NextValidatorsHash = Tip.Validators.Hash,
            StateRoot = Digest.Zero,
            OutcomeRoot = Digest.Zero,
            HistoryRoot = Digest.Zero,
        };
    }
}
