using System.Net;
using System.Net.Sockets;
using Ledger.Cryptography.Sealing;
using Ledger.Cryptography.Signatures;
using Ledger.Keys.Certificates;
using Ledger.Keys.Files;
using Ledger.Keys.SignerState;
using Ledger.Keys.Signing;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;

namespace Ledger.Api.Tests.Networks;

/// <summary>A member of a small network: its keys on disk, its accounts, its node's folder.</summary>
internal sealed class Company : IDisposable
{
    public const string Secret = "a password of tests";

    public Company(ushort index, string name, string folder)
    {
        (Index, Name, Folder) = (index, name, folder);
        Directory.CreateDirectory(KeyFolder);
        using var password = OpenPassword();
        var consensusPath = Path.Combine(KeyFolder, "consensus.key");
        using (var consensus = ConsensusKey.Create(consensusPath, password))
            ValidatorKey = new(consensus.PublicKey.Span);
        SignerStateFile.Create(SignerStateFile.PathBeside(consensusPath));
        using (var tls = TlsKey.Create(Path.Combine(KeyFolder, "tls.key"), password))
            TlsPin = tls.Pin;
        Issuing = IssuingKey.Create(Path.Combine(KeyFolder, "issuing.key"), password);
        PeerEndpoint = new(IPAddress.Loopback, FreePort());
    }

    public ushort Index { get; }

    public string Name { get; }

    public string Folder { get; }

    public string KeyFolder => Path.Combine(Folder, "keys");

    public Cryptography.Digest ValidatorKey { get; }

    public PublicKeyPin TlsPin { get; }

    public IssuingKey Issuing { get; }

    public IPEndPoint PeerEndpoint { get; }

    public PublicKey IssuingPublicKey => new(SignatureScheme.Schnorr, 0, new(Issuing.PublicKey.Span));

    /// <summary>The member's account; also treasury and minter of its first token.</summary>
    public GenesisAccount Account => AccountOf(new(1, [new(IssuingPublicKey, 1)]));

    /// <summary>Another account that the same key controls.</summary>
    public GenesisAccount SecondAccount => AccountOf(new(1, [new(IssuingPublicKey, 2)]));

    public Member Member =>
        new(Index, Name, Account.Id, ValidatorKey, TlsPin.Value, PeerEndpoint.ToString());

    public static Password OpenPassword() =>
        new(System.Text.Encoding.UTF8.GetBytes(Secret)) { Iterations = SecretSeal.IterationsMin };

    public void Dispose() => Issuing.Dispose();

    private static GenesisAccount AccountOf(Policy policy) => new(PolicyCodec.AccountOf(policy), policy);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
