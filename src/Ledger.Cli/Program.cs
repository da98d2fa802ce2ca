using Ledger.Cli;

return await LedgerCommandLine.Create().Parse(args).InvokeAsync();
