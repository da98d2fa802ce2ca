using BenchmarkDotNet.Attributes;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Benchmarks;

/// <summary>What the edge spends on a transfer with one signature: reading its bytes, beside verifying it.</summary>
[MemoryDiagnoser]
public class TransactionBenchmark
{
    private const string NetworkName = "benchmark";

    private static readonly NetworkId Network = new(Sha256.Hash([1]));

    private readonly TransactionCodec _codec = new(Network, NetworkName, new Parameters());
    private readonly byte[] _publicKey = new byte[Schnorr.PublicKeySize];
    private readonly byte[] _signature = new byte[Schnorr.SignatureSize];
    private byte[] _bytes = [];
    private Transaction? _transaction;

    [GlobalSetup]
    public void Prepare()
    {
        var secret = Sha256.Hash([2]).ToArray();
        _ = Schnorr.TryGetPublicKey(secret, _publicKey);
        var key = new PublicKey(SignatureScheme.Schnorr, 0, new Digest(_publicKey));
        var account = PolicyCodec.AccountOf(Policy.OfOne(key));
        _ = Ticker.TryParse("BEANS", out var token);
        var transfer = new Operation.Transfer(account, new(Sha256.Hash([3])), token, new(1_000), null);
        var unsigned = new UnsignedTransaction(
            Network, new(NetworkName, account, new(1), new(1_700_000_000_000), [transfer], null));
        _ = Schnorr.TrySign(secret, unsigned.Id.Value, new byte[Schnorr.AuxiliarySize], _signature);
        _ = Signature.TryRead(_signature, out var signature);
        _bytes = unsigned.Attach([new(account, key, signature, null)]);
        _ = _codec.TryDecode(_bytes, out _transaction, out _);
    }

    /// <summary>The yardstick: the one thing that cannot be saved.</summary>
    [Benchmark(Baseline = true)]
    public bool VerifySignature() => Schnorr.Verify(_publicKey, _transaction!.Id.Value, _signature);

    [Benchmark]
    public Reason Decode()
    {
        _ = _codec.TryDecode(_bytes, out _, out var reason);
        return reason;
    }

    [Benchmark]
    public bool VerifyTransaction() => SignatureVerification.TryVerify(_transaction!, out _, out _);
}
