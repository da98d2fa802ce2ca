using Google.Protobuf;
using Ledger.Cryptography;
using Ledger.Model.Policies;
using Ledger.Model.Rates;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Wire = Ledger.Contracts.V1;

namespace Ledger.Model.Tests.Transactions;

/// <summary>The messages that protoc's code makes of our values: a second opinion on every byte.</summary>
internal static class Generated
{
    public static Wire.Transaction Of(TransactionBody body, IEnumerable<AccountSignature> signatures) => new()
    {
        Body = Of(body).ToByteString(),
        Signatures = { signatures.Select(Of) },
    };

    public static Wire.TransactionBody Of(TransactionBody body) => new()
    {
        Network = body.Network,
        Author = Bytes(body.Author.Value),
        Nonce = Bytes(Nonce.Size, body.Nonce.CopyTo),
        ValidUntilMs = body.ValidUntil.Milliseconds,
        Operations = { body.Operations.Select(Of) },
        MemoHash = Bytes(body.MemoHash),
    };

    public static Wire.Signature Of(AccountSignature signature) => new()
    {
        Account = Bytes(signature.Account.Value),
        PublicKey = Bytes(signature.Key.Size, signature.Key.CopyTo),
        Scheme = (uint)signature.Key.Scheme,
        Signature_ = Bytes(Signature.Size, signature.Signature.CopyTo),
        Policy = signature.Policy is null ? ByteString.Empty : Of(signature.Policy).ToByteString(),
    };

    public static Wire.Policy Of(Policy policy) => new()
    {
        Threshold = policy.Threshold,
        Keys =
        {
            policy.Keys.Select(key => new Wire.PolicyKey
            {
                Scheme = (uint)key.Key.Scheme,
                PublicKey = Bytes(key.Key.Size, key.Key.CopyTo),
                Weight = key.Weight,
            }),
        },
    };

    public static Wire.TokenDefinition Of(TokenDefinition token) => new()
    {
        Ticker = token.Ticker.ToString(),
        Issuer = token.Issuer,
        Name = token.Name,
        Scale = token.Scale,
        Treasury = Bytes(token.Treasury.Value),
        SupplyMax = token.SupplyMax.Units,
        Expiry = new()
        {
            Granularity = (Wire.Granularity)token.Expiry.Granularity,
            Lifetime = token.Expiry.Lifetime,
        },
        Capabilities = Of(token.Capabilities),
        Minter = Bytes(token.Minter.Value),
        MintPerDayMax = token.MintPerDayMax.Units,
        RedeemNeedsIssuer = token.RedeemNeedsIssuer,
        Terms = Of(token.Terms),
        Logo = Of(token.Logo),
    };

    private static Wire.Operation Of(Operation operation) => operation switch
    {
        Operation.RegisterToken register => new() { RegisterToken = new() { Definition = Of(register.Definition) } },
        Operation.Mint mint => new()
        {
            Mint = new()
            {
                Token = mint.Token.ToString(),
                To = Bytes(mint.To.Value),
                Amount = mint.Amount.Units,
                Reason = (Wire.MintReason)mint.Reason,
                OrderReference = Bytes(mint.OrderReference),
                ActivatesAtMs = mint.ActivatesAt.Milliseconds,
            },
        },
        Operation.Transfer transfer => new()
        {
            Transfer = new()
            {
                From = Bytes(transfer.From.Value),
                To = Bytes(transfer.To.Value),
                Token = transfer.Token.ToString(),
                Amount = transfer.Amount.Units,
                OrderReference = Bytes(transfer.OrderReference),
            },
        },
        Operation.Redeem redeem => new()
        {
            Redeem = new()
            {
                From = Bytes(redeem.From.Value),
                Token = redeem.Token.ToString(),
                Amount = redeem.Amount.Units,
                OrderReference = Bytes(redeem.OrderReference),
            },
        },
        Operation.Swap swap => new() { Swap = new() { Legs = { swap.Legs.Select(Of) } } },
        Operation.ReplacePolicy replace => new()
        {
            ReplacePolicy = new() { Account = Bytes(replace.Account.Value), Policy = Of(replace.Policy) },
        },
        Operation.Hold or Operation.Capture or Operation.Release => OfHold(operation),
        Operation.Exchange or Operation.Quote => OfExchange(operation),
        _ => OfRate(operation),
    };

