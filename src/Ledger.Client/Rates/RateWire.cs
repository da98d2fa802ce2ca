using Google.Protobuf;
using Ledger.Model.Rates;

namespace Ledger.Client.Rates;

/// <summary>Reads rate terms: the message has one spelling, which the ledger's own codec knows.</summary>
internal static class RateWire
{
    public static RateTerms? Terms(Contracts.V1.RateTerms? message)
    {
        if (message is null)
            return null;
        return RateTermsCodec.TryDecode(message.ToByteArray(), out var terms)
            ? terms
            : throw new InvalidDataException("The node names terms that nobody can have agreed on.");
    }
}
