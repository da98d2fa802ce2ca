using Ledger.Cryptography;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Api.Ports;

/// <summary>The member's issuing key, wherever it is kept.</summary>
public interface IIssuingSigner
{
    PublicKey Key { get; }

    Signature Sign(Digest message);
}
