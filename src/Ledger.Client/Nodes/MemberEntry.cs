using Ledger.Client.Answers;
using Ledger.Cryptography;

namespace Ledger.Client.Nodes;

/// <summary>A member whose node votes.</summary>
/// <param name="Index">In the network's registry; never reused.</param>
/// <param name="Key">x-only secp256k1 key of its validator.</param>
public sealed record MemberEntry(uint Index, string Name, Digest Key)
{
    internal static MemberEntry Read(Contracts.V1.ValidatorEntry message) =>
        new(message.Index, message.Name, Wire.Digest(message.Key));
}
