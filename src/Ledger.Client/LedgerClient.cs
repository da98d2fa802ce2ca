using System.Runtime.CompilerServices;
using Grpc.Core;
using Ledger.Client.Accounts;
using Ledger.Client.Answers;
using Ledger.Client.Blocks;
using Ledger.Client.Nodes;
using Ledger.Client.Connections;
using Ledger.Client.Submission;
using Ledger.Client.Transactions;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Client;

/// <summary>
/// A connection to one network, over whichever of its nodes answers. Make one for the process and keep it: any thread
/// may use it. Reads see at least what this client's own transactions have done.
/// </summary>
public sealed class LedgerClient : IDisposable
{
    private readonly NodeRotation _nodes;
    private readonly Asking _asking;
    private readonly Submitter _submitter;
    private readonly HeightSeen _seen = new();

    /// <summary>Opens no connection yet; the first call does.</summary>
    public LedgerClient(LedgerNetwork network, LedgerClientOptions? options = null)
    {
        options ??= LedgerClientOptions.Default;
        Network = network;
        _nodes = new(network, options.Identity);
        _asking = new(_nodes, options);
        _submitter = new(_nodes, options);
    }

    public LedgerNetwork Network { get; }

    internal Asking Asking => _asking;

    internal HeightSeen Seen => _seen;

    public TransactionBuilder Author(AccountId author) => new(Network, author);

    /// <summary>
    /// Sends the bytes and waits for the one final outcome, over as many nodes as it takes. Sending them again is
    /// always safe.
    /// </summary>
    public Task<TransactionResult> SubmitAsync(
        SignedTransaction transaction, CancellationToken cancellationToken = default) =>
        NoteAsync(_submitter.SubmitAsync(transaction, mayBeOut: false, cancellationToken));

    /// <summary>
    /// The same for bytes that were sent before, after a crash or an unknown result: a refusal then proves nothing and
    /// is no result.
    /// </summary>
    public Task<TransactionResult> ResumeAsync(
        SignedTransaction transaction, CancellationToken cancellationToken = default) =>
        NoteAsync(_submitter.SubmitAsync(transaction, mayBeOut: true, cancellationToken));

    /// <summary>Waits for a transaction that somebody else sends.</summary>
    /// <param name="validUntil">From its body: after this block time it is known to have expired.</param>
    public Task<TransactionResult> WaitAsync(
        TransactionId id, Timestamp validUntil, CancellationToken cancellationToken = default) =>
        NoteAsync(_submitter.WaitAsync(id, validUntil, cancellationToken));

    /// <summary>The outcome of a transaction in the log; <c>TX_NOT_FOUND</c> if there is none so far.</summary>
    public Task<Answer<TransactionResult>> GetTransactionAsync(
        TransactionId id, CancellationToken cancellationToken = default)
    {
        var request = new GetTransactionRequest { TransactionId = Wire.Write(id.Value), MinHeight = _seen.Value };
        return _asking.AskAsync(
            (node, call) => node.Wallet.GetTransactionAsync(request, call),
            response => OutcomeReading.Read(id, response.State)
                ?? throw new InvalidDataException("The node answers with no outcome."),
            cancellationToken);
    }

    /// <param name="atHeight">A height at most 256 below the node's; null for the newest.</param>
    public Task<Answer<AccountState>> GetAccountAsync(
        AccountId account, Height? atHeight = null, CancellationToken cancellationToken = default)
    {
        var request = new GetAccountRequest
        {
            Account = Wire.Write(account.Value), MinHeight = _seen.Value, AtHeight = atHeight?.Value ?? 0,
        };
        return _asking.AskAsync(
            (node, call) => node.Wallet.GetAccountAsync(request, call),
            response => AccountReading.Read(account, response.Account),
            cancellationToken);
    }

    /// <summary>Where the node that answers stands, by its own word.</summary>
    public Task<Answer<NodeStatus>> GetStatusAsync(CancellationToken cancellationToken = default) => _asking.AskAsync(
        (node, call) => node.Chain.GetStatusAsync(new(), call), NodeStatus.Read, cancellationToken);

    /// <summary>
    /// Blocks from a height on, first those that exist, then each new one, from the node that is asked at present; the
    /// caller needs an auditor's certificate.
    /// </summary>
    /// <exception cref="LedgerException">The node refused, or went away: go on from the next height.</exception>
    public async IAsyncEnumerable<BlockBytes> StreamBlocksAsync(
        Height from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var connection = _nodes.Current;
        using var call = connection.Chain.StreamBlocks(
            new() { FromHeight = from.Value }, cancellationToken: cancellationToken);
        while (await MoveNextAsync(call.ResponseStream, connection, cancellationToken))
            yield return BlockBytes.Read(call.ResponseStream.Current.Block ?? new());
    }

    public void Dispose() => _nodes.Dispose();

    private async Task<bool> MoveNextAsync(
        IAsyncStreamReader<StreamBlocksResponse> stream, NodeConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.MoveNext(cancellationToken);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _nodes.MoveOn(connection);
            throw new LedgerException(RpcErrorReader.Read(exception, connection.Address));
        }
    }

    private async Task<TransactionResult> NoteAsync(Task<TransactionResult> submitting)
    {
        var result = await submitting;
        if (PlaceOf(result) is { } place)
            _seen.Note(place.Height);
        return result;
    }

    private static TransactionPlace? PlaceOf(TransactionResult result) => result switch
    {
        TransactionResult.Succeeded succeeded => succeeded.Place,
        TransactionResult.Failed failed => failed.Place,
        _ => null,
    };
}
