using System.Buffers.Binary;
using System.Security.Cryptography;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Cryptography;
using Ledger.Model.Logins;
using Ledger.Model.Values;

namespace Ledger.Api.Logins;

/// <summary>
/// Gives out challenges and passes, and knows its own again: each carries a seal under a key that lives as long as the
/// process. So nothing is kept for anybody, however many ask.
/// </summary>
public sealed class LoginDesk(INodeStatus node, TimeProvider clock)
{
    private const byte ChallengeSeal = 1;
    private const byte PassSeal = 2;
    private const int SealSize = 32;
    private const int PassSize = Digest.Size + sizeof(ulong) + SealSize;

    private static readonly TimeSpan ChallengeLifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PassLifetime = TimeSpan.FromHours(1);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(SealSize);

    public NetworkId Network => node.Genesis.Id;

    public LoginChallenge Challenge(AccountId account)
    {
        Nonce.TryRead(RandomNumberGenerator.GetBytes(Nonce.Size), out var nonce);
        return new(node.Self.ValidatorKey, account, After(ChallengeLifetime), nonce);
    }

    public byte[] SealOf(LoginChallenge challenge) => Seal(ChallengeSeal, challenge.DigestFor(Network).ToArray());

    /// <summary>The challenge as it came back, or null if this node did not give it out or it has expired.</summary>
    public LoginChallenge? Recognize(AccountId account, Nonce nonce, Timestamp expiresAt, ReadOnlySpan<byte> seal)
    {
        var challenge = new LoginChallenge(node.Self.ValidatorKey, account, expiresAt, nonce);
        var isOwn = CryptographicOperations.FixedTimeEquals(SealOf(challenge), seal);
        return isOwn && expiresAt >= After(TimeSpan.Zero) ? challenge : null;
    }

    public (string Pass, Timestamp ExpiresAt) Admit(AccountId account)
    {
        var expiresAt = After(PassLifetime);
        var pass = new byte[PassSize];
        account.Value.CopyTo(pass);
        BinaryPrimitives.WriteUInt64BigEndian(pass.AsSpan(Digest.Size), expiresAt.Milliseconds);
        Seal(PassSeal, pass.AsSpan(0, PassSize - SealSize)).CopyTo(pass.AsSpan(PassSize - SealSize));
        return (OpaqueText.Write(pass), expiresAt);
    }

    /// <summary>Whose pass it is; null if it is none of this process, or has expired.</summary>
    public AccountId? FindAccount(string pass)
    {
        Span<byte> bytes = stackalloc byte[PassSize];
        if (!OpaqueText.TryRead(pass, bytes))
            return null;
        var signed = bytes[..(PassSize - SealSize)];
        if (!CryptographicOperations.FixedTimeEquals(Seal(PassSeal, signed), bytes[signed.Length..]))
            return null;
        var expiresAt = new Timestamp(BinaryPrimitives.ReadUInt64BigEndian(signed[Digest.Size..]));
        return expiresAt >= After(TimeSpan.Zero) ? new(new Digest(signed[..Digest.Size])) : null;
    }

    private byte[] Seal(byte kind, ReadOnlySpan<byte> content) =>
        HMACSHA256.HashData(_key, (byte[])[kind, .. content]);

    private Timestamp After(TimeSpan span) => new((ulong)(clock.GetUtcNow() + span).ToUnixTimeMilliseconds());
}
