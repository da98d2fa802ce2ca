using Grpc.Core;
using Ledger.Api.Errors;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Api.Callers;

/// <summary>Who makes a call.</summary>
/// <param name="Name">For logs and limits: the certificate's owner, or of a caller without one the <see cref="CallerAddress"/>.</param>
/// <param name="Account">The account that logged in, if one did.</param>
public sealed record Caller(string Name, Roles Roles, AccountId? Account)
{
    /// <summary>The pin of the certificate that was shown, if nobody here knows it.</summary>
    public string? UnknownPin { get; init; }

    public bool May(Access needed) => needed switch
    {
        Access.Anyone => true,
        Access.AccountReader => Account is not null || Roles.HasFlag(Roles.Auditor),
        Access.Auditor => Roles.HasFlag(Roles.Auditor),
        Access.Issuer => Roles.HasFlag(Roles.Issuer),
        Access.Admin => Roles.HasFlag(Roles.Admin),
        _ => false,
    };

    public bool MayRead(AccountId account) => Account == account || Roles.HasFlag(Roles.Auditor);

    /// <summary>Throws the call's error if the caller may not read this account.</summary>
    public void RequireReading(AccountId account)
    {
        if (!MayRead(account))
            throw RpcErrors.Of(Reason.IdentityDenied);
    }

    /// <summary>Whom the gate let in.</summary>
    public static Caller Of(ServerCallContext context) => (Caller)context.UserState[typeof(Caller)];

    internal void EnterInto(ServerCallContext context) => context.UserState[typeof(Caller)] = this;
}
