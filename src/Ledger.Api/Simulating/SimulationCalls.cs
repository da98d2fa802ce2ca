using Ledger.Api.Errors;
using Ledger.Api.Operations;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Api.Wallet;
using Ledger.Contracts.V1;
using Ledger.Execution.Blocks;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Replica.Ports;
using Policy = Ledger.Contracts.V1.Policy;

namespace Ledger.Api.Simulating;

/// <summary>Says what a transaction would do, and hands out what there is to sign.</summary>
internal sealed class SimulationCalls(
    SimulationDesk desk, ChainReader chain, INodeStatus node, TransactionStates states, TokenScales scales)
{
    private readonly TransactionCodec _codec = new(node.Genesis.Id, node.Genesis.Network, node.Genesis.Parameters);

    public async Task<SimulateResponse> SimulateAsync(SimulateRequest request, CancellationToken cancellationToken)
    {
        var transaction = SimulatedBody.Read(request, _codec, node.Genesis.Network, DateTimeOffset.UtcNow);
        var id = TransactionCodec.IdOf(node.Genesis.Id, transaction.Bytes.Span);
        await chain.ReachAsync(request.MinHeight, cancellationToken);
        using var state = chain.Open(null);
        var simulation = await desk.RunAsync(state, id, transaction, cancellationToken);
        if (simulation is Simulation.Refused refused)
            throw RpcErrors.Of(refused.Reason, ("transaction_id", id.ToString()));
        var ended = (Simulation.Ended)simulation;
        var size = MeasureSigned(transaction, ended);
        var wording = new Wording(scales, state.View.Entries);
        var response = new SimulateResponse
        {
            Height = state.Height.Value,
            Body = transaction.Bytes,
            TransactionId = Fields.Bytes(id),
            Outcome = states.Describe(
                new CommittedTransaction(state.Height.Next, 0, ended.Outcome), state.View.Entries),
            Limits = LimitsOf(transaction, ended, size),
        };
        response.Signers.Add(ended.Signers.Select(Describe));
        response.Text.Add(Contracts.V1.TransactionBody.Parser.ParseFrom(transaction.Bytes).Operations
            .Select(operation => OperationCatalogue.Describe(operation, wording)));
        return response;
    }

    /// <summary>
    /// The bytes that it will have with the fewest signatures, judged as the edge will judge them: what is too large
    /// then is refused now.
    /// </summary>
    private int MeasureSigned(SimulatedBody transaction, Simulation.Ended ended)
    {
        var signatures = ended.Signers.SelectMany(signer => signer.KeysMin.Order().Select((key, index) =>
            new AccountSignature(signer.Account, key, default, index == 0 && !signer.IsKnown ? signer.Policy : null)));
        var bytes = TransactionCodec.Encode(transaction.Bytes.Span, signatures);
        return _codec.TryDecode(bytes, out _, out var reason) ? bytes.Length : throw RpcErrors.Of(reason);
    }

    private TransactionLimits LimitsOf(SimulatedBody transaction, Simulation.Ended ended, int size)
    {
        var limits = node.Genesis.Parameters;
        return new()
        {
            Bytes = (uint)size,
            BytesMax = (uint)limits.TransactionBytesMax,
            WorkUnits = ended.WorkUnits,
            WorkUnitsMax = limits.TransactionWorkUnitsMax,
            OperationsMax = (uint)limits.TransactionOperationsMax,
            Signatures = (uint)ended.Signers.Sum(signer => signer.KeysMin.Length),
            SignaturesMax = (uint)limits.TransactionSignaturesMax,
            ValidUntilMs = transaction.Body.ValidUntil.Milliseconds,
            ValidUntilMaxMs = chain.TimeOf(chain.Tip).Milliseconds + limits.ValidityWindow,
        };
    }

    private static Contracts.V1.RequiredSigner Describe(Execution.Admission.RequiredSigner signer) => new()
    {
        Account = Fields.Bytes(signer.Account),
        Policy = Policy.Parser.ParseFrom(PolicyCodec.Encode(signer.Policy)),
        PolicyKnown = signer.IsKnown,
        SignaturesMin = (uint)signer.KeysMin.Length,
    };
}
