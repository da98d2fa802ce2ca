using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Callers;
using Ledger.Api.Errors;
using Ledger.Api.Health;
using Ledger.Api.Logins;
using Ledger.Api.Ports;
using Ledger.Api.Rates;
using Ledger.Api.Reading;
using Ledger.Api.Simulating;
using Ledger.Api.Submissions;
using Ledger.Contracts.V1;
using Ledger.Model.Reasons;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Api.Wallet;

/// <summary>The wallet's way in. Translates between wire and domain; decides nothing itself.</summary>
internal sealed class WalletService(
    ITransactionVerifier verifier,
    SubmissionDesk desk,
    NodeHealth health,
    ChainReader chain,
    AccountReading accounts,
    HistoryReading history,
    RateReading rates,
    LoginCalls logins,
    SimulationCalls simulations,
    TransactionStates states)
    : Contracts.V1.Wallet.WalletBase
{
    public override async Task<SubmitResponse> Submit(SubmitRequest request, ServerCallContext context)
    {
        using var submission = await OpenAsync(request.Transaction, context.CancellationToken);
        return new() { State = Describe(await submission.NextAsync(context.CancellationToken)) };
    }

    public override async Task<SubmitAndWaitResponse> SubmitAndWait(
        SubmitAndWaitRequest request, ServerCallContext context)
    {
        using var submission = await OpenAsync(request.Transaction, context.CancellationToken);
        return new() { State = Describe(await submission.LastAsync(context.CancellationToken)) };
    }

    public override async Task WatchTransaction(
        WatchTransactionRequest request,
        IServerStreamWriter<WatchTransactionResponse> responseStream,
        ServerCallContext context)
    {
        var transaction = Fields.Transaction(request.TransactionId, "transaction_id");
        if (request.ValidUntilMs == 0)
            throw RpcErrors.OfField("valid_until_ms", "Say until when the transaction is valid; it stands in its body.");
        using var submission = desk.TryWatch(transaction, new(request.ValidUntilMs))
            ?? throw RpcErrors.Of(Reason.PoolFull);
        SubmissionAnswer answer;
        do
        {
            answer = await submission.NextAsync(context.CancellationToken);
            await responseStream.WriteAsync(new() { State = Describe(answer) }, context.CancellationToken);
        }
        while (!answer.IsLast);
    }

    public override async Task<GetTransactionResponse> GetTransaction(
        GetTransactionRequest request, ServerCallContext context)
    {
        var transaction = Fields.Transaction(request.TransactionId, "transaction_id");
        await chain.ReachAsync(request.MinHeight, context.CancellationToken);
        var tip = chain.Tip;
        var committed = chain.Store.FindTransaction(transaction) ?? throw RpcErrors.Of(Reason.TransactionNotFound);
        using var state = chain.Open(null);
        return new() { State = states.Committed(transaction, committed, tip, state.View.Entries) };
    }

    public override async Task<GetAccountResponse> GetAccount(GetAccountRequest request, ServerCallContext context)
    {
        var account = Fields.Account(request.Account, "account");
        Caller.Of(context).RequireReading(account);
        await chain.ReachAsync(request.MinHeight, context.CancellationToken);
        using var state = chain.Open(request.AtHeight == 0 ? null : new Height(request.AtHeight));
        return new() { Account = accounts.Describe(account, state) };
    }

    public override async Task WatchAccount(
        WatchAccountRequest request, IServerStreamWriter<WatchAccountResponse> responseStream, ServerCallContext context)
    {
        var account = Fields.Account(request.Account, "account");
        Caller.Of(context).RequireReading(account);
        Height? told = null;
        while (true)
        {
            Height seen;
            using (var state = chain.Open(null))
            {
                seen = state.Height;
                if (told is not { } last || chain.Log.ReadAfter(account, LogPlace.EndOf(last), 1).Count > 0)
                {
                    told = seen;
                    var message = accounts.Describe(account, state);
                    await responseStream.WriteAsync(new() { Account = message }, context.CancellationToken);
                }
            }

            await chain.WaitForAsync(seen.Next, context.CancellationToken);
        }
    }

    public override async Task<GetHistoryResponse> GetHistory(GetHistoryRequest request, ServerCallContext context)
    {
        var account = Fields.Account(request.Account, "account");
        Caller.Of(context).RequireReading(account);
        return await history.ReadAsync(account, request, context.CancellationToken);
    }

    public override async Task<ListRatesResponse> ListRates(ListRatesRequest request, ServerCallContext context)
    {
        await chain.ReachAsync(request.MinHeight, context.CancellationToken);
        return rates.Read(request);
    }

    public override Task<SimulateResponse> Simulate(SimulateRequest request, ServerCallContext context) =>
        simulations.SimulateAsync(request, context.CancellationToken);

    public override Task<GetLoginChallengeResponse> GetLoginChallenge(
        GetLoginChallengeRequest request, ServerCallContext context) => Task.FromResult(logins.Challenge(request));

    public override Task<LoginResponse> Login(LoginRequest request, ServerCallContext context) =>
        Task.FromResult(logins.Login(request));

    private async Task<Submission> OpenAsync(ByteString bytes, CancellationToken cancellationToken)
    {
        health.RequireTaking();
        var verdict = await verifier.VerifyAsync(bytes.Memory, cancellationToken);
        if (verdict.Reason != Reason.None)
            throw RpcErrors.Of(verdict.Reason);
        return desk.TrySubmit(verdict.Transaction) ?? throw RpcErrors.Of(Reason.PoolFull);
    }

    private TransactionState Describe(SubmissionAnswer answer)
    {
        var tip = chain.Tip;
        switch (answer)
        {
            case SubmissionAnswer.Pending pending:
                return TransactionStates.Pending(pending.Transaction, tip);
            case SubmissionAnswer.Expired expired:
                return TransactionStates.Expired(expired, tip);
            case SubmissionAnswer.Committed committed:
                using (var state = chain.Open(null))
                {
                    var place = new CommittedTransaction(committed.Height, committed.Index, committed.Outcome);
                    return states.Committed(committed.Transaction, place, tip, state.View.Entries);
                }

            case SubmissionAnswer.Refused refused:
                throw RpcErrors.Of(refused.Reason, ("transaction_id", refused.Transaction.ToString()));
            case SubmissionAnswer.CatchingUp behind:
                throw RpcErrors.Of(Reason.NodeCatchingUp, ("transaction_id", behind.Transaction.ToString()));
            default:
                throw RpcErrors.Of(Reason.PoolFull, ("transaction_id", answer.Transaction.ToString()));
        }
    }
}
