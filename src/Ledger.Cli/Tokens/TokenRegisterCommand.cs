using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;
using Ledger.Keys.Signing;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Cli.Tokens;

/// <summary><c>ledger token register</c>: a brand of one's own.</summary>
internal sealed class TokenRegisterCommand : LedgerCommand
{
    private readonly Argument<string> _token = new("token") { Description = "A ticker that nobody has taken." };

    private readonly Option<string> _name = new("--name") { Description = "As people call it.", Required = true };

    private readonly Option<ushort> _member = new("--member")
    {
        Description = "The issuing member's number, as `ledger member list` says.", Required = true,
    };

    private readonly Option<string> _treasury = new("--treasury")
    {
        Description = "The key file of the treasury: an account that has never held points.", Required = true,
    };

    private readonly Option<byte> _scale = new("--scale")
    {
        Description = "Decimal places, 0 to 9.", DefaultValueFactory = _ => 0,
    };

    private readonly Option<byte> _months = new("--lifetime-months")
    {
        Description = "After how many months points expire, up to 64; 0 for never.", DefaultValueFactory = _ => 0,
    };

    private readonly Option<Transferability> _transfer = new("--transfer")
    {
        Description = "Who may pass points on. Fixed for ever.", DefaultValueFactory = _ => Transferability.Free,
    };

    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();
    private readonly SendingOptions _sending = SendingOptions.ForOne();

    public TokenRegisterCommand()
        : base(
            "register",
            "Registers a token. The member's issuing key (--wallet) and the treasury's key sign; the issuing key may mint.",
            "ledger token register SEATS --name \"Lumiere Seats\" --member 2 --treasury treasury.key --wallet issuing.key "
            + "--password-file password")
    {
        Arguments.Add(_token);
        Options.Add(_name);
        Options.Add(_member);
        Options.Add(_treasury);
        Options.Add(_scale);
        Options.Add(_months);
        Options.Add(_transfer);
        _wallet.AddTo(this);
        _sending.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var password = _wallet.OpenPassword(run);
        using var issuer = new Devnet.KeyFileSigner(IssuingKey.Load(_wallet.Path(run), password));
        using var treasurer = new Devnet.KeyFileSigner(WalletKey.Load(run.Get(_treasury), password));
        var (member, treasury) = (SigningAccount.Of(issuer), SigningAccount.Of(treasurer));
        using var client = _connection.Connect(run);
        var transaction = client.Author(member.Id).RegisterToken(Define(run, member.Id, treasury.Id));
        return await _sending.FinishAsync(run, client, transaction, [member, treasury], cancellationToken);
    }

    private TokenDefinition Define(CommandRun run, AccountId minter, AccountId treasury) => new(
        Spelling.Ticker(run.Get(_token)),
        run.Get(_member),
        run.Get(_name),
        run.Get(_scale),
        treasury,
        Amount.SupplyMax,
        new(Granularity.Month, run.Get(_months)),
        CapabilityManifest.Fixed(run.Get(_transfer)),
        minter,
        Amount.SupplyMax,
        RedeemNeedsIssuer: false,
        Terms: null,
        Logo: null);
}
