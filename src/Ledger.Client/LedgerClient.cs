using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Client.Accounts;
using Ledger.Client.Answers;
using Ledger.Client.Blocks;
using Ledger.Client.Connections;
using Ledger.Client.Events;
using Ledger.Client.Histories;
using Ledger.Client.Issuing;
using Ledger.Client.Nodes;
using Ledger.Client.Signing;
using Ledger.Client.Simulations;
using Ledger.Client.Submission;
using Ledger.Client.Tokens;
using Ledger.Client.Transactions;
using Ledger.Client.Wallets;
using Ledger.Contracts.V1;
using Ledger.Model.Policies;
using Ledger.Model.Values;
using HistoryEntry = Ledger.Client.Histories.HistoryEntry;
using Policy = Ledger.Model.Policies.Policy;

namespace Ledger.Client;

/// <summary>
/// A connection to one network, over whichever of its nodes answers. Make one for the process and keep it: any thread
/// may use it. Reads see at least what this client's own transactions have done.
/// </summary>
public sealed class LedgerClient : IDisposable
{
    private const uint TokenPageSize = 500;

    private readonly Submitter _submitter;

    /// <summary>Opens no connection yet; the first call does.</summary>
    public LedgerClient(LedgerNetwork network, LedgerClientOptions? options = null)
    {
        options ??= LedgerClientOptions.Default;
        (Network, Options) = (network, options);
        Nodes = new(network, options.Identity);
        Asking = new(Nodes, options);
        Events = new(Nodes, options);
        Issuer = new(this);
        _submitter = new(Nodes, options);
    }

    public LedgerNetwork Network { get; }

    /// <summary>For members' own systems.</summary>
    public IssuerDesk Issuer { get; }

    internal LedgerClientOptions Options { get; }

    internal NodeRotation Nodes { get; }

    internal Asking Asking { get; }

    internal EventReader Events { get; }

    internal HeightSeen Seen { get; } = new();

    /// <summary>An account of one's own.</summary>
    public LedgerWallet OpenWallet(SigningAccount account) => new(this, account);

    /// <summary>The account that this one key controls.</summary>
    public LedgerWallet OpenWallet(ISigner signer) => OpenWallet(SigningAccount.Of(signer));

