namespace Ledger.Keys.Files;

/// <summary>What a key file says about its key to whoever may read the file, without the password.</summary>
/// <param name="PublicKey">
/// 32 bytes, x-only, for keys of secp256k1; 33 bytes, compressed, for those of P-256. A changed file can lie about it:
/// only opening it proves the key.
/// </param>
public sealed record KeyDescription(KeyPurpose Purpose, ReadOnlyMemory<byte> PublicKey)
{
    public static KeyDescription Read(string path) => KeyFile.Describe(path);

    /// <summary>Throws <see cref="KeyFileException"/> also if the key is for another purpose.</summary>
    public static KeyDescription Read(string path, KeyPurpose purpose)
    {
        var key = Read(path);
        return key.Purpose == purpose ? key : throw KeyFile.OfAnotherPurpose(path, key.Purpose, purpose);
    }
}
