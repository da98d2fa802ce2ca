using Ledger.Consensus.Accountability;
using Ledger.Consensus.Bodies;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model.Certificates;

namespace Ledger.Consensus.Certificates;

/// <summary>What a certificate changes (PROTOCOL 9.8, algorithm 6), wherever it came from.</summary>
internal static class Certifying
{
    public static void OnCertificate(Turn turn, Certificate certificate, ushort source)
    {
        switch (certificate)
        {
            case FinalityCertificate finality:
                OnFinality(turn, finality, source);
                break;
            case NotarizationCertificate notarization:
                OnNotarization(turn, notarization);
                break;
            case SkipCertificate skip:
                OnSkip(turn, skip);
                break;
        }
    }

    /// <summary>Line 6.1.</summary>
    public static void OnNotarization(Turn turn, NotarizationCertificate certificate)
    {
        if (certificate.Height != turn.State.Height)
            return;
        Accusing.Compare(turn, certificate);
        if (turn.State.Notarization is not { } highest || certificate.View > highest.View)
        {
            turn.State = turn.State with { Notarization = certificate };
            BodyTable.Prune(turn);
            BodyTable.AskFor(turn, certificate.Block, certificate);
            Timers.Arm(turn);
        }

        Voting.TryFinalize(turn, certificate);
        if (certificate.View >= turn.State.View)
            Entering.EnterView(turn, certificate);
    }

    /// <summary>Line 6.2.</summary>
    public static void OnSkip(Turn turn, SkipCertificate certificate)
    {
        if (certificate.Height != turn.State.Height)
            return;
        Accusing.Compare(turn, certificate);
        if (certificate.Notarization is not null)
            OnNotarization(turn, certificate.Notarization);
        if (certificate.View >= turn.State.View)
            Entering.EnterView(turn, certificate);
    }

    /// <summary>Line 6.3.</summary>
    /// <param name="source">Who sent it: whom catch-up may ask.</param>
    public static void OnFinality(Turn turn, FinalityCertificate certificate, ushort source)
    {
        var state = turn.State;
        if (certificate.Height > state.ProvenHeight)
            turn.State = state with { ProvenHeight = certificate.Height };
        if (certificate.Height > state.Height)
            turn.Emit(new Effect.SyncHint(source, certificate.Height, IsProven: true));
        else if (certificate.Height == state.Height)
            Decide(turn, certificate);
        else if (state.Tip.Certificate is { } known && known.Height == certificate.Height)
            HaltOnConflict(turn, known, certificate);
    }

    private static void Decide(Turn turn, FinalityCertificate certificate)
    {
        Accusing.Compare(turn, certificate);
        if (turn.State.Finality is { } known)
        {
            HaltOnConflict(turn, known, certificate);
            return;
        }

        turn.State = turn.State with { Finality = certificate };
        BodyTable.AskFor(turn, certificate.Block, certificate);
        BodyTable.TryCommit(turn);
    }

    /// <summary>
    /// Two final blocks at one height cannot be resolved, only shown: more than f validators are faulty.
    /// </summary>
    public static void HaltOnConflict(Turn turn, FinalityCertificate known, FinalityCertificate certificate)
    {
        if (known.Block == certificate.Block)
            return;
        Accusing.Compare(turn, known, certificate);
        turn.State = turn.State with { IsHalted = true };
        turn.Emit(new Effect.Halt(HaltReason.ConflictingFinality, [known, certificate]));
    }
}
