using System.Globalization;
using Google.Protobuf;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Api.Errors;

/// <summary>Reads fields of requests into values, and writes values; what does not fit is the call's error.</summary>
internal static class Fields
{
    public static AccountId Account(ByteString bytes, string field) => Digest.TryRead(bytes.Span, out var id)
        ? new(id)
        : throw RpcErrors.OfField(field, "An account id has 32 bytes.");

    public static TransactionId Transaction(ByteString bytes, string field) => Digest.TryRead(bytes.Span, out var id)
        ? new(id)
        : throw RpcErrors.OfField(field, "A transaction id has 32 bytes.");

    public static Digest OrderReference(ByteString bytes, string field) =>
        Digest.TryRead(bytes.Span, out var reference)
            ? reference
            : throw RpcErrors.OfField(field, "An order reference has 32 bytes.");

    public static Ticker Token(string text, string field) => Ticker.TryParse(text, out var token)
        ? token
        : throw RpcErrors.OfField(field, "A ticker is 2 to 12 capital letters and digits, a letter first.");

    /// <summary>As many entries as asked for, within what a page may have.</summary>
    public static int PageSize(uint asked)
    {
        const int Default = 50, Max = 500;
        if (asked > Max)
            throw RpcErrors.OfField("page_size", $"A page has at most {Max.ToString(CultureInfo.InvariantCulture)} entries.");
        return asked == 0 ? Default : (int)asked;
    }

    public static ByteString Bytes(Digest digest) => ByteString.CopyFrom(digest.ToArray());

    public static ByteString Bytes(AccountId account) => Bytes(account.Value);

    public static ByteString Bytes(TransactionId transaction) => Bytes(transaction.Value);
}
