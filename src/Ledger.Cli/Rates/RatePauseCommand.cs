using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary><c>ledger rate pause</c> and <c>resume</c>: stops exchanges at once, and takes that back.</summary>
internal sealed class RatePauseCommand : SigningCommand
{
    private readonly Option<ushort> _member = new("--member")
    {
        Description = "Registry index of the company that acts; see `ledger member list`.", Required = true,
    };

    private readonly PairArguments _pair = new();
    private readonly bool _isPause;

    private RatePauseCommand(string name, string summary, bool isPause)
        : base(name, summary, $"ledger rate {name} MILES REELS --member 2 --wallet issuing.key", SendingOptions.ForOne())
    {
        _isPause = isPause;
        _pair.AddTo(this);
        Options.Add(_member);
        AddSending();
    }

    public static RatePauseCommand Pause() => new(
        "pause",
        "Stops exchanges by an agreement at once; either company may. Quotes that are open stay good.",
        isPause: true);

    public static RatePauseCommand Resume() => new(
        "resume",
        "Takes one's own pause back. Refused where the rate would now close a cycle that pays.",
        isPause: false);

    protected override Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken)
    {
        var (given, taken) = _pair.Read(run);
        return Task.FromResult<Operation>(new Operation.PauseRate(given, taken, run.Get(_member), _isPause));
    }
}
