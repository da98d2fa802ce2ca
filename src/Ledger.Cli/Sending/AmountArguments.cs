using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Model.Values;

namespace Ledger.Cli.Sending;

/// <summary>So many points of a brand.</summary>
internal sealed class AmountArguments(string amount = "How many.")
{
    private readonly Argument<string> _amount = new("amount") { Description = amount };
    private readonly Argument<string> _token = new("token") { Description = "Of which brand: its ticker." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_amount);
        command.Arguments.Add(_token);
    }

    public Task<(Ticker Token, Amount Amount)> ReadAsync(
        CommandRun run, LedgerClient client, CancellationToken cancellationToken) =>
        Spelling.AmountAsync(client, run.Get(_amount), run.Get(_token), cancellationToken);
}
