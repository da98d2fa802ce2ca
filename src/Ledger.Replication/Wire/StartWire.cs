using System.Collections.Immutable;
using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Model.Encoding;
using Ledger.Model.Votes;
using Ledger.Replication.Membership;
using Signature = Ledger.Model.Values.Signature;

namespace Ledger.Replication.Wire;

/// <summary>Starts in greetings (PROTOCOL 10.1), to and from the wire.</summary>
internal static class StartWire
{
    public static void Announce(AnnouncedStart start, Hello hello)
    {
        hello.StartCounter = start.Record.Counter;
        hello.StartId = Encode(start.Record.Id);
        hello.StartSignature = Encode(start.Record.Signature);
        hello.EarlierStartIds.AddRange(start.Earlier.Select(Encode));
    }

    public static bool TryReadAnnounced(Hello hello, out AnnouncedStart? start)
    {
        start = null;
        var earlier = hello.EarlierStartIds;
        if (earlier.Count > ReplicationLimits.EarlierStartsMax
            || earlier.Any(id => id.Length != StartStatement.IdSize)
            || !TryRead(hello.StartCounter, hello.StartId, hello.StartSignature, out var record))
        {
            return false;
        }

        start = new(record!, [.. earlier.Select(id => new Guid(id.Span))]);
        return true;
    }

    public static void Tell(StartRecord seen, Welcome welcome)
    {
        welcome.SeenStartCounter = seen.Counter;
        welcome.SeenStartId = Encode(seen.Id);
        welcome.SeenStartSignature = Encode(seen.Signature);
    }

    /// <param name="seen">Null if the peer has seen none.</param>
    public static bool TryReadSeen(Welcome welcome, out StartRecord? seen)
    {
        seen = null;
        return welcome.SeenStartId.IsEmpty
            || TryRead(welcome.SeenStartCounter, welcome.SeenStartId, welcome.SeenStartSignature, out seen);
    }

    public static void Show(IEnumerable<SignedVote> heard, Welcome welcome) =>
        welcome.HeardVotes.AddRange(heard.Select(vote => ByteString.CopyFrom(vote.ToBytes())));

    public static bool TryReadHeard(Welcome welcome, out ImmutableArray<SignedVote> votes)
    {
        votes = [.. welcome.HeardVotes.Take(HeardVotes.VotesMax + 1).Select(Read).OfType<SignedVote>()];
        return votes.Length == welcome.HeardVotes.Count && votes.Length <= HeardVotes.VotesMax;
    }

    private static SignedVote? Read(ByteString bytes)
    {
        var reader = new FixedReader(bytes.Span);
        return SignedVote.Read(ref reader) is { } vote && reader.Remaining == 0 ? vote : null;
    }

    private static bool TryRead(ulong counter, ByteString id, ByteString signature, out StartRecord? start)
    {
        start = null;
        if (id.Length != StartStatement.IdSize || !Signature.TryRead(signature.Span, out var read))
            return false;
        start = new(counter, new(id.Span), read);
        return true;
    }

    private static ByteString Encode(Guid id) => ByteString.CopyFrom(id.ToByteArray());

    private static ByteString Encode(Signature signature) => ByteString.CopyFrom(signature.ToArray());
}
