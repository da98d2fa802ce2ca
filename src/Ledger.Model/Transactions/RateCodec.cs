using System.Diagnostics;
using Ledger.Model.Encoding;
using Ledger.Model.Rates;
using Ledger.Model.Reasons;

namespace Ledger.Model.Transactions;

/// <summary>Reads and writes the operations on rate agreements (PROTOCOL 3.4).</summary>
internal static class RateCodec
{
    public static Reason DecodeAgree(ReadOnlySpan<byte> message, out Operation? operation)
    {
        operation = null;
        var reader = new WireReader(message, Reason.OperationMalformed);
        var (given, taken) = (reader.Ticker(1), reader.Ticker(2));
        if (!TryTerms(ref reader, out var terms))
            return reader.Reason;
        operation = new Operation.AgreeRate(given, taken, terms!);
        return reader.End(3);
    }

    public static Reason DecodeAmend(ReadOnlySpan<byte> message, out Operation? operation)
    {
        operation = null;
        var reader = new WireReader(message, Reason.OperationMalformed);
        var (given, taken) = (reader.Ticker(1), reader.Ticker(2));
        if (!TryTerms(ref reader, out var terms))
            return reader.Reason;
        operation = new Operation.AmendRate(given, taken, terms!, IsByPayerAlone: reader.Flag(4));
        return reader.End(4);
    }

    public static Reason DecodePause(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        operation = new Operation.PauseRate(
            reader.Ticker(1), reader.Ticker(2), Member: reader.UInt16(3), IsPaused: reader.Flag(4));
        return reader.End(4);
    }

    public static void Write(WireWriter writer, Operation operation)
    {
        switch (operation)
        {
            case Operation.AgreeRate agree:
                writer.Ticker(1, agree.Given);
                writer.Ticker(2, agree.Taken);
                WriteTerms(writer, agree.Terms);
                break;
            case Operation.AmendRate amend:
                writer.Ticker(1, amend.Given);
                writer.Ticker(2, amend.Taken);
                WriteTerms(writer, amend.Terms);
                writer.Flag(4, amend.IsByPayerAlone);
                break;
            case Operation.PauseRate pause:
                writer.Ticker(1, pause.Given);
                writer.Ticker(2, pause.Taken);
                writer.UInt64(3, pause.Member);
                writer.Flag(4, pause.IsPaused);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static bool TryTerms(ref WireReader reader, out RateTerms? terms)
    {
        _ = reader.TryMessage(3, out var bytes);
        var reason = RateTermsCodec.Decode(bytes, out terms);
        if (reason != Reason.None)
            reader.Fail(reason);
        return reader.IsSound;
    }

    private static void WriteTerms(WireWriter writer, RateTerms terms)
    {
        var start = writer.Open(3);
        RateTermsCodec.Write(writer, terms);
        writer.Close(start);
    }
}
