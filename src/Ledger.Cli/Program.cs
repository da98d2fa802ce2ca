using System.CommandLine;
using Ledger.Cli;

var root = new RootCommand("The command line of LedgerNode.")
{
    DevnetCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
