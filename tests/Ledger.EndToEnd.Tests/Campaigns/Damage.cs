namespace Ledger.EndToEnd.Tests.Campaigns;

internal enum DamageKind
{
    /// <summary>One bit is another one.</summary>
    Flip,

    /// <summary>The file ends there.</summary>
    Cut,

    Removal,
}

/// <summary>What a failing disk or a careless hand does to one file, and how to take it back.</summary>
internal sealed class Damage
{
    private readonly byte[] _sound;
    private readonly byte[]? _damaged;

    private Damage(string path, DamageKind kind, int at, byte[] sound, byte[]? damaged) =>
        (Path, Kind, At, _sound, _damaged) = (path, kind, at, sound, damaged);

    public string Path { get; }

    public DamageKind Kind { get; }

    public int At { get; }

    /// <summary>At a random place of what the file holds; zeros are mostly only set aside for something.</summary>
    public static Damage Draw(string path, DamageKind kind, Random random)
    {
        var sound = File.ReadAllBytes(path);
        var used = sound.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        var at = used == 0 || kind == DamageKind.Removal ? 0 : random.Next(used);
        while (at < used && sound[at] == 0)
            at++;
        var damaged = kind switch
        {
            DamageKind.Removal => null,
            DamageKind.Cut => sound[..at],
            _ => Flipped(sound, at, random.Next(8)),
        };
        return new(path, kind, at, sound, damaged);
    }

    public void Apply()
    {
        if (_damaged is null)
            File.Delete(Path);
        else
            Overwrite(_damaged);
    }

    /// <summary>Unless the node has put something of its own there, or has done away with the file.</summary>
    public void TakeBack()
    {
        if (_damaged is null ? !File.Exists(Path) : File.Exists(Path) && File.ReadAllBytes(Path).AsSpan().SequenceEqual(_damaged))
            Overwrite(_sound);
    }

    public override string ToString() => $"{Kind} of {System.IO.Path.GetFileName(Path)} at byte {At} of {_sound.Length}";

    private static byte[] Flipped(byte[] sound, int at, int bit)
    {
        if (sound.Length == 0)
            return sound;
        var flipped = sound.ToArray();
        flipped[at] ^= (byte)(1 << bit);
        return flipped;
    }

    // A removed file comes back as only its owner may read it, as the node makes it.
    private void Overwrite(byte[] content)
    {
        using var file = new FileStream(Path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(content);
    }
}
