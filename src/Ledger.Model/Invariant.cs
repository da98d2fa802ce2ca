using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Ledger.Model;

/// <summary>States what holds if the program is correct. Checked in every build; a breach stops the node.</summary>
public static class Invariant
{
    public static void That(
        [DoesNotReturnIf(false)] bool holds,
        [CallerArgumentExpression(nameof(holds))] string condition = "")
    {
        if (!holds)
            throw new InvariantBrokenException(condition);
    }
}

/// <summary>A bug, never bad input: nobody catches it below the host, and the host stops.</summary>
public sealed class InvariantBrokenException(string condition) : Exception($"Invariant broken: {condition}");
