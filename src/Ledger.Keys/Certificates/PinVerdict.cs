namespace Ledger.Keys.Certificates;

/// <summary>What a pin says of a certificate.</summary>
public enum PinVerdict
{
    Refused = 0,
    Accepted = 1,

    /// <summary>The right key in a certificate out of its dates: carry on, and raise the alarm.</summary>
    AcceptedOutOfDate = 2,
}
