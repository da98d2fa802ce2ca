using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary>Which two tokens an agreement is about, and in which direction.</summary>
internal sealed class PairArguments
{
    private readonly Argument<string> _given = new("given") { Description = "The token that customers give." };
    private readonly Argument<string> _taken = new("taken") { Description = "The token that they take, from its treasury." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_given);
        command.Arguments.Add(_taken);
    }

    public (Ticker Given, Ticker Taken) Read(CommandRun run) =>
        (Spelling.Ticker(run.Get(_given)), Spelling.Ticker(run.Get(_taken)));
}
