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

    /// <summary>The canonical bytes of the signed transaction; the signatures may come in any order.</summary>
    public byte[] Attach(IEnumerable<AccountSignature> signatures) => TransactionCodec.Encode(_bytes, signatures);
}
