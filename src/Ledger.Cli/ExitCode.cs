namespace Ledger.Cli;

/// <summary>What the process says to scripts; numbers are stable.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int VerificationFailed = 1;
    public const int Usage = 2;
    public const int Unreachable = 3;
}
