using Ledger.Keys.Files;

namespace Ledger.Keys.Signing;

/// <summary>The key with which somebody signs for an account of their own.</summary>
public sealed class WalletKey : SigningKey
{
    private WalletKey(byte[] secret)
        : base(secret)
    {
    }

    /// <summary>Draws a key and writes its file; never replaces one.</summary>
    public static WalletKey Create(string path, Password password)
    {
        CreateFile(path, KeyPurpose.Wallet, password);
        return Load(path, password);
    }

    public static WalletKey Load(string path, Password password) =>
        Load(path, KeyPurpose.Wallet, password, secret => new WalletKey(secret));
}
