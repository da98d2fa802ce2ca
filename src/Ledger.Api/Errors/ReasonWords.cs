using System.Globalization;
using Ledger.Model.Reasons;

namespace Ledger.Api.Errors;

/// <summary>How a failed outcome's reason is told.</summary>
internal static class ReasonWords
{
    /// <summary>A number of a later version, which another node may have put on the log, is told as such.</summary>
    public static (string Word, uint Number) Of(Reason reason) => (
        ReasonCatalogue.Find(reason)?.Word ?? ((ushort)reason).ToString(CultureInfo.InvariantCulture), (uint)reason);
}
