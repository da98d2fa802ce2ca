using Ledger.Model.Values;

namespace Ledger.Api.Ports;

/// <summary>Remembers across restarts how much of their daily caps clients have used.</summary>
public interface ICapStore
{
    IReadOnlyList<CapUse> Read();

    /// <summary>Replaces all that was remembered; on the disk when it returns.</summary>
    void Write(IReadOnlyList<CapUse> uses);
}

/// <param name="Day">UTC days since 1970.</param>
/// <param name="Units">At least as many as the client has used.</param>
public sealed record CapUse(string Client, Ticker Token, ulong Day, ulong Units);
