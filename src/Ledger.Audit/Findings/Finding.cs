using System.Globalization;
using Ledger.Model.Values;

namespace Ledger.Audit.Findings;

/// <summary>The first thing that is wrong, and where.</summary>
/// <param name="Height">Null where no height can be told.</param>
/// <param name="Transaction">Index in the block; null where the block as a whole is at fault.</param>
/// <param name="Detail">What is there and what should be, in words for the auditor.</param>
public sealed record Finding(AuditField Field, Height? Height, int? Transaction, string Detail)
{
    public static Finding At(Height height, AuditField field, string detail) => new(field, height, null, detail);

    public static Finding At(Height height, int transaction, AuditField field, string detail) =>
        new(field, height, transaction, detail);

    /// <summary>Two values that ought to be one.</summary>
    public static Finding Differs<T>(Height height, AuditField field, T found, T expected)
        where T : notnull => At(height, field, $"is {found}, must be {expected}");

    public override string ToString()
    {
        var place = Height is { } height ? $"height {height}, " : "";
        if (Transaction is { } index)
            place += $"transaction {index.ToString(CultureInfo.InvariantCulture)}, ";
        return $"{place}{Field}: {Detail}";
    }
}
