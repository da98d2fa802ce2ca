using Ledger.Model.Values;

namespace Ledger.Client.Accounts;

/// <summary>Units set aside until they are captured, released, or the time is over.</summary>
/// <param name="Holder">Whose units they are: the treasury's, for a quote.</param>
/// <param name="Payee">Who may get them.</param>
/// <param name="Arbiter">Who decides, if somebody else does.</param>
/// <param name="Quote">What is to be given for them; null for what is no quote.</param>
public sealed record AccountHold(
    HoldId Id,
    AccountId Holder,
    AccountId Payee,
    AccountId? Arbiter,
    Ticker Token,
    byte Scale,
    Amount Amount,
    DateTimeOffset ExpiresAt,
    OpenQuote? Quote);

/// <param name="Amount">Units of the given token.</param>
/// <param name="Net">Units that will arrive.</param>
public sealed record OpenQuote(Ticker Given, byte GivenScale, Amount Amount, Amount Net, Amount Fee);
