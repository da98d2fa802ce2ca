namespace Ledger.Model.Tokens;

/// <summary>The powers that an issuer declares at registration, each with the way it may change later.</summary>
public sealed record CapabilityManifest(
    Capability<Transferability> Transfer,
    Capability<ushort> ReversalWindowDays,
    Capability<bool> Freeze,
    Capability<bool> CashOut)
{
    /// <summary>
    /// A manifest that never changes, of an issuer that neither freezes accounts nor cashes units out.
    /// </summary>
    public static CapabilityManifest Fixed(Transferability transfer, ushort reversalWindowDays = 0) => new(
        new(transfer, Mutability.Locked),
        new(reversalWindowDays, Mutability.Locked),
        new(false, Mutability.Locked),
        new(false, Mutability.Locked));

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
