using Ledger.Model;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;

namespace Ledger.Execution.Operations;

/// <summary>Gives an account another policy; its id stays (PROTOCOL 8.5.6).</summary>
internal static class PolicyReplacements
{
    public static Reason Run(OperationContext context, Operation.ReplacePolicy replace)
    {
        var account = context.State.Account(replace.Account);
        // The account signed, so its policy is known by now.
        Invariant.That(account.Record?.Policy is not null);
        if (account.Record.Policy.Equals(replace.Policy))
            return Reason.PolicyUnchanged;
        context.State.Save(account);
        account.Record = account.Record with { Policy = replace.Policy };
        return Reason.None;
    }
}
