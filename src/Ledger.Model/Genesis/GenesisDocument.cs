using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Policies;
using Ledger.Model.Tokens;
using Ledger.Model.Validators;
using Ledger.Model.Values;

namespace Ledger.Model.Genesis;

/// <summary>What all nodes of a network start from. Its raw file's tagged hash is the network id.</summary>
/// <param name="Network">Short name, <c>[a-z][a-z0-9-]{1,31}</c>.</param>
/// <param name="Time">Block time of block 0.</param>
public sealed record GenesisDocument(
    NetworkId Id,
    string Network,
    Timestamp Time,
    Parameters Parameters,
    ImmutableArray<Member> Members,
    ImmutableArray<GenesisAccount> Accounts,
    ImmutableArray<TokenDefinition> Tokens)
{
    private const int NetworkLengthMin = 2;
    private const int NetworkLengthMax = 32;

    /// <summary>Who decides the first block: every member's validator.</summary>
    public ValidatorSet Validators()
    {
        var members = Members.Select(member => new Validator(member.Index, member.ValidatorKey));
        var isSound = ValidatorSet.TryCreate(members, out var validators);
        Invariant.That(isSound && validators is not null);
        return validators;
    }

    /// <summary>A member's name, for people; its index where there is no such member.</summary>
    public string NameOf(ushort member) =>
        Members.FirstOrDefault(entry => entry.Index == member)?.Name ?? $"member {member}";

    public static bool IsNetworkName(string text) =>
        text.Length is >= NetworkLengthMin and <= NetworkLengthMax
        && char.IsAsciiLetterLower(text[0])
        && text.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}

/// <summary>A partner company admitted to the network.</summary>
/// <param name="Index">Registry index: stable, never reused.</param>
/// <param name="Account">The account whose policy signs for the member.</param>
/// <param name="ValidatorKey">x-only secp256k1 key of its validator.</param>
/// <param name="TlsKeyHash">SHA-256 of the node's TLS public key info, the pin of its connections.</param>
/// <param name="Endpoint">Host and port where peers reach the node.</param>
public sealed record Member(
    ushort Index, string Name, AccountId Account, Digest ValidatorKey, Digest TlsKeyHash, string Endpoint);

/// <summary>
/// An account known from the start, with the policy that controls it; its id is derived from the policy.
/// </summary>
public sealed record GenesisAccount(AccountId Id, Policy Policy);
