using System.Net.Sockets;
using Ledger.Node.Starting;

namespace Ledger.Node.Listening;

/// <summary>Starts listeners.</summary>
internal static class Listener
{
    /// <summary>What keeps one from listening is said together with the option that asks for it.</summary>
    /// <param name="option">Its name in section Node.</param>
    public static async Task<T> OpenAsync<T>(string option, string address, Func<Task<T>> open)
    {
        try
        {
            return await open();
        }
        catch (SocketException fault)
        {
            throw new StartRefusedException($"Node:{option}: this machine cannot listen on {address}: {fault.Message}.");
        }
    }
}
