using Google.Protobuf;
using Ledger.Api.Callers;
using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Transaction = Ledger.Model.Transactions.Transaction;

namespace Ledger.Api.Issuing;

/// <summary>Puts the member's signatures under transactions of others, and takes those to their outcome.</summary>
internal sealed class CountersignDesk(
    ChainReader chain,
    ITransactionVerifier verifier,
    Countersigning judge,
    MemberSigner signer,
    DailyCaps caps,
    OutcomeDesk outcomes)
{
    public async Task<OrderResult> RedeemAsync(ByteString bytes, CancellationToken cancellationToken)
    {
        var transaction = await ReadAsync(bytes, cancellationToken);
        if (outcomes.Find(transaction.Id) is { } ended)
            return ended;
        byte[] signed;
        using (var state = chain.Open(null))
            signed = Sign(transaction, judge.JudgeRedemption(transaction, state.View.Entries), state);
        return await outcomes.SettleAsync(signed, null, cancellationToken) ?? throw RpcErrors.Of(Reason.TransactionExpired);
    }

    public async Task<CountersignSwapResponse> SwapAsync(
        CountersignSwapRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var transaction = await ReadAsync(request.Transaction, cancellationToken);
        if (outcomes.Find(transaction.Id) is { } ended)
            return new() { Transaction = request.Transaction, Result = ended };
        byte[] signed;
        CapReservation reservation;
        using (var state = chain.Open(null))
        {
            var (signers, debits) = judge.JudgeSwap(transaction, request.ExpectedDebits, state.View.Entries);
            reservation = caps.TryReserve(caller.Name, debits) ?? throw caps.Refusal();
            signed = Sign(transaction, signers, state);
        }

        var response = new CountersignSwapResponse { Transaction = ByteString.CopyFrom(signed) };
        if (request.SignOnly)
            return response;
        response.Result = await outcomes.SettleAsync(signed, reservation, cancellationToken);
        if (response.Result is not null)
            return response;
        reservation.GiveBack();
        throw RpcErrors.Of(Reason.TransactionExpired);
    }

    private async Task<Transaction> ReadAsync(ByteString bytes, CancellationToken cancellationToken)
    {
        var verdict = await verifier.VerifyAsync(bytes.Memory, cancellationToken);
        return verdict.Reason == Reason.None ? verdict.Transaction.Value : throw RpcErrors.Of(verdict.Reason);
    }

    private byte[] Sign(Transaction transaction, IEnumerable<AccountId> accounts, SharedState state)
    {
        var body = Contracts.V1.Transaction.Parser.ParseFrom(transaction.Bytes.Span).Body;
        var added = accounts.Select(account => signer.Sign(state.View.Entries, account, transaction.Id));
        return TransactionCodec.Encode(body.Span, transaction.Signatures.Concat(added));
    }
}
