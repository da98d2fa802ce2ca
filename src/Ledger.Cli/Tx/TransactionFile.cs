using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Transactions;
using Ledger.Model.Reasons;

namespace Ledger.Cli.Tx;

/// <summary>The argument that names a transaction in hexadecimal, signed or not: a file, or standard input.</summary>
internal sealed class TransactionFile
{
    /// <summary>Characters; twice the bytes of the largest transaction, and room for an end of line.</summary>
    private const int LengthMax = (2 * 32 * 1024) + 2;

    private readonly Argument<string> _file = new("file")
    {
        Description = "A transaction in hexadecimal, as --build-only prints it; - for standard input.",
    };

    public void AddTo(Command command) => command.Arguments.Add(_file);

    public async Task<TransactionDraft> ReadAsync(
        CommandRun run, LedgerNetwork network, CancellationToken cancellationToken)
    {
        var path = run.Get(_file);
        var text = await ReadTextAsync(path, cancellationToken);
        byte[] bytes;
        try
        {
            bytes = Convert.FromHexString(text.Trim());
        }
        catch (FormatException)
        {
            throw new UsageException($"{path} holds no hexadecimal digits.");
        }

        return TransactionDraft.TryRead(network, bytes, out var draft, out var reason)
            ? draft
            : throw new UsageException($"{path}: {ReasonCatalogue.Get(reason).Word}: {ReasonCatalogue.Get(reason).Advice}");
    }

    private static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = path is "-" ? Console.In : new StreamReader(path);
        var buffer = new char[LengthMax + 1];
        var length = await reader.ReadBlockAsync(buffer, cancellationToken);
        return length <= LengthMax
            ? new(buffer, 0, length)
            : throw new UsageException($"{path} is longer than any transaction.");
    }
}
