namespace Ledger.Cli.Output;

/// <summary>How results are printed.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Jsonl,
    Csv,
}
