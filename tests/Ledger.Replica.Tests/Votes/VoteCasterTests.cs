using Ledger.Consensus.Votes;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Replica.Votes;

namespace Ledger.Replica.Tests.Votes;

public sealed class VoteCasterTests
{
    private readonly Outbox _outbox = new();
    private readonly ReplicaEffects _effects = new();
    private readonly VoteCaster _caster;

    public VoteCasterTests()
    {
        _outbox.Begin(Samples.Now, _effects);
        _caster = new(new SignerGuard(), _outbox);
    }

    // PROTOCOL 9.12: whoever voted at 13 knew 12 to be final, so a quorum knew 11, and any quorum of answers shows it.
    [Theory]
    [InlineData(12, false)]
    [InlineData(13, true)]
    public void R9_LostRecord_SignsNothingUpToTwoAboveTheProvenHeight(ulong height, bool isSigned)
    {
        _caster.AbstainUntilRejoined();
        _caster.Cast(NullifyAt(1_000), null);
        Assert.Empty(_effects.Durable);
        _caster.Rejoin(new Height(10));

        _caster.Cast(NullifyAt(height), null);

        Assert.Equal(isSigned, _effects.Released.OfType<ReleasedEffect.Sign>().Any());
    }

    [Fact]
    public void R9_DamagedJournal_SilencesTheNode()
    {
        _caster.Recover(new JournalScan([], IsSound: false));

        _caster.Cast(NullifyAt(1), null);

        Assert.Single(_effects.Released.OfType<ReleasedEffect.Report>(), IsOf<ReplicaEvent.Quarantined>);
        Assert.Empty(_effects.Released.OfType<ReleasedEffect.Sign>());
    }

    [Fact]
    public void R9_JournalThatContradictsItself_SilencesTheNode()
    {
        var (one, other) = (NotarizeAt(View.First, "one"), NotarizeAt(View.First, "other"));
        _caster.Recover(new([new JournalRecord.Voted(one, null), new JournalRecord.Voted(other, null)], IsSound: true));

        _caster.Cast(NotarizeAt(new(2), "third"), null);

        Assert.Empty(_effects.Released.OfType<ReleasedEffect.Sign>());
    }

    [Fact]
    public void R5_Vote_IsInTheJournalBeforeItIsSigned()
    {
        _caster.Cast(NullifyAt(1), null);

        var record = Assert.IsType<DurableEffect.Append>(Assert.Single(_effects.Durable)).Record;
        Assert.Equal(NullifyAt(1), Assert.IsType<JournalRecord.Voted>(record).Vote);
        Assert.Single(_effects.Released.OfType<ReleasedEffect.Sign>());
    }

    [Fact]
    public void R6_Restart_KeepsToWhatTheJournalHas()
    {
        _caster.Recover(new([new JournalRecord.Voted(NotarizeAt(new(2), "one"), null)], IsSound: true));

        _caster.Cast(NotarizeAt(new(2), "other"), null);
        _caster.Cast(NotarizeAt(View.First, "other"), null);
        Assert.Empty(_effects.Durable);
        _caster.Cast(NotarizeAt(new(2), "one"), null);

        Assert.Empty(_effects.Durable);
        Assert.Single(_effects.Released.OfType<ReleasedEffect.Sign>());
    }

    private static bool IsOf<TEvent>(ReleasedEffect.Report report) => report.Event is TEvent;

    private static Nullify NullifyAt(ulong height) => new(new(height), View.First, View.First);

    private static Notarize NotarizeAt(View view, string block) =>
        new(new(1), view, View.None, new(Cryptography.Hashing.Sha256.Hash(System.Text.Encoding.UTF8.GetBytes(block))));
}
