namespace Ledger.Cli;

/// <summary>What the process says to scripts; numbers are stable.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>What was to be verified is not so.</summary>
    VerificationFailed = 1,

    /// <summary>The command line, a file or a password is wrong: nothing was asked of the network.</summary>
    Usage = 2,

    /// <summary>No node answered, or none had room; nothing happened.</summary>
    Unreachable = 3,

    /// <summary>Refused or failed for good.</summary>
    Rejected = 4,

    /// <summary>It may have happened: send the same bytes again.</summary>
    OutcomeUnknown = 5,
}
