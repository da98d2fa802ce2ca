using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>
/// A (token, operation, order reference) takes effect once, for ever (PROTOCOL 8.6). Failed transactions leave no
/// reference behind, since all they did is taken back.
/// </summary>
internal static class OrderReferences
{
    /// <summary>
    /// Takes the reference and gives null, or says how the operation ends because the reference was taken before: it
    /// repeats an effect, which the outcome then names, or fails.
    /// </summary>
    public static Reason? Take(OperationContext context, in StateKey key, Digest content)
    {
        var order = context.State.Order(key);
        if (order.Record is { } earlier)
        {
            if (earlier.Content != content)
                return Reason.OrderReferenceReused;
            context.Outcome.MakeRepeat(earlier.Transaction);
            return Reason.None;
        }

        context.State.Save(order);
        order.Record = new(content, context.Transaction);
        return null;
    }

    /// <summary>Under which key an operation's reference stands, and with what content; false if it has none.</summary>
    public static bool TryDescribe(Operation operation, out StateKey key, out Digest content)
    {
        (key, content) = operation switch
        {
            Operation.Mint mint =>
                (StateKeys.Order(mint.Token, OperationKind.Mint, mint.OrderReference), ContentOf(mint)),
            Operation.Transfer { OrderReference: { } reference } transfer =>
                (StateKeys.Order(transfer.Token, OperationKind.Transfer, reference), ContentOf(transfer)),
            Operation.Redeem { OrderReference: { } reference } redeem =>
                (StateKeys.Order(redeem.Token, OperationKind.Redeem, reference), ContentOf(redeem)),
            Operation.Quote quote =>
                (StateKeys.Order(quote.Taken, OperationKind.Quote, quote.OrderReference), ContentOf(quote)),
            _ => default((StateKey, Digest)),
        };
        return key.Length > 0;
    }

    public static Digest ContentOf(Operation.Mint mint)
    {
        var writer = new FixedWriter(stackalloc byte[Digest.Size + sizeof(ulong) + 1 + sizeof(ulong)]);
        writer.Account(mint.To);
        writer.UInt64(mint.Amount.Units);
        writer.Byte((byte)mint.Reason);
        writer.UInt64(mint.ActivatesAt.Milliseconds);
        return Sha256.Hash(writer.Written);
    }

    public static Digest ContentOf(Operation.Transfer transfer)
    {
        var writer = new FixedWriter(stackalloc byte[(2 * Digest.Size) + sizeof(ulong)]);
        writer.Account(transfer.From);
        writer.Account(transfer.To);
        writer.UInt64(transfer.Amount.Units);
        return Sha256.Hash(writer.Written);
    }

    public static Digest ContentOf(Operation.Quote quote)
    {
        var writer = new FixedWriter(stackalloc byte[Ticker.LengthMax + Digest.Size + (2 * sizeof(ulong))]);
        writer.Ticker(quote.Given);
        writer.Account(quote.Account);
        writer.UInt64(quote.Amount.Units);
        writer.UInt64(quote.ExpiresAt.Milliseconds);
        return Sha256.Hash(writer.Written);
    }

    public static Digest ContentOf(Operation.Redeem redeem)
    {
        var writer = new FixedWriter(stackalloc byte[Digest.Size + sizeof(ulong)]);
        writer.Account(redeem.From);
        writer.UInt64(redeem.Amount.Units);
        return Sha256.Hash(writer.Written);
    }
}
