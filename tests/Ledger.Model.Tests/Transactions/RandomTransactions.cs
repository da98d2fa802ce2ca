using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Policies;
using Ledger.Model.Rates;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Model.Tests.Transactions;

/// <summary>Sound transactions of every shape; the same seed gives the same one.</summary>
internal sealed class RandomTransactions(int seed)
{
    private readonly Random _random = new(seed);

    public TransactionBody Body() => new(
        Sample.NetworkName,
        new(Digest()),
        new(new UInt128(Number(), Number())),
        Time(),
        Several(1, 6, Operation),
        Maybe(Digest()));

    public AccountSignature[] Signatures() =>
    [
        .. Enumerable.Range(0, _random.Next(1, 5)).Select(_ =>
        {
            var policy = Policy();
            var key = policy.Keys[^1].Key;
            var sendsPolicy = _random.Next(2) == 0;
            return new AccountSignature(
                PolicyCodec.AccountOf(policy), key, new(Digest(), Digest()), sendsPolicy ? policy : null);
        }),
    ];

    public Policy Policy()
    {
        var keys = Several(1, Model.Policies.Policy.KeysMax, () => new PolicyKey(Key(), (uint)_random.Next(1, 65536)))
            .DistinctBy(key => key.Key)
            .OrderBy(key => key.Key)
            .ToImmutableArray();
        var sum = keys.Sum(key => key.Weight);
        return new((uint)_random.NextInt64(1, sum + 1), keys);
    }

    public TokenDefinition Token() => new(
        Ticker(),
        (ushort)_random.Next(65536),
        new string('ä', _random.Next(1, 32)),
        (byte)_random.Next(10),
        new(Digest()),
        new((ulong)_random.NextInt64(1, long.MaxValue)),
        new((Granularity)_random.Next(1, 3), (byte)_random.Next(65)),
        new(
            new((Transferability)_random.Next(1, 5), Mutability()),
            new((ushort)_random.Next(65536), Mutability()),
            new(_random.Next(2) == 0, Mutability()),
            new(_random.Next(2) == 0, Mutability())),
        new(Digest()),
        new(Number()),
        _random.Next(2) == 0,
        _random.Next(2) == 0 ? null : new("https://example.org/" + Number(), Digest()),
        _random.Next(2) == 0 ? null : new("https://example.org/" + Number(), Digest()));

    public RateTerms Terms()
    {
        var hasFee = _random.Next(2) == 0;
        var max = (ulong)_random.NextInt64(1, long.MaxValue);
        var corridor = Number() >> 1;
        var start = Number() % Timestamp.Latest.Milliseconds;
        return new(
            new(
                (uint)_random.NextInt64(1, uint.MaxValue),
                (uint)_random.NextInt64(1, uint.MaxValue),
                hasFee ? (uint)_random.Next(1, (int)ExchangeRate.Million) : 0),
            hasFee ? new AccountId(Digest()) : null,
            new((ulong)_random.NextInt64(1, (long)max + 1)),
            new(max),
            new(corridor),
            new(corridor >> _random.Next(64)),
            new(Number() >> 1),
            new(start),
            new((ulong)_random.NextInt64((long)start + 1, (long)Timestamp.Latest.Milliseconds + 1)),
            (ulong)_random.NextInt64((long)RateTerms.NoticeMin, (long)RateTerms.NoticeMax + 1));
    }

    public Digest Digest()
    {
        var bytes = new byte[Cryptography.Digest.Size];
        _random.NextBytes(bytes);
        return new(bytes);
    }

    /// <summary>Of every length in bits, zero included.</summary>
    public ulong Number()
    {
        var bytes = new byte[sizeof(ulong)];
        _random.NextBytes(bytes);
        return BitConverter.ToUInt64(bytes) >> _random.Next(64);
    }

    public Ticker Ticker() => Sample.Ticker("T" + (Number() % 100_000_000_000));

    private Operation Operation() => _random.Next(14) switch
    {
        0 => new Operation.RegisterToken(Token()),
        1 => new Operation.Mint(
            Ticker(),
            new(Digest()),
            new(Number()),
            (MintReason)_random.Next(1, 9),
            Digest(),
            Time()),
        2 => new Operation.Transfer(new(Digest()), new(Digest()), Ticker(), new(Number()), Maybe(Digest())),
        3 => new Operation.Redeem(new(Digest()), Ticker(), new(Number()), Maybe(Digest())),
        4 => new Operation.Swap(
            Several(2, 16, () => new SwapLeg(new(Digest()), new(Digest()), Ticker(), new(Number())))),
        5 => new Operation.Hold(
            new(Digest()),
            new(Digest()),
            Maybe(Digest()) is { } arbiter ? new AccountId(arbiter) : null,
            Ticker(),
            new(Number()),
            Time(),
            _random.Next(2) == 0),
        6 => new Operation.Capture(new(Digest()), new(Digest()), new(Number())),
        7 => new Operation.Release(new(Digest()), new(Digest())),
        8 => new Operation.AgreeRate(Ticker(), Ticker(), Terms()),
        9 => new Operation.AmendRate(Ticker(), Ticker(), Terms(), _random.Next(2) == 0),
        10 => new Operation.PauseRate(Ticker(), Ticker(), (ushort)_random.Next(65536), _random.Next(2) == 0),
        11 => new Operation.Exchange(
            new(Digest()),
            Several(2, 4, Ticker),
            new(Number()),
            new(Number()),
            Maybe(Digest()) is { } quote ? new HoldId(quote) : null),
        12 => new Operation.Quote(Ticker(), Ticker(), new(Digest()), new(Number()), Time(), Digest()),
        _ => new Operation.ReplacePolicy(new(Digest()), Policy()),
    };

    private Timestamp Time() => new(Number() % (Timestamp.Latest.Milliseconds + 1));

    private PublicKey Key()
    {
        var scheme = (SignatureScheme)_random.Next(1, 4);
        return new(scheme, scheme == SignatureScheme.Schnorr ? (byte)0 : (byte)_random.Next(2, 4), Digest());
    }

    private Mutability Mutability() => (Mutability)_random.Next(1, 4);

    private Digest? Maybe(Digest digest) => _random.Next(2) == 0 ? digest : null;

    private ImmutableArray<T> Several<T>(int min, int max, Func<T> make) =>
        [.. Enumerable.Range(0, _random.Next(min, max + 1)).Select(_ => make())];
}
