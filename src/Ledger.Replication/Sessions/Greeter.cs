using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Replication.Membership;

namespace Ledger.Replication.Sessions;

/// <summary>
/// The first words on each stream (PROTOCOL 10.1). Both sides say and hear everything before either leaves, so that
/// both operators read the same reason.
/// </summary>
internal sealed class Greeter(NodeIdentity identity, IStartRecords starts, PeerNotes notes)
{
    private const int IdSize = 16;

    /// <summary>Enough for every reason of ours; a peer's is cut there before it reaches a log.</summary>
    private const int RefusalLengthMax = 200;

    /// <summary>Greets as the side that opened the stream.</summary>
    public async Task OpenAsync<T>(
        Duplex<T> stream,
        GreetingForm<T> form,
        Parties parties,
        ByteString session,
        CancellationToken cancellationToken)
    {
        await stream.Writer.WriteAsync(form.OfHello(Introduce(parties.Own, session)), cancellationToken);
        var theirs = await HearHelloAsync(stream, form, cancellationToken);
        var refusal = theirs.Session == session ? FindMistake(theirs, parties.Peer) : "Your session is another one.";
        await ConcludeAsync(stream, form, parties.Peer, theirs, refusal, cancellationToken);
    }

    /// <summary>Greets as the other side and returns the session that the stream belongs to.</summary>
    public async Task<ByteString> AnswerAsync<T>(
        Duplex<T> stream, GreetingForm<T> form, Parties parties, CancellationToken cancellationToken)
    {
        var theirs = await HearHelloAsync(stream, form, cancellationToken);
        await stream.Writer.WriteAsync(form.OfHello(Introduce(parties.Own, theirs.Session)), cancellationToken);
        var refusal = parties.Own > parties.Peer
            ? FindMistake(theirs, parties.Peer)
            : "The node with the lower registry index opens the streams.";
        await ConcludeAsync(stream, form, parties.Peer, theirs, refusal, cancellationToken);
        return theirs.Session;
    }

    private static async Task<Hello> HearHelloAsync<T>(
        Duplex<T> stream, GreetingForm<T> form, CancellationToken cancellationToken) =>
        form.HelloOf(await stream.ReadAsync(cancellationToken))
        ?? throw new PeerFaultException("The peer's first word is no greeting.");

    private async Task ConcludeAsync<T>(
        Duplex<T> stream,
        GreetingForm<T> form,
        ushort peer,
        Hello theirs,
        string refusal,
        CancellationToken cancellationToken)
    {
        notes.Note(peer, theirs, DateTimeOffset.UtcNow);
        var seen = starts.FindHighest(peer);
        var welcome = new Welcome
        {
            Refusal = refusal,
            SeenStartCounter = seen?.Counter ?? 0,
            SeenStartId = seen is { } known ? ByteString.CopyFrom(known.Id.ToByteArray()) : ByteString.Empty,
        };
        await stream.Writer.WriteAsync(form.OfWelcome(welcome), cancellationToken);
        var answer = form.WelcomeOf(await stream.ReadAsync(cancellationToken))
            ?? throw new PeerFaultException("The peer's second word is no welcome.");

        if (refusal.Length > 0)
            throw new PeerFaultException($"Refused: {refusal}");
        if (answer.Refusal.Length > 0)
            throw new PeerFaultException($"The peer refuses: {Shorten(answer.Refusal)}");
        starts.Remember(peer, new(theirs.StartCounter, new Guid(theirs.StartId.Span)));
        starts.Answered(peer, SeenIn(answer));
    }

    private Hello Introduce(ushort own, ByteString session) => new()
    {
        Network = ByteString.CopyFrom(identity.Network.Value.ToArray()),
        RegistryIndex = own,
        ProtocolVersion = ReplicationLimits.ProtocolVersion,
        StartCounter = starts.Own.Counter,
        StartId = ByteString.CopyFrom(starts.Own.Id.ToByteArray()),
        Tip = identity.Tip().Value,
        Session = session,
        SoftwareVersion = identity.SoftwareVersion,
        ClockMs = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
    };

    /// <summary>The words are the ones the peer's operator reads; empty if all is well.</summary>
    private string FindMistake(Hello theirs, ushort peer)
    {
        if (!theirs.Network.Span.SequenceEqual(identity.Network.Value.ToArray()))
            return $"You are of another network; mine is {identity.Network}.";
        if (theirs.ProtocolVersion != ReplicationLimits.ProtocolVersion)
            return $"You speak protocol version {theirs.ProtocolVersion}; mine is {ReplicationLimits.ProtocolVersion}.";
        if (theirs.RegistryIndex != peer)
            return $"Your key belongs to registry index {peer}, not {theirs.RegistryIndex}.";
        return theirs.StartId.Length == IdSize && theirs.Session.Length == IdSize
            ? ""
            : $"Start and session ids have {IdSize} bytes.";
    }

    private static StartRecord? SeenIn(Welcome welcome) =>
        welcome.SeenStartId.Length == IdSize
            ? new(welcome.SeenStartCounter, new Guid(welcome.SeenStartId.Span))
            : null;

    private static string Shorten(string refusal) =>
        refusal.Length <= RefusalLengthMax ? refusal : refusal[..RefusalLengthMax];

    /// <summary>Registry indexes: this node's, and the one that the connection's key proved.</summary>
    internal readonly record struct Parties(ushort Own, ushort Peer);
}
