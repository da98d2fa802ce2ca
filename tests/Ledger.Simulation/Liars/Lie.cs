namespace Ledger.Simulation.Liars;

/// <summary>The ways in which a validator may lie.</summary>
internal enum Lie
{
    /// <summary>Says nothing as a leader.</summary>
    Silent,

    /// <summary>Proposes two blocks at once and votes for everything.</summary>
    Equivocator,

    /// <summary>Shows its proposals to some, and the bodies to nobody.</summary>
    Withholder,

    /// <summary>Proposes a block of its own where it has to carry one over.</summary>
    Usurper,

    /// <summary>Proposes blocks that execute to other roots than they claim.</summary>
    WrongRoot,

    /// <summary>Repeats what was said long ago.</summary>
    StaleVoter,

    /// <summary>Claims heights that nobody has reached.</summary>
    Boaster,

    /// <summary>Two processes with one key.</summary>
    Twin,
}
