using Ledger.Api.Ports;
using Ledger.Consensus;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replication;

namespace Ledger.Node.Observation;

/// <summary>Puts together what loop, observer and peers know of agreement.</summary>
internal sealed class NodeReport(
    GenesisDocument genesis, Member self, PeerNetwork peers, NodeObserver observer, LoopGauge gauge) : INodeReport
{
    public Timestamp StartedAt { get; } = new((ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    public string AbstainsBecause => observer.AbstainsBecause;

    public AgreementReport? Agreement => gauge.Last is { } reading ? Describe(reading) : null;

    private AgreementReport Describe(LoopGauge.Reading reading)
    {
        var (state, validators) = (reading.State, reading.State.Tip.Validators);
        return new(
            state.Tip.Height.Next,
            state.View,
            observer.Leader,
            reading.ViewSince,
            reading.BlockStored,
            reading.WorkSince,
            validators.Quorum,
            [.. validators.Validators.Select((validator, position) => Describe(validator.Index, state, position))]);
    }

    private ValidatorState Describe(ushort index, ConsensusState state, int position)
    {
        var votes = state.Votes[position];
        var peer = peers.Describe(index);
        return new(
            index,
            genesis.NameOf(index),
            index == self.Index,
            index == self.Index || peer is { IsConnected: true },
            peer?.Since ?? StartedAt,
            votes.Proposed.ContainsKey(state.View),
            votes.Notarized.ContainsKey(state.View),
            votes.Nullified is { Vote: Nullify nullify } && nullify.Covers(state.View),
            votes.Finalized.Count > 0,
            peer?.ClockOffset,
            peer?.Version ?? "");
    }
}
