namespace Ledger.Node.Starting;

/// <summary>
/// This node's key was used elsewhere: that is on record, and this run ends before it signs anything more.
/// </summary>
/// <param name="mayHaveVoted">
/// Whether another node may be running, and both may have voted. Otherwise this is an old copy: it can begin anew as
/// the latest start, and rejoin.
/// </param>
internal sealed class SupersededException(string message, bool mayHaveVoted) : Exception(message)
{
    public bool MayHaveVoted => mayHaveVoted;
}
