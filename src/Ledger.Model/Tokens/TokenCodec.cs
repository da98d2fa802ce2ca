using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;
using Ledger.Model.Encoding;
using Ledger.Model.Reasons;

namespace Ledger.Model.Tokens;

/// <summary>The one spelling of a token definition (PROTOCOL 3.4).</summary>
public static class TokenCodec
{
    private const uint DefinitionFieldMax = 13;

    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TokenDefinition? definition) =>
        Decode(bytes, out definition) == Reason.None;

    public static byte[] Encode(TokenDefinition definition)
    {
        var writer = new WireWriter();
        Write(writer, definition);
        return writer.ToArray();
    }

    internal static Reason Decode(ReadOnlySpan<byte> bytes, out TokenDefinition? definition)
    {
        var reader = new WireReader(bytes, Reason.OperationMalformed);
        definition = new(
            Ticker: reader.Ticker(1),
            Issuer: reader.UInt16(2),
            Name: ReadName(ref reader, 3),
            Scale: reader.Byte(4),
            Treasury: reader.Account(5),
            SupplyMax: new(reader.UInt64(6)),
            Expiry: ReadExpiry(ref reader, 7),
            Capabilities: ReadCapabilities(ref reader, 8),
            Minter: reader.Account(9),
            MintPerDayMax: new(reader.UInt64(10)),
            RedeemNeedsIssuer: reader.Flag(11),
            Terms: ReadDocument(ref reader, 12),
            Logo: ReadDocument(ref reader, 13));
        if (!definition.IsSound)
            reader.FailMalformed();
        if (reader.End(DefinitionFieldMax) != Reason.None)
            definition = null;
        return reader.Reason;
    }

    internal static void Write(WireWriter writer, TokenDefinition definition)
    {
        writer.Ticker(1, definition.Ticker);
        writer.UInt64(2, definition.Issuer);
        writer.Text(3, definition.Name);
        writer.UInt64(4, definition.Scale);
        writer.Account(5, definition.Treasury);
        writer.UInt64(6, definition.SupplyMax.Units);
        WriteExpiry(writer, 7, definition.Expiry);
        WriteCapabilities(writer, 8, definition.Capabilities);
        writer.Account(9, definition.Minter);
        writer.UInt64(10, definition.MintPerDayMax.Units);
        writer.Flag(11, definition.RedeemNeedsIssuer);
        WriteDocument(writer, 12, definition.Terms);
        WriteDocument(writer, 13, definition.Logo);
    }

    private static string ReadName(ref WireReader reader, uint field)
    {
        var bytes = reader.Bytes(field);
        if (bytes.Length <= TokenDefinition.NameBytesMax && Utf8.IsValid(bytes))
            return System.Text.Encoding.UTF8.GetString(bytes);
        reader.FailMalformed();
        return "";
    }

    private static ExpiryRule ReadExpiry(ref WireReader outer, uint field)
    {
        if (!outer.TryMessage(field, out var message))
            return default;
        var reader = new WireReader(message, Reason.OperationMalformed);
        var rule = new ExpiryRule((Granularity)reader.Byte(1), reader.Byte(2));
        return EndNested(ref outer, reader.End(2), rule);
    }

    private static void WriteExpiry(WireWriter writer, uint field, ExpiryRule rule)
    {
        var start = writer.Open(field);
        writer.UInt64(1, (byte)rule.Granularity);
        writer.UInt64(2, rule.Lifetime);
        writer.Close(start);
    }

    private static CapabilityManifest ReadCapabilities(ref WireReader outer, uint field)
    {
        _ = outer.TryMessage(field, out var message);
        var reader = new WireReader(message, Reason.OperationMalformed);
        var (transfer, transferChange) = ReadCapability(ref reader, 1, byte.MaxValue);
        var (days, daysChange) = ReadCapability(ref reader, 2, ushort.MaxValue);
        var (freeze, freezeChange) = ReadCapability(ref reader, 3, 1);
        var (cashOut, cashOutChange) = ReadCapability(ref reader, 4, 1);
        var manifest = new CapabilityManifest(
            new((Transferability)transfer, transferChange),
            new(days, daysChange),
            new(freeze == 1, freezeChange),
            new(cashOut == 1, cashOutChange));
        return EndNested(ref outer, reader.End(4), manifest);
    }

    private static (ushort Value, Mutability Mutability) ReadCapability(ref WireReader outer, uint field, ushort max)
    {
        if (!outer.TryMessage(field, out var message))
            return default;
        var reader = new WireReader(message, Reason.OperationMalformed);
        var value = ((ushort)reader.UInt64(1, max), (Mutability)reader.Byte(2));
        return EndNested(ref outer, reader.End(2), value);
    }

    private static void WriteCapabilities(WireWriter writer, uint field, CapabilityManifest manifest)
    {
        var start = writer.Open(field);
        WriteCapability(writer, 1, (ulong)manifest.Transfer.Value, manifest.Transfer.Mutability);
        WriteCapability(writer, 2, manifest.ReversalWindowDays.Value, manifest.ReversalWindowDays.Mutability);
        WriteCapability(writer, 3, manifest.Freeze.Value ? 1u : 0u, manifest.Freeze.Mutability);
        WriteCapability(writer, 4, manifest.CashOut.Value ? 1u : 0u, manifest.CashOut.Mutability);
        writer.Close(start);
    }

    private static void WriteCapability(WireWriter writer, uint field, ulong value, Mutability mutability)
    {
        var start = writer.Open(field);
        writer.UInt64(1, value);
        writer.UInt64(2, (byte)mutability);
        writer.Close(start);
    }

    private static LinkedDocument? ReadDocument(ref WireReader outer, uint field)
    {
        if (!outer.TryMessage(field, out var message))
            return null;
        var reader = new WireReader(message, Reason.OperationMalformed);
        var url = reader.Bytes(1);
        if (url.Length > LinkedDocument.UrlBytesMax)
            reader.FailMalformed();
        var hash = reader.Digest(2);
        var reason = reader.End(2);
        return EndNested(ref outer, reason, new LinkedDocument(System.Text.Encoding.Latin1.GetString(url), hash));
    }

    private static void WriteDocument(WireWriter writer, uint field, LinkedDocument? document)
    {
        if (document is null)
            return;
        var start = writer.Open(field);
        writer.Text(1, document.Url);
        writer.Digest(2, document.Hash);
        writer.Close(start);
    }

    private static T EndNested<T>(ref WireReader outer, Reason reason, T value)
    {
        if (reason != Reason.None)
            outer.Fail(reason);
        return value;
    }
}
