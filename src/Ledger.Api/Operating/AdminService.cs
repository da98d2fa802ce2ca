using Grpc.Core;
using Ledger.Api.Callers;
using Ledger.Api.Errors;
using Ledger.Api.Health;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Api.Submissions;
using Ledger.Contracts.V1;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Api.Operating;

/// <summary>What the operator sees and does.</summary>
internal sealed class AdminService(
    INodeStatus node,
    INodeReport report,
    NodeHealth health,
    SubmissionDesk submissions,
    CallLimits limits,
    ChainReader chain) : Admin.AdminBase
{
    public override Task<GetNodeStatusResponse> GetNodeStatus(GetNodeStatusRequest request, ServerCallContext context)
    {
        var tip = chain.Store.Tip;
        return Task.FromResult(new GetNodeStatusResponse
        {
            Network = node.Genesis.Network,
            NetworkId = Fields.Bytes(node.Genesis.Id.Value),
            Member = node.Self.Index,
            MemberName = node.Self.Name,
            Version = node.Version,
            StartedAtMs = report.StartedAt.Milliseconds,
            Height = tip.Height.Value,
            TimeMs = tip.Header.Time.Milliseconds,
            Draining = health.IsDraining,
            AbstainsBecause = report.AbstainsBecause,
            CanIssue = node.CanIssue,
            PooledTransactions = (uint)node.PooledTransactions,
            WaitingCalls = (uint)submissions.WaitingCount,
            OpenStreams = (uint)limits.OpenStreams,
        });
    }

    public override Task<WhyStalledResponse> WhyStalled(WhyStalledRequest request, ServerCallContext context)
    {
        // Before the loop began, the node waits for a quorum to say which start of it they saw last.
        var agreement = report.Agreement ?? throw RpcErrors.Of(Reason.NodeCatchingUp);
        var now = new Timestamp((ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var verdict = StallVerdict.Of(agreement, report.AbstainsBecause, now);
        var response = new WhyStalledResponse
        {
            Verdict = verdict.Sentence,
            Stalled = verdict.IsStalled,
            Height = agreement.Height.Value,
            View = agreement.View.Value,
            Leader = agreement.Leader,
            ViewSinceMs = agreement.ViewSince.Milliseconds,
            LastBlockStoredMs = agreement.LastBlockStored.Milliseconds,
            Quorum = (uint)agreement.Quorum,
            HasWork = agreement.WorkSince is not null,
            PooledTransactions = (uint)node.PooledTransactions,
            Version = node.Version,
        };
        response.Validators.Add(agreement.Validators.Select(Describe));
        return Task.FromResult(response);
    }

    public override Task<ListEvidenceResponse> ListEvidence(ListEvidenceRequest request, ServerCallContext context) =>
        Task.FromResult(EvidenceReports.Of(chain.Store.ReadEvidence(), node.Genesis.Members));

    public override Task<DrainResponse> Drain(DrainRequest request, ServerCallContext context)
    {
        health.Drain(request.Drain);
        return Task.FromResult(new DrainResponse { Draining = health.IsDraining });
    }

    private static ValidatorReport Describe(ValidatorState validator)
    {
        var message = new ValidatorReport
        {
            Index = validator.Index,
            Name = validator.Name,
            Self = validator.IsSelf,
            Connected = validator.IsConnected,
            ConnectedSinceMs = validator.ConnectedSince.Milliseconds,
            Proposed = validator.HasProposed,
            Notarized = validator.HasNotarized,
            Nullified = validator.HasNullified,
            Finalized = validator.HasFinalized,
            Version = validator.Version,
        };
        if (validator.ClockOffset is { } offset)
            message.ClockOffsetMs = (long)offset.TotalMilliseconds;
        return message;
    }
}
