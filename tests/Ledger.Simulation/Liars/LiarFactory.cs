using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Liars;

/// <summary>Twins are not made here: they are two honest processes with one key.</summary>
internal static class LiarFactory
{
    public static ILiar? Make(Lie lie, ulong seed, NodeHost host, int validators) => lie switch
    {
        Lie.Silent => new SilentLeader(),
        Lie.Withholder => new Withholder(new(seed), validators, host),
        Lie.Equivocator => new Equivocator(new(seed), validators, host),
        Lie.Usurper => new Usurper(host),
        Lie.WrongRoot => new WrongRoot(host),
        Lie.StaleVoter => new StaleVoter(new(seed), host),
        Lie.Boaster => new Boaster(host),
        _ => null,
    };
}
