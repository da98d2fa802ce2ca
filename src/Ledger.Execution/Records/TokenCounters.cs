using Ledger.Model.Encoding;

namespace Ledger.Execution.Records;

/// <summary>
/// What has become of a token's units, in units (PROTOCOL 7.5). Minted − redeemed − expired − reversed =
/// treasury + outstanding; the parts of outstanding may overlap.
/// </summary>
public record struct TokenCounters
{
    public const int Size = 9 * sizeof(ulong);

    /// <summary>
    /// Ever issued. Bounded by 2^64 − 1, so a token that was minted and burnt so often issues no more.
    /// </summary>
    public ulong Minted { get; set; }

    public ulong Redeemed { get; set; }

    public ulong Expired { get; set; }

    public ulong Reversed { get; set; }

    /// <summary>In the issuer's own treasury.</summary>
    public ulong Treasury { get; set; }

    /// <summary>With anybody else.</summary>
    public ulong Outstanding { get; set; }

    /// <summary>Part of outstanding: lots with an activation date.</summary>
    public ulong Pending { get; set; }

    /// <summary>Part of outstanding: set aside in holds.</summary>
    public ulong Held { get; set; }

    /// <summary>Part of outstanding: in treasuries of other members, their positions.</summary>
    public ulong MemberHeld { get; set; }

    /// <summary>Units that exist now.</summary>
    public readonly ulong Supply => Treasury + Outstanding;

    internal static TokenCounters Read(ref FixedReader reader) => new()
    {
        Minted = reader.UInt64(),
        Redeemed = reader.UInt64(),
        Expired = reader.UInt64(),
        Reversed = reader.UInt64(),
        Treasury = reader.UInt64(),
        Outstanding = reader.UInt64(),
        Pending = reader.UInt64(),
        Held = reader.UInt64(),
        MemberHeld = reader.UInt64(),
    };

    internal readonly void Write(ref FixedWriter writer)
    {
        writer.UInt64(Minted);
        writer.UInt64(Redeemed);
        writer.UInt64(Expired);
        writer.UInt64(Reversed);
        writer.UInt64(Treasury);
        writer.UInt64(Outstanding);
        writer.UInt64(Pending);
        writer.UInt64(Held);
        writer.UInt64(MemberHeld);
    }
}
