using Google.Protobuf;
using Ledger.Cryptography;
using Ledger.Model.Outcomes;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Client.Answers;

/// <summary>
/// Reads single values of messages. Throws <see cref="InvalidDataException"/> for what no honest node sends;
/// <see cref="Connections.Asking"/> makes an error of it and asks the next node.
/// </summary>
internal static class Wire
{
    private const byte ScaleMax = 9;

    public static ByteString Write(Digest digest) => ByteString.CopyFrom(digest.ToArray());

    public static Contracts.V1.Signature Write(AccountSignature signature)
    {
        Span<byte> key = stackalloc byte[signature.Key.Size];
        signature.Key.CopyTo(key);
        return new()
        {
            Account = Write(signature.Account.Value),
            PublicKey = ByteString.CopyFrom(key),
            Scheme = (uint)signature.Key.Scheme,
            Signature_ = ByteString.CopyFrom(signature.Signature.ToArray()),
            Policy = signature.Policy is null
                ? ByteString.Empty
                : ByteString.CopyFrom(PolicyCodec.Encode(signature.Policy)),
        };
    }

    public static Digest Digest(ByteString bytes) => Cryptography.Digest.TryRead(bytes.Span, out var digest)
        ? digest
        : throw new InvalidDataException("The node sends a hash that has not 32 bytes.");

    public static Digest? OptionalDigest(ByteString bytes) => bytes.IsEmpty ? null : Digest(bytes);

    public static Ticker Ticker(string text) => Model.Values.Ticker.TryParse(text, out var ticker)
        ? ticker
        : throw new InvalidDataException("The node names a token that can't be one.");

    public static byte Scale(uint scale) => scale <= ScaleMax
        ? (byte)scale
        : throw new InvalidDataException("The node names a scale that no token has.");

    public static Timestamp Timestamp(ulong milliseconds) => milliseconds <= Model.Values.Timestamp.Latest.Milliseconds
        ? new(milliseconds)
        : throw new InvalidDataException("The node names a time after the year 9999.");

    public static DateTimeOffset Time(ulong milliseconds) => Timestamp(milliseconds).ToDateTimeOffset();

    public static int Index(uint index) => index <= int.MaxValue
        ? (int)index
        : throw new InvalidDataException("The node names an index beyond any list.");

    public static Policy Policy(Contracts.V1.Policy message) =>
        PolicyCodec.TryDecode(message.ToByteArray(), out var policy)
            ? policy
            : throw new InvalidDataException("The node names a policy that can't be one.");

    public static Lot Lot(Contracts.V1.Lot message) =>
        new(Timestamp(message.ExpiresAtMs), Timestamp(message.ActivatesAtMs), new(message.Amount));
}
