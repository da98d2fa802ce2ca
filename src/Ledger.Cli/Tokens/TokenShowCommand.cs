using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Tokens;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Tokens;

/// <summary><c>ledger token show</c>: one brand.</summary>
internal sealed class TokenShowCommand : LedgerCommand
{
    private readonly Argument<string> _token = new("token") { Description = "Its ticker." };
    private readonly ConnectionOptions _connection = new();

    public TokenShowCommand()
        : base("show", "Says what a token is and what has become of its units.", "ledger token show MILES")
    {
        Arguments.Add(_token);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        var token = (await client.GetTokenAsync(Spelling.Ticker(run.Get(_token)), cancellationToken)).Value;
        string Text(Model.Values.Amount amount) => AmountText.Write(amount, token.Scale);
        run.Printer.Record(
            token,
            new("token", each => each.Ticker.ToString()),
            new("name", each => each.Name),
            new("issuer", each => each.IssuerName),
            new("scale", each => (uint)each.Scale),
            new("treasuryAccount", each => TextForm.Account.Write(each.Treasury.Value)),
            new("supplyMax", each => Text(each.SupplyMax)),
            new("outstanding", each => Text(each.Outstanding)),
            new("pending", each => Text(each.Pending)),
            new("memberHeld", each => Text(each.MemberHeld)),
            new("treasury", each => Text(each.InTreasury)),
            new("minted", each => Text(each.Minted)),
            new("redeemed", each => Text(each.Redeemed)),
            new("expired", each => Text(each.Expired)),
            new("reversed", each => Text(each.Reversed)),
            new("height", each => each.Height.Value));
        return ExitCode.Done;
    }
}
