using Ledger.Api;
using Ledger.Api.Callers;
using Ledger.Api.Health;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Api.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Node.Listening;

/// <summary>What the calls work on, the same behind every listener.</summary>
internal sealed record ListenerParts(
    ApiOptions Options,
    ChainReader Chain,
    SubmissionDesk Desk,
    NodeHealth Health,
    ITransactionVerifier Verifier,
    INodeStatus Status,
    INodeReport Report,
    IReplicaInbox Inbox,
    IStrangerLog Strangers,
    IssuingParts? Issuing)
{
    public void AddTo(IServiceCollection services, Roles everybody, bool servesIssuers)
    {
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Options));
        services.AddSingleton(Chain);
        services.AddSingleton(Desk);
        services.AddSingleton(Health);
        services.AddSingleton(Verifier);
        services.AddSingleton(Status);
        services.AddSingleton(Report);
        services.AddSingleton(Inbox);
        services.AddSingleton(Strangers);
        services.AddLedgerApi(everybody);
        if (servesIssuers && Issuing is not null)
            services.AddIssuing(Issuing.Signer, Issuing.Caps);
    }
}

/// <summary>What it takes to serve the member's own systems.</summary>
internal sealed record IssuingParts(IIssuingSigner Signer, ICapStore Caps);
