using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ledger.Cryptography.Signatures;
using Ledger.Cryptography.Text;
using Ledger.Model.Policies;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Model.Genesis;

/// <summary>
/// Writes genesis files for tools. Whoever made the parts reads the file back to see that they are sound.
/// </summary>
public static class GenesisWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="document">Its id is not written: it follows from the bytes.</param>
    public static byte[] Write(GenesisDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("network", document.Network);
            json.WriteNumber("time_ms", document.Time.Milliseconds);
            WriteParameters(json, document.Parameters);
            WriteList(json, "members", document.Members, WriteMember);
            WriteList(json, "accounts", document.Accounts, WriteAccount);
            WriteList(json, "tokens", document.Tokens, WriteToken);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void WriteParameters(Utf8JsonWriter json, Parameters parameters)
    {
        json.WriteStartObject("parameters");
        json.WriteNumber(ParameterNames.TransactionBytesMax, parameters.TransactionBytesMax);
        json.WriteNumber(ParameterNames.TransactionOperationsMax, parameters.TransactionOperationsMax);
        json.WriteNumber(ParameterNames.TransactionSignaturesMax, parameters.TransactionSignaturesMax);
        json.WriteNumber(ParameterNames.TransactionWorkUnitsMax, parameters.TransactionWorkUnitsMax);
        json.WriteNumber(ParameterNames.BlockBytesMax, parameters.BlockBytesMax);
        json.WriteNumber(ParameterNames.BlockTransactionsMax, parameters.BlockTransactionsMax);
        json.WriteNumber(ParameterNames.BlockWorkUnitsMax, parameters.BlockWorkUnitsMax);
        json.WriteNumber(ParameterNames.ValidityWindow, parameters.ValidityWindow);
        json.WriteNumber(ParameterNames.FailuresPerWindowMax, parameters.FailuresPerWindowMax);
        json.WriteNumber(ParameterNames.SweepsPerBlockMax, parameters.SweepsPerBlockMax);
        json.WriteNumber(ParameterNames.LeaderTermBlocks, parameters.LeaderTermBlocks);
        json.WriteNumber(ParameterNames.ViewTimeout, parameters.ViewTimeout);
        json.WriteNumber(ParameterNames.ViewTimeoutMax, parameters.ViewTimeoutMax);
        json.WriteNumber(ParameterNames.ClockSkewMax, parameters.ClockSkewMax);
        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, Member member)
    {
        json.WriteNumber("index", member.Index);
        json.WriteString("name", member.Name);
        WriteAccountId(json, "account", member.Account);
        json.WriteString("validator_key", member.ValidatorKey.ToString());
        json.WriteString("tls_key_hash", member.TlsKeyHash.ToString());
        json.WriteString("endpoint", member.Endpoint);
    }

    private static void WriteAccount(Utf8JsonWriter json, GenesisAccount account)
    {
        WriteAccountId(json, "id", account.Id);
        json.WriteNumber("threshold", account.Policy.Threshold);
        WriteList(json, "keys", account.Policy.Keys, WriteKey);
    }

    private static void WriteKey(Utf8JsonWriter json, PolicyKey key)
    {
        Span<byte> bytes = stackalloc byte[SignatureSchemes.PublicKeySizeMax];
        key.Key.CopyTo(bytes);
        json.WriteNumber("scheme", (int)key.Key.Scheme);
        json.WriteString("public_key", Convert.ToHexStringLower(bytes[..key.Key.Size]));
        json.WriteNumber("weight", key.Weight);
    }

    private static void WriteToken(Utf8JsonWriter json, TokenDefinition token)
    {
        json.WriteString("ticker", token.Ticker.ToString());
        json.WriteNumber("issuer", token.Issuer);
        json.WriteString("name", token.Name);
        json.WriteNumber("scale", token.Scale);
        WriteAccountId(json, "treasury", token.Treasury);
        json.WriteString("supply_max", token.SupplyMax.ToString());
        json.WriteStartObject("expiry");
        json.WriteString("granularity", TokenNames.NameOf(TokenNames.Granularities, token.Expiry.Granularity));
        json.WriteNumber("lifetime", token.Expiry.Lifetime);
        json.WriteEndObject();
        WriteCapabilities(json, token.Capabilities);
        WriteAccountId(json, "minter", token.Minter);
        json.WriteString("mint_per_day_max", token.MintPerDayMax.ToString());
        json.WriteBoolean("redeem_needs_issuer", token.RedeemNeedsIssuer);
        WriteDocument(json, "terms", token.Terms);
        WriteDocument(json, "logo", token.Logo);
    }

    private static void WriteCapabilities(Utf8JsonWriter json, CapabilityManifest manifest)
    {
        json.WriteStartObject("capabilities");
        json.WriteStartObject("transfer");
        json.WriteString("value", TokenNames.NameOf(TokenNames.Transferabilities, manifest.Transfer.Value));
        EndCapability(json, manifest.Transfer.Mutability);
        json.WriteStartObject("reversal_window_days");
        json.WriteNumber("value", manifest.ReversalWindowDays.Value);
        EndCapability(json, manifest.ReversalWindowDays.Mutability);
        json.WriteStartObject("freeze");
        json.WriteBoolean("value", manifest.Freeze.Value);
        EndCapability(json, manifest.Freeze.Mutability);
        json.WriteStartObject("cash_out");
        json.WriteBoolean("value", manifest.CashOut.Value);
        EndCapability(json, manifest.CashOut.Mutability);
        json.WriteEndObject();
    }

    private static void EndCapability(Utf8JsonWriter json, Mutability mutability)
    {
        json.WriteString("mutability", TokenNames.NameOf(TokenNames.Mutabilities, mutability));
        json.WriteEndObject();
    }

    private static void WriteDocument(Utf8JsonWriter json, string name, LinkedDocument? document)
    {
        if (document is null)
            return;
        json.WriteStartObject(name);
        json.WriteString("url", document.Url);
        json.WriteString("hash", document.Hash.ToString());
        json.WriteEndObject();
    }

    private static void WriteAccountId(Utf8JsonWriter json, string name, AccountId account) =>
        json.WriteString(name, TextForm.Account.Write(account.Value));

    private static void WriteList<T>(
        Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
