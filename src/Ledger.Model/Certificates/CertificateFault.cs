namespace Ledger.Model.Certificates;

/// <summary>Why a certificate is refused; the first rule broken is named.</summary>
public enum CertificateFault
{
    None = 0,

    /// <summary>Height 0, view 0, or a parent view not below the view.</summary>
    OutOfRange,

    /// <summary>The bitmap has the wrong length, or a bit beyond the set.</summary>
    SignerOutsideSet,

    TooFewSigners,

    /// <summary>Not exactly one signature, or nullified range, for each set bit.</summary>
    SignatureCountMismatch,

    /// <summary>A signer's nullified range does not cover the skipped view.</summary>
    RangeMissesView,

    /// <summary>
    /// A skip certificate whose highest low is above 1 lacks the notarization certificate of the view before.
    /// </summary>
    NotarizationMissing,

    /// <summary>
    /// A skip certificate carries a notarization certificate of another view or height, or needs none.
    /// </summary>
    NotarizationMismatch,

    /// <summary>The notarization certificate inside a skip certificate is faulty itself.</summary>
    NotarizationFaulty,

    /// <summary>Nobody here knows who decides that height.</summary>
    UnknownValidators,

    SignatureInvalid,
}
