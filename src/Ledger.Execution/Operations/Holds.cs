using Ledger.Execution.Overlay;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>
/// Sets units aside and ends that, exactly once: by capture, by release, or by itself when its time has come
/// (PROTOCOL 8.9).
/// </summary>
internal static class Holds
{
    public static Reason Run(OperationContext context, Operation.Hold hold)
    {
        var token = context.State.Token(hold.Token);
        if (token.Definition is not { } definition)
            return Reason.TokenUnknown;
        var reason = Judge(context, hold, definition);
        if (reason != Reason.None)
            return reason;
        var list = context.State.AccountHolds[StateKeys.AccountHolds(hold.From)];
        if (list.Record is { IsFull: true })
            return Reason.HoldCountExceeded;
        if (!HoldPostings.TryReserve(context, hold.From, token, hold.Amount, out var lots))
            return Reason.BalanceInsufficient;
        Open(context, new(
            HoldStatus.Open,
            hold.From,
            hold.Payee,
            hold.Arbiter,
            hold.Token,
            hold.ExpiresAt,
            hold.HolderMayRelease,
            lots));
        return Reason.None;
    }

    public static Reason Run(OperationContext context, Operation.Capture capture)
    {
        var reason = Find(context, capture.Held, out var entry);
        if (reason != Reason.None || entry.Record is not { } hold)
            return reason;
        if (capture.By != hold.Payee && capture.By != hold.Arbiter)
            return Reason.HoldWrongParty;
        if (capture.Amount.IsZero)
            return Reason.AmountZero;
        var token = context.State.Token(hold.Token);
        var rest = context.Rest;
        HoldPostings.Free(context, hold, token, rest);
        context.Taken.Clear();
        // Whatever is held counts, even if its date has passed.
        if (!rest.TryTakeAny(capture.Amount, context.Taken))
            return Reason.HoldAmountExceeded;
        Postings.Redate(context, token, hold.Holder, hold.Payee, context.Taken, context.Given);
        Postings.Credit(context, hold.Payee, token, context.Given);
        HoldPostings.GiveBack(context, hold, token, rest);
        Close(context, entry, HoldStatus.Captured);
        return Reason.None;
    }

    public static Reason Run(OperationContext context, Operation.Release release)
    {
        var reason = Find(context, release.Held, out var entry);
        if (reason != Reason.None || entry.Record is not { } hold)
            return reason;
        var isHolder = hold.HolderMayRelease && release.By == hold.Holder;
        if (!isHolder && release.By != hold.Payee && release.By != hold.Arbiter)
            return Reason.HoldWrongParty;
        GiveAllBack(context, entry, HoldStatus.Released);
        return Reason.None;
    }

    /// <summary>Movements of its end at most: it ends, is credited, and each of its lots may have expired.</summary>
    public static int MovementsOfEnd(OperationContext context, HoldId id) =>
        2 + (context.State.Holds[StateKeys.Hold(id)].Record?.Lots.Length ?? 0);

    /// <summary>What the schedule asks for: an open hold is released, one that ended is forgotten.</summary>
    public static void End(OperationContext context, HoldId id)
    {
        var entry = context.State.Holds[StateKeys.Hold(id)];
        Invariant.That(entry.Record is not null);
        if (entry.Record.Status == HoldStatus.Open)
        {
            GiveAllBack(context, entry, HoldStatus.Expired);
            return;
        }

        context.State.Save(entry);
        entry.Record = null;
    }

    private static Reason Judge(OperationContext context, Operation.Hold hold, TokenDefinition definition)
    {
        if (hold.Amount.IsZero)
            return Reason.AmountZero;
        if (hold.From == hold.Payee)
            return Reason.TransferToSelf;
        if (hold.From == definition.Treasury)
            return Reason.HoldOfTreasury;
        if (hold.ExpiresAt <= context.Now
            || hold.ExpiresAt.Milliseconds - context.Now.Milliseconds > HoldRecord.TermMax)
        {
            return Reason.HoldTermOutOfRange;
        }

        // What may not be handed to the payee may not be set aside for it.
        var mayMove = hold.Payee == definition.Treasury
            || definition.Capabilities.Transfer.Value == Transferability.Free;
        return mayMove ? Reason.None : Reason.TransferNotAllowed;
    }

    /// <summary>The hold, if it is open and its time has not passed, whether the sweep has come by or not.</summary>
    private static Reason Find(OperationContext context, HoldId id, out RecordEntry<HoldRecord> entry)
    {
        entry = context.State.Holds[StateKeys.Hold(id)];
        return entry.Record switch
        {
            null => Reason.HoldUnknown,
            { Quote: not null } => Reason.HoldIsQuote,
            { Status: HoldStatus.Captured } => Reason.HoldCaptured,
            { Status: HoldStatus.Released } => Reason.HoldReleased,
            { Status: HoldStatus.Expired } => Reason.HoldExpired,
            var hold when hold.ExpiresAt <= context.Now => Reason.HoldExpired,
            _ => Reason.None,
        };
    }

    /// <summary>Makes a hold of what was set aside, under the id of the operation at work.</summary>
    public static void Open(OperationContext context, HoldRecord hold)
    {
        var id = HoldId.Of(context.Transaction, context.OperationIndex);
        var entry = context.State.Holds[StateKeys.Hold(id)];
        Invariant.That(entry.Record is null);
        context.State.Save(entry);
        entry.Record = hold;
        var list = context.State.AccountHolds[StateKeys.AccountHolds(hold.ListedUnder)];
        context.State.Save(list);
        list.Record = (list.Record ?? AccountHolds.Empty).With(id);
    }

    private static void GiveAllBack(OperationContext context, RecordEntry<HoldRecord> entry, HoldStatus status)
    {
        Invariant.That(entry.Record is not null);
        var token = context.State.Token(entry.Record.Token);
        HoldPostings.Free(context, entry.Record, token, context.Rest);
        HoldPostings.GiveBack(context, entry.Record, token, context.Rest);
        Close(context, entry, status);
    }

    /// <summary>Ends a hold whose lots have left it.</summary>
    public static void Close(OperationContext context, RecordEntry<HoldRecord> entry, HoldStatus status)
    {
        Invariant.That(entry.Record is not null);
        if (entry.Record.Quote is { } quote)
            Quotes.Forget(context, entry.Record, quote, isUsed: status == HoldStatus.Captured);
        var list = context.State.AccountHolds[StateKeys.AccountHolds(entry.Record.ListedUnder)];
        Invariant.That(list.Record is not null);
        context.State.Save(list);
        list.Record = list.Record.Without(StateKeys.HoldOf(entry.Key));
        context.State.Save(entry);
        entry.Record = entry.Record.Ended(status);
    }
}
