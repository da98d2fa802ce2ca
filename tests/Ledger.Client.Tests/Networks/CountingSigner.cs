using Ledger.Client.Signing;
using Ledger.Cryptography;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Networks;

/// <summary>A key that says how often it was asked: each login and each transaction is one signature.</summary>
internal sealed class CountingSigner : ISigner, IDisposable
{
    private readonly SchnorrKey _key = SchnorrKey.Create();
    private int _signatures;

    public int Signatures => _signatures;

    public PublicKey Key => _key.Key;

    public ValueTask<Signature> SignAsync(Digest message, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _signatures);
        return _key.SignAsync(message, cancellationToken);
    }

    public void Dispose() => _key.Dispose();
}
