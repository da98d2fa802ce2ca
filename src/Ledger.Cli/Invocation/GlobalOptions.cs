using System.CommandLine;
using Ledger.Cli.Output;

namespace Ledger.Cli.Invocation;

/// <summary>Options that every command has.</summary>
internal static class GlobalOptions
{
    public static readonly Option<OutputFormat> Output = new("--output", "-o")
    {
        Description = "How results are printed: a table for people, one JSON document, one JSON object a line, or CSV.",
        DefaultValueFactory = _ => OutputFormat.Table,
        Recursive = true,
    };
}
