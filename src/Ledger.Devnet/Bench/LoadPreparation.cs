namespace Ledger.Devnet.Bench;

/// <summary>What comes before the load: accounts that hold points, and transfers that are signed ahead.</summary>
/// <param name="notes">For whoever watches.</param>
internal sealed class LoadPreparation(
    NetworkFolder folder, BenchPlan plan, LoadConnections connections, TextWriter notes)
{
    /// <summary>Funds accounts, lets the ledger learn their policies, and signs what will be sent.</summary>
    /// <exception cref="ShowEndedException">The accounts could not be funded.</exception>
    public async Task<ReadOnlyMemory<byte>[]> RunAsync(CancellationToken cancellationToken)
    {
        await notes.WriteLineAsync($"Making and funding {plan.Accounts} accounts…");
        using var accounts = new LoadAccounts(folder, plan.Accounts);
        await SendAllAsync(await SignFundingAsync(accounts), cancellationToken);
        await SendAllAsync(accounts.SignIntroductions(), cancellationToken);
        await notes.WriteLineAsync($"Signing {plan.Transactions} transfers…");
        return accounts.SignTransfers(plan.Transactions);
    }

    private async Task<ReadOnlyMemory<byte>[]> SignFundingAsync(LoadAccounts accounts)
    {
        using var issuer = new CompanyDesk(folder, Company.All[0]);
        var unitsEach = 1 + ((ulong)plan.Transactions / (ulong)plan.Accounts) + 1;
        var funding = new List<ReadOnlyMemory<byte>>();
        foreach (var operations in accounts.Funding(unitsEach))
            funding.Add((await issuer.SignAsync(operations)).Bytes);
        return [.. funding];
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte>[] transactions, CancellationToken cancellationToken)
    {
        var tally = new LoadTally();
        var next = -1;
        async Task WorkAsync(int connection)
        {
            while (Interlocked.Increment(ref next) is var number && number < transactions.Length)
                tally.Add(await connections.SendAsync(connection, transactions[number], cancellationToken));
        }

        await Task.WhenAll(Enumerable.Range(0, plan.Connections * plan.InFlightMax)
            .Select(worker => WorkAsync(worker % plan.Connections)));
        if (tally.Troubles.Count > 0)
            throw new ShowEndedException($"The accounts could not be prepared: {tally.Troubles.Keys.First()}");
    }
}
