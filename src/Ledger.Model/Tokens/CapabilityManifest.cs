namespace Ledger.Model.Tokens;

/// <summary>The powers that an issuer declares at registration, each with the way it may change later.</summary>
public sealed record CapabilityManifest(
    Capability<Transferability> Transfer,
    Capability<ushort> ReversalWindowDays,
    Capability<bool> Freeze,
    Capability<bool> CashOut)
{
    public bool IsSound =>
        Transfer.Value is >= Transferability.Free and <= Transferability.None
        && Transfer.IsSound
        && ReversalWindowDays.IsSound
        && Freeze.IsSound
        && CashOut.IsSound;
}

public readonly record struct Capability<T>(T Value, Mutability Mutability)
    where T : struct
{
    public bool IsSound => Mutability is >= Mutability.Locked and <= Mutability.ChangeableWithNotice;
}

public enum Transferability : byte
{
    Free = 1,
    Pool = 2,
    ExchangeOnly = 3,
    None = 4,
}

public enum Mutability : byte
{
    Locked = 1,
    TightenableOnly = 2,
    ChangeableWithNotice = 3,
}
