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
        ["/ledger.v1.Wallet/GetAccount"] = Access.Auditor,
        ["/ledger.v1.Chain/GetStatus"] = Access.Anyone,
        ["/ledger.v1.Chain/GetValidators"] = Access.Anyone,
        ["/ledger.v1.Chain/GetBlock"] = Access.Auditor,
        ["/ledger.v1.Chain/GetHeader"] = Access.Auditor,
        ["/ledger.v1.Chain/StreamBlocks"] = Access.Auditor,
        ["/grpc.health.v1.Health/Check"] = Access.Anyone,
        ["/grpc.health.v1.Health/Watch"] = Access.Anyone,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool TryFind(string method, out Access access) => Rows.TryGetValue(method, out access);
}
