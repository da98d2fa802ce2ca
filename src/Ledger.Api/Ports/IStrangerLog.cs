namespace Ledger.Api.Ports;

/// <summary>Hears of callers who were refused since nobody knows the key of their certificate. Bounds what it writes.</summary>
public interface IStrangerLog
{
    /// <param name="pin">Of the certificate's key, as an operator would write it down.</param>
    void CallRefused(string pin, string address);
}
