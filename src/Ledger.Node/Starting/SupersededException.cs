namespace Ledger.Node.Starting;

/// <summary>
/// Another node was started with this node's key: it is on record, and this run ends before it signs anything more.
/// </summary>
/// <param name="mayHaveVoted">
/// Whether this start may have cast votes, so that both nodes did. Otherwise this is an old copy that has found out in
/// time: it can begin anew as the latest start, and rejoin.
/// </param>
internal sealed class SupersededException(string message, bool mayHaveVoted) : Exception(message)
{
    public bool MayHaveVoted => mayHaveVoted;
}
