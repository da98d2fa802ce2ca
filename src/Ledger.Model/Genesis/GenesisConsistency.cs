namespace Ledger.Model.Genesis;

/// <summary>The rules between the parts of a genesis document (PROTOCOL 5.3).</summary>
internal static class GenesisConsistency
{
    public static void Check(GenesisDocument document, List<GenesisFault> faults)
    {
        CheckDistinct("accounts", document.Accounts, account => account.Id, "the account stands twice", faults);
        CheckMembers(document, faults);
        CheckTokens(document, faults);
    }

    private static void CheckMembers(GenesisDocument document, List<GenesisFault> faults)
    {
        var accounts = document.Accounts.Select(account => account.Id).ToHashSet();
        for (var i = 0; i < document.Members.Length; i++)
        {
            var member = document.Members[i];
            if (i > 0 && member.Index <= document.Members[i - 1].Index)
                faults.Add(new($"members[{i}].index", "must be larger than the one before"));
            if (!accounts.Contains(member.Account))
                faults.Add(new($"members[{i}].account", "is not among the accounts"));
        }

        CheckDistinct("members", document.Members, member => member.Name, "the name stands twice", faults);
        CheckDistinct("members", document.Members, member => member.Account, "the account stands twice", faults);
        CheckDistinct(
            "members", document.Members, member => member.ValidatorKey, "the validator key stands twice", faults);
    }

    private static void CheckTokens(GenesisDocument document, List<GenesisFault> faults)
    {
        var accounts = document.Accounts.Select(account => account.Id).ToHashSet();
        var members = document.Members.Select(member => member.Index).ToHashSet();
        for (var i = 0; i < document.Tokens.Length; i++)
        {
            var token = document.Tokens[i];
            if (!members.Contains(token.Issuer))
                faults.Add(new($"tokens[{i}].issuer", "is not the index of a member"));
            if (!accounts.Contains(token.Treasury))
                faults.Add(new($"tokens[{i}].treasury", "is not among the accounts"));
            if (!accounts.Contains(token.Minter))
                faults.Add(new($"tokens[{i}].minter", "is not among the accounts"));
        }

        CheckDistinct("tokens", document.Tokens, token => token.Ticker, "the ticker stands twice", faults);
        CheckDistinct(
            "tokens", document.Tokens, token => token.Treasury, "the treasury is the one of another token", faults);
    }

    private static void CheckDistinct<TItem, TKey>(
        string place, IReadOnlyList<TItem> items, Func<TItem, TKey> key, string message, List<GenesisFault> faults)
    {
        var seen = new HashSet<TKey>();
        for (var i = 0; i < items.Count; i++)
        {
            if (!seen.Add(key(items[i])))
                faults.Add(new($"{place}[{i}]", message));
        }
    }
}
