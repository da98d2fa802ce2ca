using Ledger.Client.Signing;
using Ledger.Keys.Signing;

namespace Ledger.Devnet;

/// <summary>
/// Somebody with a wallet on the development network. Her key file stays in the folder, for whoever plays on.
/// </summary>
public sealed class Customer : IDisposable
{
    private readonly KeyFileSigner _signer;

    private Customer(string name, KeyFileSigner signer) =>
        (Name, _signer, Account) = (name, signer, SigningAccount.Of(signer));

    public string Name { get; }

    public SigningAccount Account { get; }

    /// <summary>Opens this customer's key, or makes one.</summary>
    public static Customer OpenOrCreate(NetworkFolder folder, string name)
    {
        using var password = folder.OpenPassword();
        var path = folder.WalletOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(name, new(File.Exists(path) ? WalletKey.Load(path, password) : WalletKey.Create(path, password)));
    }

    public void Dispose() => _signer.Dispose();
}
