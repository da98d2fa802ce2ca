using System.CommandLine.Invocation;
using Ledger.Cli;

var parsed = LedgerCommandLine.Create().Parse(args);
var code = await parsed.InvokeAsync();

// The library's own code for what it can't parse is 1, which here means that a verification failed.
return parsed.Action is ParseErrorAction ? (int)ExitCode.Usage : code;
