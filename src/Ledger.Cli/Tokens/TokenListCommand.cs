using Ledger.Cli.Invocation;
using Ledger.Client.Tokens;

namespace Ledger.Cli.Tokens;

/// <summary><c>ledger token list</c>: all brands.</summary>
internal sealed class TokenListCommand : LedgerCommand
{
    private readonly ConnectionOptions _connection = new();

    public TokenListCommand()
        : base("list", "Lists all tokens with their supply.", "ledger token list --output json") =>
        _connection.AddTo(this);

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        var tokens = (await client.GetTokensAsync(cancellationToken)).Value;
        run.Printer.Rows<Token>(
            tokens,
            new("token", each => each.Ticker.ToString()),
            new("name", each => each.Name, IsSpare: true),
            new("issuer", each => each.IssuerName),
            new("scale", each => (uint)each.Scale, IsNumber: true, IsSpare: true),
            new("outstanding", each => AmountText.Write(each.Outstanding, each.Scale), IsNumber: true),
            new("treasury", each => AmountText.Write(each.InTreasury, each.Scale), IsNumber: true),
            new("minted", each => AmountText.Write(each.Minted, each.Scale), IsNumber: true),
            new("redeemed", each => AmountText.Write(each.Redeemed, each.Scale), IsNumber: true),
            new("expired", each => AmountText.Write(each.Expired, each.Scale), IsNumber: true));
        return ExitCode.Done;
    }
}
