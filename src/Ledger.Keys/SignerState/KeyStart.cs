using System.Collections.Immutable;

namespace Ledger.Keys.SignerState;

/// <summary>One start of a key, as <see cref="SignerStateFile.CountStart"/> counted it.</summary>
/// <param name="Id">Drawn at random for this start.</param>
/// <param name="Earlier">The starts that had this counter before, since none of them was confirmed.</param>
public sealed record KeyStart(ulong Counter, Guid Id, ImmutableArray<Guid> Earlier);
