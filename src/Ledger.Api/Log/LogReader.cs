using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;
using Outcome = Ledger.Model.Outcomes.Outcome;

namespace Ledger.Api.Log;

/// <summary>
/// Reads the log leaf by leaf. Transactions are taken as the proto has them, so this knows no operation by name.
/// </summary>
internal sealed class LogReader(ChainReader chain)
{
    /// <summary>The leaf at a place that an index of the same store named.</summary>
    public LogRecord Read(LogPlace place)
    {
        var outcome = chain.Log.FindOutcome(place);
        Invariant.That(outcome is not null);
        return Decode(place, chain.TimeOf(place.Height), outcome, () => chain.Log.FindTransaction(place));
    }

    /// <summary>All leaves of a height that the chain has, from one on.</summary>
    public IEnumerable<LogRecord> ReadBlock(Height height, uint fromLeaf)
    {
        var outcomes = chain.Log.ReadOutcomes(height);
        var transactions = chain.Store.FindBlock(height)?.Block.Transactions ?? [];
        var time = chain.TimeOf(height);
        for (var leaf = fromLeaf; leaf < outcomes.Count; leaf++)
        {
            var index = (int)leaf - 1;
            yield return Decode(
                new(height, leaf), time, outcomes[(int)leaf], () => transactions[index].Bytes.ToArray());
        }
    }

    // What is read here was written by this node: bytes that can't be read are damage of its own store.
    private static LogRecord Decode(LogPlace place, Timestamp time, byte[] bytes, Func<byte[]?> findTransaction)
    {
        if (place.Leaf == 0)
        {
            Invariant.That(OutcomeCodec.TryDecode(bytes, out BlockOutcome? block));
            return new LogRecord.Sweep(place, time, block);
        }

        Invariant.That(OutcomeCodec.TryDecode(bytes, out Outcome? outcome));
        var content = findTransaction();
        Invariant.That(content is not null);
        var transaction = Transaction.Parser.ParseFrom(content);
        var signers = transaction.Signatures.Select(signature => new AccountId(new Digest(signature.Account.Span)));
        return new LogRecord.Ended(
            place, time, outcome, TransactionBody.Parser.ParseFrom(transaction.Body), [.. signers.Distinct()]);
    }
}
