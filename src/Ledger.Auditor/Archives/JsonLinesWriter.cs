using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Ledger.Audit.Blocks;
using Ledger.Cryptography.Text;
using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;

namespace Ledger.Auditor.Archives;

/// <summary>
/// Writes a chain for people and their tools, one JSON object a line and block (PROTOCOL 13.2): everything decoded, and
/// nothing to verify by.
/// </summary>
internal sealed class JsonLinesWriter(Stream stream, GenesisDocument genesis)
{
    private static readonly JsonFormatter Operations = new(JsonFormatter.Settings.Default);

    private readonly TransactionCodec _transactions = new(genesis.Id, genesis.Network, genesis.Parameters);

    /// <exception cref="InvalidDataException">A part of the block does not read.</exception>
    public async Task WriteAsync(RawBlock block, CancellationToken cancellationToken)
    {
        await using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, block);
        }

        await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private void Write(Utf8JsonWriter json, RawBlock block)
    {
        if (!Header.TryRead(block.Header.Span, out var header) || header is null)
            throw Unreadable(block, "header");
        json.WriteStartObject();
        json.WriteNumber("height", block.Height.Value);
        json.WriteString("hash", TextForm.Block.Write(header.Hash().Value));
        json.WriteString("parent", TextForm.Block.Write(header.Parent.Value));
        json.WriteNumber("timeMs", header.Time.Milliseconds);
        json.WriteNumber("proposer", header.Proposer);
        json.WriteNumber("createdView", header.CreatedView.Value);
        json.WriteString("stateRoot", header.StateRoot.ToString());
        json.WriteNumber("accusations", block.Evidence.Length);
        json.WriteStartArray("movements");
        if (block.Outcomes.Length > 0)
            Write(json, ReadOwn(block).Movements);
        json.WriteEndArray();
        json.WriteStartArray("transactions");
        for (var i = 0; i < block.Transactions.Length; i++)
            Write(json, block, i);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, RawBlock block, int index)
    {
        if (!_transactions.TryDecode(block.Transactions[index], out var transaction, out _)
            || index + 1 >= block.Outcomes.Length
            || !OutcomeCodec.TryDecode(block.Outcomes[index + 1].Span, out Outcome? outcome))
        {
            throw Unreadable(block, $"transaction {index}");
        }

        json.WriteStartObject();
        json.WriteString("id", TextForm.Transaction.Write(transaction.Id.Value));
        json.WriteString("author", TextForm.Account.Write(transaction.Body.Author.Value));
        json.WriteNumber("validUntilMs", transaction.Body.ValidUntil.Milliseconds);
        json.WriteStartArray("signers");
        foreach (var account in transaction.Signatures.Select(signature => signature.Account).Distinct())
            json.WriteStringValue(TextForm.Account.Write(account.Value));
        json.WriteEndArray();
        WriteOperations(json, transaction);
        json.WriteBoolean("succeeded", outcome.IsSuccess);
        if (!outcome.IsSuccess)
        {
            json.WriteString("reason", ReasonCatalogue.Find(outcome.Reason)?.Word ?? $"{(ushort)outcome.Reason}");
            json.WriteNumber("failedOperation", outcome.FailedOperation);
            json.WriteStartArray("subjects");
            foreach (var token in outcome.Subjects)
                json.WriteStringValue(token.ToString());
            json.WriteEndArray();
        }

        WriteEffects(json, outcome);
        json.WriteEndObject();
    }

    // Canonical bytes are protobuf, so its own JSON form shows every operation there is or will be.
    private static void WriteOperations(Utf8JsonWriter json, Transaction transaction)
    {
        var body = Contracts.V1.Transaction.Parser.ParseFrom(transaction.Bytes.Span).Body;
        json.WriteStartArray("operations");
        foreach (var operation in Contracts.V1.TransactionBody.Parser.ParseFrom(body).Operations)
            json.WriteRawValue(Operations.Format(operation));
        json.WriteEndArray();
    }

    private static void WriteEffects(Utf8JsonWriter json, Outcome outcome)
    {
        json.WriteStartArray("effects");
        foreach (var effect in outcome.Effects)
        {
            json.WriteStartObject();
            if (effect.Repeats is { } repeats)
                json.WriteString("repeats", TextForm.Transaction.Write(repeats.Value));
            json.WriteStartArray("movements");
            Write(json, effect.Movements);
            json.WriteEndArray();
            Write(json, effect.Hops);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<ExchangeHop> hops)
    {
        if (hops.IsEmpty)
            return;
        json.WriteStartArray("hops");
        foreach (var hop in hops)
        {
            json.WriteStartObject();
            json.WriteString("given", hop.Given.ToString());
            json.WriteString("taken", hop.Taken.ToString());
            json.WriteString("amount", hop.Amount.ToString());
            json.WriteString("net", hop.Net.ToString());
            json.WriteString("fee", hop.Fee.ToString());
            json.WriteString("remainder", hop.Remainder.ToString(CultureInfo.InvariantCulture));
            json.WriteNumber("numerator", hop.Rate.Numerator);
            json.WriteNumber("denominator", hop.Rate.Denominator);
            json.WriteNumber("feePerMillion", hop.Rate.FeePerMillion);
            json.WriteNumber("corridorMark", hop.Marks.Corridor);
            json.WriteNumber("corridorPerAccountMark", hop.Marks.CorridorPerAccount);
            json.WriteNumber("positionMark", hop.Marks.Position);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<Movement> movements)
    {
        foreach (var movement in movements)
        {
            json.WriteStartObject();
            json.WriteString("account", TextForm.Account.Write(movement.Account.Value));
            json.WriteString("token", movement.Token.ToString());
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(movement.Kind.ToString()));
            json.WriteStartArray("lots");
            foreach (var lot in movement.Lots)
            {
                json.WriteStartObject();
                json.WriteString("amount", lot.Amount.ToString());
                json.WriteNumber("expiresAtMs", lot.ExpiresAt.Milliseconds);
                json.WriteNumber("activatesAtMs", lot.ActivatesAt.Milliseconds);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static BlockOutcome ReadOwn(RawBlock block) =>
        OutcomeCodec.TryDecode(block.Outcomes[0].Span, out BlockOutcome? outcome)
            ? outcome
            : throw Unreadable(block, "own outcome");

    private static InvalidDataException Unreadable(RawBlock block, string part) =>
        new($"The {part} of height {block.Height} does not read; `ledger audit verify` says why.");
}
