using System.CommandLine;
using System.Security.Cryptography;
using Ledger.Cli.Invocation;
using Ledger.Cryptography;
using Ledger.Keys.Files;
using Ledger.Model.Transactions;

namespace Ledger.Cli.Tokens;

/// <summary>Which order an issuer's operation belongs to: it takes effect once for ever for each.</summary>
internal sealed class OrderOptions
{
    private readonly Option<string?> _order = new("--order")
    {
        Description = "The shop's own order number. It stays here: a keyed hash of it goes into the log. Without it, each "
            + "run is an order of its own.",
        HelpName = "number",
    };

    private readonly Option<string?> _orderKey = new("--order-key")
    {
        Description = "A file of mode 0600 with the 64 hexadecimal digits that order numbers are hashed with.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_order);
        command.Options.Add(_orderKey);
    }

    /// <summary>What to do when it is not known whether the order took effect.</summary>
    public string HowToRepeat(CommandRun run) => run.Find(_order) is null
        ? "The same command is another order: look at `ledger wallet history` of the account before you repeat it, and name orders with --order."
        : "Repeat it with the same --order and --order-key: it takes effect once.";

    public Digest Reference(CommandRun run)
    {
        if (run.Find(_order) is not { } order)
            return new(RandomNumberGenerator.GetBytes(Digest.Size));
        var path = run.Find(_orderKey) ?? throw new UsageException("--order needs --order-key FILE.");
        var text = PrivateFile.Read(path);
        Span<byte> key = stackalloc byte[OrderReference.KeySize];
        try
        {
            var digits = text.AsSpan().TrimEnd("\r\n"u8);
            var isKey = digits.Length == 2 * OrderReference.KeySize
                && Convert.FromHexString(digits, key, out _, out _) == System.Buffers.OperationStatus.Done;
            return isKey && OrderReference.TryMake(key, order, out var reference)
                ? reference
                : throw new UsageException($"{path} has not 64 hexadecimal digits, or the order number is empty or too long.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
