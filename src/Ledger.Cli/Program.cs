using System.CommandLine.Invocation;
using Ledger.Cli;
using Ledger.Cli.Output;

var parsed = LedgerCommandLine.Create().Parse(args);

// What is wrong stands above a page of help otherwise; a noun without its verb is helped by the list of verbs.
var misfit = parsed.Action as ParseErrorAction;
misfit?.ShowHelp = parsed.CommandResult.Command.Subcommands.Count > 0;

// A bug ends the process as one, and never as what the codes promise.
parsed.InvocationConfiguration.EnableDefaultExceptionHandler = false;
parsed.InvocationConfiguration.Output = StandardOutput.Open();
var code = await parsed.InvokeAsync();
if (misfit is { ShowHelp: false })
    Console.Error.WriteLine($"ledger {LedgerCommandLine.PathOf(parsed)} --help says more.");

// The library's own code for what it can't parse is 1, which here means that a verification failed.
return misfit is null ? code : (int)ExitCode.Usage;
