using System.Collections.Frozen;

namespace Ledger.Api.Callers;

/// <summary>Every call with who may make it. What is not in the table is denied to everyone.</summary>
public static class AccessTable
{
    private static readonly FrozenDictionary<string, Access> Rows = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["/ledger.v1.Wallet/Submit"] = Access.Anyone,
        ["/ledger.v1.Wallet/SubmitAndWait"] = Access.Anyone,

        // Who asks must know the id, and nobody guesses 32 bytes.
        ["/ledger.v1.Wallet/WatchTransaction"] = Access.Anyone,
        ["/ledger.v1.Wallet/GetTransaction"] = Access.Anyone,
        ["/ledger.v1.Wallet/GetLoginChallenge"] = Access.Anyone,
        ["/ledger.v1.Wallet/Login"] = Access.Anyone,

        // Says no more than the outcome would, which the sender of a transaction learns anyway.
        ["/ledger.v1.Wallet/Simulate"] = Access.Anyone,
        ["/ledger.v1.Wallet/ListRates"] = Access.Anyone,
        ["/ledger.v1.Wallet/GetAccount"] = Access.AccountReader,
        ["/ledger.v1.Wallet/WatchAccount"] = Access.AccountReader,
        ["/ledger.v1.Wallet/GetHistory"] = Access.AccountReader,
        ["/ledger.v1.Issuer/Mint"] = Access.Issuer,
        ["/ledger.v1.Issuer/Transfer"] = Access.Issuer,
        ["/ledger.v1.Issuer/Redeem"] = Access.Issuer,
        ["/ledger.v1.Issuer/Quote"] = Access.Issuer,
        ["/ledger.v1.Issuer/CountersignSwap"] = Access.Issuer,
        ["/ledger.v1.Issuer/MintBatch"] = Access.Issuer,
        ["/ledger.v1.Issuer/TransferBatch"] = Access.Issuer,
        ["/ledger.v1.Issuer/RedeemBatch"] = Access.Issuer,
        ["/ledger.v1.Events/Follow"] = Access.AccountReader,
        ["/ledger.v1.Chain/GetStatus"] = Access.Anyone,
        ["/ledger.v1.Chain/GetValidators"] = Access.Anyone,
        ["/ledger.v1.Chain/ListTokens"] = Access.Anyone,
        ["/ledger.v1.Chain/ReportPositions"] = Access.Auditor,
        ["/ledger.v1.Chain/ReportCorridors"] = Access.Auditor,
        ["/ledger.v1.Chain/GetBlock"] = Access.Auditor,
        ["/ledger.v1.Chain/GetHeader"] = Access.Auditor,
        ["/ledger.v1.Chain/StreamBlocks"] = Access.Auditor,
        ["/ledger.v1.Admin/GetNodeStatus"] = Access.Admin,
        ["/ledger.v1.Admin/WhyStalled"] = Access.Admin,
        ["/ledger.v1.Admin/ListEvidence"] = Access.Admin,
        ["/ledger.v1.Admin/Drain"] = Access.Admin,
        ["/grpc.health.v1.Health/Check"] = Access.Anyone,
        ["/grpc.health.v1.Health/Watch"] = Access.Anyone,

        // Mapped only on listeners that are to say which calls there are.
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = Access.Anyone,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Calls => Rows.Keys;

    public static bool TryFind(string method, out Access access) => Rows.TryGetValue(method, out access);
}
