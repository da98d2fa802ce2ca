using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Secp256k1;
using Ledger.Keys.SignerState;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Node.Starting;
using Ledger.Replication.Membership;

namespace Ledger.Node.Tests.Starting;

/// <summary>
/// What the starts of one of four validators leave to each other in a folder, without anything else of a node.
/// </summary>
internal sealed class StartingNode : IDisposable
{
    public static readonly NetworkId OtherNetwork = new(SecretOf(101));

    private static readonly NetworkId Network = new(SecretOf(100));

    private static readonly ValidatorSet Set = ValidatorSet.TryCreate(new ushort[] { 0, 1, 2, 3 }.Select(ValidatorAt), out var set)
        ? set!
        : throw new InvalidOperationException();

    private readonly string _folder;

    /// <summary>In an empty folder it is a new key's first.</summary>
    public StartingNode(ushort validator, string folder)
    {
        (Validator, _folder) = (validator, folder);
        Directory.CreateDirectory(folder);
        if (!File.Exists(SignedPath))
            SignerStateFile.Create(SignedPath);
        Signed = SignerStateFile.Open(SignedPath);
        Starts = Open();
    }

    public ushort Validator { get; }

    public SignerStateFile Signed { get; private set; }

    public StartRecords Starts { get; private set; }

    public string StartsPath => Path.Combine(_folder, StartsFile.Name);

    public bool IsSuperseded => Starts.Ended.IsCompleted;

    private string SignedPath => Path.Combine(_folder, "consensus.signer");

    public static AnnouncedStart Announce(ushort validator, ulong counter, params Guid[] earlier) =>
        new(Sign(validator, new(counter, Guid.NewGuid())), [.. earlier]);

    /// <summary>Counts a start, as a process does.</summary>
    public StartRecords Open()
    {
        var start = Signed.CountStart();
        var own = new AnnouncedStart(Sign(Validator, new(start.Counter, start.Id)), start.Earlier);
        return new(new(StartsPath, Network, Set), Signed, own, Set.Quorum - 1);
    }

    /// <summary>Reads what the starts left as a node with another genesis file would.</summary>
    public void OpenStartsIn(NetworkId network) => new StartsFile(StartsPath, network, Set).Read();

    /// <summary>Kills the process and starts another.</summary>
    public void Restart()
    {
        Signed.Dispose();
        Signed = SignerStateFile.Open(SignedPath);
        Starts = Open();
    }

    /// <summary>Kills the process, copies what it leaves, and starts another on the copy.</summary>
    public StartingNode Fork(string folder)
    {
        Signed.Dispose();
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(_folder))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Restart();
        return new(Validator, folder);
    }

    /// <summary>Votes if it may; then the vote is the last that its record has.</summary>
    public bool TryVote(byte vote)
    {
        if (!Starts.QuorumAnswered.IsCompleted)
            return false;
        Signed.ConfirmStart();
        return !Signed.MayBeStale && Signed.TrySave([vote]);
    }

    /// <summary>Votes for the first time after it was found to be an old copy, if it has begun anew since.</summary>
    public bool TryRejoin(byte vote) =>
        Starts.QuorumAnswered.IsCompleted && Signed.MayBeStale && Signed.TrySave([vote]);

    /// <summary>Two greet each other, and something breaks after so many of the four steps.</summary>
    public static void Greet(StartingNode one, StartingNode other, int steps)
    {
        StartRecord? oneSeen = null, otherSeen = null;
        Action[] inOrder =
        [
            () => oneSeen = other.Starts.Remember(one.Validator, one.Starts.Own),
            () => otherSeen = one.Starts.Remember(other.Validator, other.Starts.Own),
            () => one.Starts.Answered(other.Validator, oneSeen, []),
            () => other.Starts.Answered(one.Validator, otherSeen, []),
        ];
        foreach (var step in inOrder.Take(steps))
            step();
    }

    public void Dispose() => Signed.Dispose();

    private static StartRecord Sign(ushort validator, StartStatement statement)
    {
        var bytes = new byte[Signature.Size];
        Assert.True(Schnorr.TrySign(
            SecretOf(validator).ToArray(), statement.DigestFor(Network), new byte[Schnorr.AuxiliarySize], bytes));
        Assert.True(Signature.TryRead(bytes, out var signature));
        return new(statement.Counter, statement.Id, signature);
    }

    private static Validator ValidatorAt(ushort index)
    {
        var key = new byte[Schnorr.PublicKeySize];
        Assert.True(Schnorr.TryGetPublicKey(SecretOf(index).ToArray(), key));
        return new(index, new(key));
    }

    private static Digest SecretOf(int number) => Sha256.Hash([(byte)number]);
}
