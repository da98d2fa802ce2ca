using Ledger.Api;
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
    IReplicaInbox Inbox)
{
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Options));
        services.AddSingleton(Chain);
        services.AddSingleton(Desk);
        services.AddSingleton(Health);
        services.AddSingleton(Verifier);
        services.AddSingleton(Status);
        services.AddSingleton(Inbox);
        services.AddLedgerApi();
    }
}
