using Ledger.Keys.Files;

namespace Ledger.Keys.Signing;

/// <summary>The key with which a member signs its own transactions: minting, treasury, reversal.</summary>
public sealed class IssuingKey : SigningKey
{
    private IssuingKey(byte[] secret)
        : base(secret)
    {
    }

    /// <summary>Draws a key and writes its file; never replaces one.</summary>
    public static IssuingKey Create(string path, Password password)
    {
        CreateFile(path, KeyPurpose.Issuing, password);
        return Load(path, password);
    }

    public static IssuingKey Load(string path, Password password) =>
        Load(path, KeyPurpose.Issuing, password, secret => new IssuingKey(secret));
}