    private static Wire.Operation OfExchange(Operation operation) => operation switch
    {
        Operation.Exchange exchange => new()
        {
            Exchange = new()
            {
                Account = Bytes(exchange.Account.Value),
                Path = { exchange.Path.Select(token => token.ToString()) },
                Amount = exchange.Amount.Units,
                MinReceive = exchange.MinReceive.Units,
                Quote = Bytes(exchange.QuoteId?.Value),
            },
        },
        Operation.Quote quote => new()
        {
            Quote = new()
            {
                Given = quote.Given.ToString(),
                Taken = quote.Taken.ToString(),
                Account = Bytes(quote.Account.Value),
                Amount = quote.Amount.Units,
                ExpiresAtMs = quote.ExpiresAt.Milliseconds,
                OrderReference = Bytes(quote.OrderReference),
            },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private static Wire.Operation OfRate(Operation operation) => operation switch
    {
        Operation.AgreeRate agree => new()
        {
            AgreeRate = new()
            {
                Given = agree.Given.ToString(),
                Taken = agree.Taken.ToString(),
                Terms = Of(agree.Terms),
            },
        },
        Operation.AmendRate amend => new()
        {
            AmendRate = new()
            {
                Given = amend.Given.ToString(),
                Taken = amend.Taken.ToString(),
                Terms = Of(amend.Terms),
                ByPayerAlone = amend.IsByPayerAlone,
            },
        },
        Operation.PauseRate pause => new()
        {
            PauseRate = new()
            {
                Given = pause.Given.ToString(),
                Taken = pause.Taken.ToString(),
                Member = pause.Member,
                Paused = pause.IsPaused,
            },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private static Wire.RateTerms Of(RateTerms terms) => new()
    {
        Numerator = terms.Rate.Numerator,
        Denominator = terms.Rate.Denominator,
        FeePerMillion = terms.Rate.FeePerMillion,
        FeeAccount = Bytes(terms.FeeAccount?.Value),
        GivenMin = terms.GivenMin.Units,
        GivenMax = terms.GivenMax.Units,
        Corridor = terms.Corridor.Units,
        CorridorPerAccount = terms.CorridorPerAccount.Units,
        PositionMax = terms.PositionMax.Units,
        ValidFromMs = terms.ValidFrom.Milliseconds,
        ValidUntilMs = terms.ValidUntil.Milliseconds,
        NoticeMs = terms.Notice,
    };

    private static Wire.Operation OfHold(Operation operation) => operation switch
    {
        Operation.Hold hold => new()
        {
            Hold = new()
            {
                From = Bytes(hold.From.Value),
                Payee = Bytes(hold.Payee.Value),
                Arbiter = Bytes(hold.Arbiter?.Value),
                Token = hold.Token.ToString(),
                Amount = hold.Amount.Units,
                ExpiresAtMs = hold.ExpiresAt.Milliseconds,
                HolderMayRelease = hold.HolderMayRelease,
            },
        },
        Operation.Capture capture => new()
        {
            Capture = new()
            {
                Hold = Bytes(capture.Held.Value),
                By = Bytes(capture.By.Value),
                Amount = capture.Amount.Units,
            },
        },
        Operation.Release release => new()
        {
            Release = new() { Hold = Bytes(release.Held.Value), By = Bytes(release.By.Value) },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private static Wire.SwapLeg Of(SwapLeg leg) => new()
    {
        From = Bytes(leg.From.Value),
        To = Bytes(leg.To.Value),
        Token = leg.Token.ToString(),
        Amount = leg.Amount.Units,
    };

    private static Wire.CapabilityManifest Of(CapabilityManifest manifest) => new()
    {
        Transfer = new()
        {
            Value = (Wire.Transferability)manifest.Transfer.Value,
            Mutability = (Wire.Mutability)manifest.Transfer.Mutability,
        },
        ReversalWindow = new()
        {
            Value = manifest.ReversalWindowDays.Value,
            Mutability = (Wire.Mutability)manifest.ReversalWindowDays.Mutability,
        },
        Freeze = Of(manifest.Freeze),
        CashOut = Of(manifest.CashOut),
    };

    private static Wire.FlagCapability Of(Capability<bool> capability) =>
        new() { Value = capability.Value, Mutability = (Wire.Mutability)capability.Mutability };

    private static Wire.LinkedDocument? Of(LinkedDocument? document) =>
        document is null ? null : new() { Url = document.Url, Hash = Bytes(document.Hash) };

    private static ByteString Bytes(Digest? digest) =>
        digest is null ? ByteString.Empty : ByteString.CopyFrom(digest.Value.ToArray());

    private static ByteString Bytes(int size, CopyTo copy)
    {
        var bytes = new byte[size];
        copy(bytes);
        return ByteString.CopyFrom(bytes);
    }

    private delegate void CopyTo(Span<byte> destination);
}
