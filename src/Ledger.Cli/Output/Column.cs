namespace Ledger.Cli.Output;

/// <summary>One value of a printed row.</summary>
/// <param name="Name">As JSON names it; people see it with spaces.</param>
/// <param name="Read">
/// A text, a number, a flag, or null. Amounts are texts, since JSON's numbers lose digits; times are
/// <see cref="DateTimeOffset"/>.
/// </param>
/// <param name="IsNumber">Whether people want it on the right.</param>
/// <param name="IsSpare">Whether people can do without where the terminal is too narrow for all.</param>
internal sealed record Column<T>(string Name, Func<T, object?> Read, bool IsNumber = false, bool IsSpare = false);
