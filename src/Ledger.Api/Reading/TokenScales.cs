using System.Collections.Concurrent;
using Ledger.Execution.Reading;
using Ledger.Execution.State;
using Ledger.Model.Values;

namespace Ledger.Api.Reading;

/// <summary>Decimal places by token. They never change, so each is read from the state once.</summary>
internal sealed class TokenScales
{
    private readonly ConcurrentDictionary<Ticker, uint> _known = new();

    public uint Of(Ticker token, IStateReader state)
    {
        if (_known.TryGetValue(token, out var scale))
            return scale;

        // A state before the token's registration knows nothing, and is no reason to remember that.
        return Holdings.FindToken(state, token) is { } definition
            ? _known.GetOrAdd(token, definition.Scale)
            : 0;
    }
}
