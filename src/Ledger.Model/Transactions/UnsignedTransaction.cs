using System.Diagnostics.CodeAnalysis;
using Ledger.Model.Genesis;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>
/// A body with its bytes and id, for those who make transactions: each signer signs <see cref="Id"/>, and
/// <see cref="Attach"/> puts the signatures under the bytes. The keys stay with the signers.
/// </summary>
public sealed class UnsignedTransaction(NetworkId network, TransactionBody body)
{
    private readonly byte[] _bytes = TransactionBodyEncoder.Encode(body);

    public TransactionBody Body => body;

    public ReadOnlySpan<byte> BodyBytes => _bytes;

    /// <summary>What every signature is made over.</summary>
    public TransactionId Id => TransactionCodec.IdOf(network, _bytes);

    /// <summary>Reads a body that somebody else made, so that one more party can see what it signs.</summary>
    /// <param name="reason">The first fault in the order of PROTOCOL 3.6; none on success.</param>
    public static bool TryDecode(
        NetworkId network,
        string networkName,
        Parameters limits,
        ReadOnlySpan<byte> body,
        [NotNullWhen(true)] out UnsignedTransaction? transaction,
        out Reason reason)
    {
        reason = new TransactionBodyDecoder(networkName, limits.TransactionOperationsMax).Decode(body, out var read);
        transaction = read is null ? null : new(network, read);
        return transaction is not null;
    }

    /// <summary>The canonical bytes of the signed transaction; the signatures may come in any order.</summary>
    public byte[] Attach(IEnumerable<AccountSignature> signatures) => TransactionCodec.Encode(_bytes, signatures);
}
