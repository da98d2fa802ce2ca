using System.Buffers.Binary;
using Ledger.Execution.Lots;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Values;

namespace Ledger.Execution.Invariants;

/// <summary>
/// Counts the agreements part anew: everything reads, agreements and lists name each other, corridors are the sum of
/// their accounts, what is set aside for quotes is the sum of open ones, and positions are the claims.
/// </summary>
/// <param name="report">Takes the key where something is wrong, and what it is.</param>
internal sealed class AgreementRecount(IStateReader state, Action<StateKey, string> report)
{
    private readonly Dictionary<StateKey, AgreementRecord> _agreements = [];
    private readonly Dictionary<StateKey, TokenAgreements> _lists = [];
    private readonly Dictionary<StateKey, ulong> _quotedByAgreement = [];
    private readonly Dictionary<StateKey, ulong> _quotedByToken = [];
    private readonly Dictionary<(StateKey Agreement, ulong Day), ulong> _corridors = [];
    private readonly Dictionary<StateKey, ulong> _claims = [];
    private readonly Dictionary<StateKey, ulong> _positions = [];

    /// <summary>Takes all claims: key, treasury, token and lots.</summary>
    public required Action<StateKey, AccountId, Ticker, LotList> Sum { get; init; }

    public void CountQuote(HoldRecord hold)
    {
        if (hold.Quote is not { } quote)
            return;
        var agreement = AgreementKeys.Agreement(quote.Given, hold.Token);
        var list = AgreementKeys.List(hold.Token);
        _quotedByAgreement[agreement] = _quotedByAgreement.GetValueOrDefault(agreement) + quote.Amount.Units;
        foreach (var lot in hold.Lots)
            _quotedByToken[list] = _quotedByToken.GetValueOrDefault(list) + lot.Amount.Units;
    }

    public void Count(StateEntry entry)
    {
        var key = entry.Key;
        var value = entry.Value.Span;
        switch (AgreementKeys.KindOf(key))
        {
            case AgreementEntryKind.Agreement when AgreementRecord.TryRead(value, out var agreement):
                _agreements.Add(key, agreement);
                break;
            case AgreementEntryKind.Revision when AgreementRevision.TryRead(value, out _):
                break;
            case AgreementEntryKind.List when TokenAgreements.TryRead(value, out var list):
                _lists.Add(key, list);
                break;
            case AgreementEntryKind.Corridor when CorridorUse.TryRead(value, out var use):
                var (given, taken) = AgreementKeys.PairOf(key);
                var place = (AgreementKeys.Agreement(given, taken), use.Day);
                _corridors[place] = _corridors.GetValueOrDefault(place) + use.Units;
                break;
            case AgreementEntryKind.Claims when TryCountClaims(key, value):
                break;
            case AgreementEntryKind.Position when value.Length == sizeof(ulong):
                // In ascending order of heights: the last one stands.
                _positions[ClaimsKeyOf(key)] = BinaryPrimitives.ReadUInt64BigEndian(value);
                break;
            default:
                report(key, "The entry of the agreements part does not read.");
                break;
        }
    }

    /// <summary>After all entries and all open holds were counted.</summary>
    public void Compare()
    {
        foreach (var (key, agreement) in _agreements)
            Compare(key, agreement);
        foreach (var (key, list) in _lists)
        {
            if (list.Quoted != _quotedByToken.GetValueOrDefault(key))
                report(key, "What the token has set aside for quotes is not the sum of open quotes.");
            foreach (var (side, other) in list.Agreements)
            {
                var token = AgreementKeys.TokenOf(key);
                var agreement = side == AgreementSide.Given
                    ? AgreementKeys.Agreement(token, other)
                    : AgreementKeys.Agreement(other, token);
                if (!_agreements.ContainsKey(agreement))
                    report(key, "The list names an agreement that is none.");
            }
        }

        foreach (var (key, units) in _positions)
        {
            if (units != _claims.GetValueOrDefault(key))
                report(key, "The latest position is not the sum of claims.");
        }
    }

    private void Compare(in StateKey key, AgreementRecord agreement)
    {
        if (agreement.Quoted != _quotedByAgreement.GetValueOrDefault(key))
            report(key, "What is quoted is not the sum of open quotes.");
        if (agreement.Corridor.Units != _corridors.GetValueOrDefault((key, agreement.Corridor.Day)))
            report(key, "The corridor's use is not the sum of its accounts.");
        if (!state.TryRead(AgreementKeys.Revision(key, agreement.Revision), out _))
            report(key, "The latest revision is missing.");
    }

    private bool TryCountClaims(in StateKey key, ReadOnlySpan<byte> value)
    {
        var lots = new LotList();
        if (!BalanceRecord.TryRead(value, lots, out var isMemberHeld) || !isMemberHeld)
            return false;
        var (treasury, token) = AgreementKeys.ClaimsOf(key, out _);
        _claims.Add(key, lots.Total);
        Sum(key, treasury, token, lots);
        return true;
    }

    private static StateKey ClaimsKeyOf(in StateKey position)
    {
        var (treasury, token) = AgreementKeys.ClaimsOf(position, out _);
        return AgreementKeys.Claims(treasury, token);
    }
}