    /// <summary>Begins a transaction.</summary>
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
        var request = new GetTransactionRequest { TransactionId = Wire.Write(id.Value), MinHeight = Seen.Value };
        return Asking.AskAsync(
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
            Account = Wire.Write(account.Value), MinHeight = Seen.Value, AtHeight = atHeight?.Value ?? 0,
        };
        return Asking.AskAsync(
            (node, call) => node.Wallet.GetAccountAsync(request, call),
            response => AccountReading.Read(account, response.Account),
            cancellationToken);
    }

    /// <summary>
    /// What the draft would do now, without its signatures being needed or anything being left behind.
    /// </summary>
    /// <param name="policies">Of signers that the ledger may not know yet.</param>
    public Task<Answer<Simulation>> SimulateAsync(
        TransactionDraft draft, IEnumerable<Policy>? policies = null, CancellationToken cancellationToken = default)
    {
        var request = new SimulateRequest
        {
            Body = ByteString.CopyFrom(draft.BodyBytes),
            Policies = { (policies ?? []).Select(policy => ByteString.CopyFrom(PolicyCodec.Encode(policy))) },
            MinHeight = Seen.Value,
        };
        return Asking.AskAsync(
            (node, call) => node.Wallet.SimulateAsync(request, call),
            response => Simulation.Read(draft.Id, response),
            cancellationToken);
    }

    /// <summary>Any account's past, latest first; for members and auditors.</summary>
    /// <exception cref="LedgerException">No node answered, or it refused the query.</exception>
    public IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(
        AccountId account, HistoryQuery? query = null, CancellationToken cancellationToken = default) =>
        HistoryPages.ReadAsync(
            this,
            account,
            query ?? HistoryQuery.All,
            async (node, options, request) => await node.Wallet.GetHistoryAsync(request, options),
            cancellationToken);

    /// <summary>
    /// Everything that happens, for members and auditors: from a cursor or a height on, then as it happens.
    /// </summary>
    /// <exception cref="LedgerException">A node refused the query, or none answers.</exception>
    public IAsyncEnumerable<LedgerEvent> FollowEventsAsync(
        EventQuery query, CancellationToken cancellationToken = default) =>
        Events.FollowAsync(query, null, cancellationToken);

    /// <summary>All tokens with their supply, in the order of tickers.</summary>
    public async Task<Answer<ImmutableArray<Token>>> GetTokensAsync(CancellationToken cancellationToken = default)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var request = new ListTokensRequest { MinHeight = Seen.Value, PageSize = TokenPageSize };
        do
        {
            var answer = await Asking.AskAsync(
                (node, call) => node.Chain.ListTokensAsync(request, call), TokenPage.Read, cancellationToken);
            if (!answer.TryGet(out var page, out var error))
                return new(error);
            tokens.AddRange(page.Tokens);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return new(tokens.DrainToImmutable());
    }

    /// <summary>One token; <c>TOKEN_NOT_FOUND</c> if there is none of this ticker.</summary>
    public Task<Answer<Token>> GetTokenAsync(Ticker ticker, CancellationToken cancellationToken = default)
    {
        var request = new ListTokensRequest { Token = ticker.ToString(), MinHeight = Seen.Value };
        return Asking.AskAsync(
            (node, call) => node.Chain.ListTokensAsync(request, call),
            response => TokenPage.Read(response).Tokens is [var token]
                ? token
                : throw new InvalidDataException("The node answers with other tokens than it was asked for."),
            cancellationToken);
    }

    /// <summary>The members whose nodes decide the next block.</summary>
    public Task<Answer<ImmutableArray<MemberEntry>>> GetMembersAsync(CancellationToken cancellationToken = default) =>
        Asking.AskAsync(
            (node, call) => node.Chain.GetValidatorsAsync(new GetValidatorsRequest(), call),
            response => response.Validators.Select(MemberEntry.Read).ToImmutableArray(),
            cancellationToken);

    /// <summary>Why no block comes, as the node sees it; needs a certificate in the role admin.</summary>
    public Task<Answer<StallReport>> GetStallReportAsync(CancellationToken cancellationToken = default) =>
        Asking.AskAsync((node, call) => node.Admin.WhyStalledAsync(new(), call), StallReport.Read, cancellationToken);

    /// <summary>
    /// Who signed contradicting votes, as far as the node knows; needs a certificate in the role admin.
    /// </summary>
    public Task<Answer<ImmutableArray<EvidenceEntry>>> ListEvidenceAsync(
        CancellationToken cancellationToken = default) =>
        Asking.AskAsync(
            (node, call) => node.Admin.ListEvidenceAsync(new(), call),
            response => response.Evidence.Select(EvidenceEntry.Read).ToImmutableArray(),
            cancellationToken);

    /// <summary>Where the node that answers stands, by its own word.</summary>
    public Task<Answer<NodeStatus>> GetStatusAsync(CancellationToken cancellationToken = default) => Asking.AskAsync(
        (node, call) => node.Chain.GetStatusAsync(new(), call), NodeStatus.Read, cancellationToken);

    /// <summary>
    /// Blocks from a height on, first those that exist, then each new one, from the node that is asked at present; the
    /// caller needs an auditor's certificate.
    /// </summary>
    /// <exception cref="LedgerException">The node refused, or went away: go on from the next height.</exception>
    public async IAsyncEnumerable<BlockBytes> StreamBlocksAsync(
        Height from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var connection = Nodes.Current;
        using var call = connection.Chain.StreamBlocks(
            new() { FromHeight = from.Value }, cancellationToken: cancellationToken);
        while (await MoveNextAsync(call.ResponseStream, connection, cancellationToken))
            yield return BlockBytes.Read(call.ResponseStream.Current.Block ?? new());
    }

    public void Dispose() => Nodes.Dispose();

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
            Nodes.MoveOn(connection);
            throw new LedgerException(RpcErrorReader.Read(exception, connection.Address));
        }
    }

    private async Task<TransactionResult> NoteAsync(Task<TransactionResult> submitting)
    {
        var result = await submitting;
        if (PlaceOf(result) is { } place)
            Seen.Note(place.Height);
        return result;
    }

    private static TransactionPlace? PlaceOf(TransactionResult result) => result switch
    {
        TransactionResult.Succeeded succeeded => succeeded.Place,
        TransactionResult.Failed failed => failed.Place,
        _ => null,
    };
}
