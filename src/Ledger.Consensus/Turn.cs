using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model.Values;

namespace Ledger.Consensus;

/// <summary>
/// One input on its way through the core: the state as it becomes, and what is asked of the host so far.
/// </summary>
internal sealed class Turn(CoreSettings settings, ConsensusState state, Timestamp now)
{
    private readonly List<Effect> _effects = [];

    public CoreSettings Settings { get; } = settings;

    public ConsensusState State { get; set; } = state;

    public Timestamp Now { get; } = now;

    public IReadOnlyList<Effect> Effects => _effects;

    public ConsensusRules Rules => Settings.Rules;

    public ConsensusParameters Parameters => Settings.Parameters;

    public ushort Self => Settings.Self;

    public int Quorum => State.Tip.Validators.Quorum - (Rules.FullQuorum ? 0 : 1);

    /// <summary>Who leads the current view.</summary>
    public ushort Leader => LeaderOf(State.View);

    public ushort LeaderOf(View view) => LeaderSchedule.LeaderOf(State.Tip, view, Parameters.TermBlocks);

    public bool IsValidator(ushort index) => State.Tip.Validators.FindPosition(index) >= 0;

    public void Emit(Effect effect) => _effects.Add(effect);
}

/// <summary>What does not change while a core lives.</summary>
/// <param name="Self">This validator's registry index.</param>
internal sealed record CoreSettings(
    NetworkId Network, ushort Self, ConsensusParameters Parameters, ConsensusRules Rules)
{
    public SignerGuard Guard { get; } = new(Rules);
}
