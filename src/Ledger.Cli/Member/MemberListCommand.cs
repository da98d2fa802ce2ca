using Ledger.Cli.Invocation;
using Ledger.Client.Nodes;

namespace Ledger.Cli.Member;

/// <summary><c>ledger member list</c>: who keeps the book.</summary>
internal sealed class MemberListCommand : LedgerCommand
{
    private readonly ConnectionOptions _connection = new();

    public MemberListCommand()
        : base("list", "Lists the members whose nodes decide, with their brands.", "ledger member list") =>
        _connection.AddTo(this);

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        var members = (await client.GetMembersAsync(cancellationToken)).Value;
        var tokens = (await client.GetTokensAsync(cancellationToken)).Value
            .ToLookup(token => token.IssuerName, token => token.Ticker.ToString(), StringComparer.Ordinal);
        run.Printer.Rows<MemberEntry>(
            members,
            new("number", each => each.Index, IsNumber: true),
            new("name", each => each.Name),
            new("tokens", each => string.Join(", ", tokens[each.Name])),
            new("validatorKey", each => each.Key.ToString(), IsSpare: true));
        return ExitCode.Done;
    }
}
