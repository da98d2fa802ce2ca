using System.CommandLine;
using Ledger.Cli.Output;
using Ledger.Client.Answers;
using Ledger.Devnet;
using Ledger.Keys.Files;
using Ledger.Model.Reasons;

namespace Ledger.Cli.Invocation;

/// <summary>One run of one command: its arguments, and where it prints.</summary>
internal sealed class CommandRun
{
    private CommandRun(ParseResult parsed)
    {
        Parsed = parsed;
        var output = parsed.InvocationConfiguration.Output;
        Printer = new(parsed.GetValue(GlobalOptions.Output), output, Terminal.WidthOf(output));
    }

    public ParseResult Parsed { get; }

    /// <summary>For the result, on standard output, in the format that was asked for.</summary>
    public Printer Printer { get; }

    /// <summary>For people only: progress, hints and errors. Standard error, so that results can be piped on.</summary>
    public TextWriter Notes => Parsed.InvocationConfiguration.Error;

    public T Get<T>(Option<T> option) => Parsed.GetRequiredValue(option);

    public T? Find<T>(Option<T> option) => Parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    public T? Find<T>(Argument<T> argument) => Parsed.GetValue(argument);

    public static async Task<int> RunAsync(LedgerCommand command, ParseResult parsed, CancellationToken cancellationToken)
    {
        var run = new CommandRun(parsed);
        try
        {
            return (int)await command.RunAsync(run, cancellationToken);
        }
        catch (LedgerException exception)
        {
            await run.Notes.WriteLineAsync(exception.Error.Reason == Reason.IdentityMissing
                ? $"{exception.Error} Give --certificate FILE, or --wallet FILE where the account is one's own."
                : exception.Error.ToString());
            return (int)ExitCodeOf(exception.Error);
        }
        catch (Exception exception) when (exception
            is UsageException or KeyFileException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await run.Notes.WriteLineAsync(exception.Message);
            return (int)ExitCode.Usage;
        }
        catch (ShowEndedException exception)
        {
            await run.Notes.WriteLineAsync(exception.Message);
            return (int)ExitCode.VerificationFailed;
        }
        catch (ReaderGoneException)
        {
            return (int)ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await run.Notes.WriteLineAsync("Stopped.");
            return (int)ExitCode.OutcomeUnknown;
        }
    }

    public static ExitCode ExitCodeOf(LedgerError error) => error.Kind switch
    {
        ErrorKind.Busy or ErrorKind.Unreachable => ExitCode.Unreachable,
        _ => ExitCode.Rejected,
    };
}
