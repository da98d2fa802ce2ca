using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model.Votes;
using Ledger.Replication.Membership;
using Ledger.Replication.Verification;
using Ledger.Replication.Wire;

namespace Ledger.Replication.Sessions;

/// <summary>
/// The first words on each stream (PROTOCOL 10.1). Both sides say and hear everything before either leaves, so that
/// both operators read the same reason.
/// </summary>
internal sealed class Greeter(
    NodeIdentity identity, IStartRecords starts, MessageJudge judge, HeardVotes heard, PeerNotes notes)
{
    private const int SessionSize = 16;

    /// <summary>Greets as the side that opened the stream.</summary>
    public async Task<Greeting> OpenAsync<T>(
        Duplex<T> stream,
        GreetingForm<T> form,
        Parties parties,
        ByteString session,
        CancellationToken cancellationToken)
    {
        await stream.WriteAsync(form.OfHello(Introduce(parties.Own, session)), cancellationToken);
        var theirs = await HearHelloAsync(stream, form, cancellationToken);
        var refusal = theirs.Session == session ? FindMistake(theirs, parties.Peer) : "Your session is another one.";
        return await ConcludeAsync(stream, form, parties, theirs, refusal, cancellationToken);
    }

    /// <summary>Greets as the other side.</summary>
    public async Task<Greeting> AnswerAsync<T>(
        Duplex<T> stream, GreetingForm<T> form, Parties parties, CancellationToken cancellationToken)
    {
        var theirs = await HearHelloAsync(stream, form, cancellationToken);
        await stream.WriteAsync(form.OfHello(Introduce(parties.Own, theirs.Session)), cancellationToken);
        var refusal = parties.Own > parties.Peer
            ? FindMistake(theirs, parties.Peer)
            : "The node with the lower registry index opens the streams.";
        return await ConcludeAsync(stream, form, parties, theirs, refusal, cancellationToken);
    }

    /// <summary>
    /// No later start of the peer has been seen since the greeting. Only then may a session begin: whoever is greeted
    /// as the latest counts on being the only one.
    /// </summary>
    public bool IsLatest(ushort peer, StartRecord start) => starts.FindLatest(peer)?.Id == start.Id;

    private static async Task<Hello> HearHelloAsync<T>(
        Duplex<T> stream, GreetingForm<T> form, CancellationToken cancellationToken) =>
        form.HelloOf(await stream.ReadAsync(cancellationToken))
        ?? throw new PeerFaultException("The peer's first word is no greeting.");

    private async Task<Greeting> ConcludeAsync<T>(
        Duplex<T> stream,
        GreetingForm<T> form,
        Parties parties,
        Hello theirs,
        string refusal,
        CancellationToken cancellationToken)
    {
        notes.Note(parties.Peer, theirs, DateTimeOffset.UtcNow);
        var start = refusal.Length == 0 ? ReadStart(theirs, parties.Peer) : null;
        if (refusal.Length == 0 && start is null)
            refusal = "Your start is not signed by your validator key.";

        // Before the peer hears of it: once it has our answer, it counts on being remembered.
        var seen = start is null ? null : starts.Remember(parties.Peer, start);
        await stream.WriteAsync(form.OfWelcome(Reply(parties.Peer, refusal, seen)), cancellationToken);
        var answer = form.WelcomeOf(await stream.ReadAsync(cancellationToken))
            ?? throw new PeerFaultException("The peer's second word is no welcome.");

        if (start is null)
            throw new PeerFaultException($"This node refused it, with the words: {refusal}");
        if (answer.Refusal.Length > 0)
            throw new PeerFaultException($"The peer refused this node, with the words: {Shown(answer.Refusal)}");
        var told = ReadSeen(answer, parties.Own);
        starts.Answered(parties.Peer, told, ReadHeard(answer, parties.Own));
        if (told is not null && !starts.Own.Follows(told))
            throw new PeerFaultException("This node is an old copy: the peer has seen a later start of it.");
        if (seen is not null && !start.Follows(seen))
            throw new PeerFaultException("The peer is an old copy: a later start of it was seen.");
        return new(theirs.Session, start.Record);
    }

    private AnnouncedStart? ReadStart(Hello hello, ushort peer) =>
        StartWire.TryReadAnnounced(hello, out var start) && IsSigned(peer, start!.Record) ? start : null;

    // A peer can tell only of what this node's key has signed.
    private StartRecord? ReadSeen(Welcome welcome, ushort own) =>
        StartWire.TryReadSeen(welcome, out var seen) && (seen is null || IsSigned(own, seen))
            ? seen
            : throw new PeerFaultException("The peer tells of a start that this node's key did not sign.");

    private IEnumerable<Vote> ReadHeard(Welcome welcome, ushort own) =>
        StartWire.TryReadHeard(welcome, out var votes) && votes.All(vote => vote.Signer == own && judge.IsSigned(vote))
            ? votes.Select(vote => vote.Vote)
            : throw new PeerFaultException("The peer shows a vote that this node's key did not sign.");

    private bool IsSigned(ushort validator, StartRecord start) =>
        start.Counter <= StartStatement.CounterMax && judge.IsValid(validator, start, identity.Tip().Next);

    private Welcome Reply(ushort peer, string refusal, StartRecord? seen)
    {
        var welcome = new Welcome { Refusal = refusal };
        if (seen is not null)
            StartWire.Tell(seen, welcome);
        StartWire.Show(heard.Of(peer), welcome);
        return welcome;
    }

    private Hello Introduce(ushort own, ByteString session)
    {
        var hello = new Hello
        {
            Network = ByteString.CopyFrom(identity.Network.Value.ToArray()),
            RegistryIndex = own,
            ProtocolVersion = ReplicationLimits.ProtocolVersion,
            Tip = identity.Tip().Value,
            Session = session,
            SoftwareVersion = identity.SoftwareVersion,
            ClockMs = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        };
        StartWire.Announce(starts.Own, hello);
        return hello;
    }

    /// <summary>The words are the ones the peer's operator reads; empty if all is well.</summary>
    private string FindMistake(Hello theirs, ushort peer)
    {
        if (!theirs.Network.Span.SequenceEqual(identity.Network.Value.ToArray()))
            return $"You are of another network, {Shown(theirs.Network)}; mine is {identity.Network}.";
        if (theirs.ProtocolVersion != ReplicationLimits.ProtocolVersion)
            return $"You speak protocol version {theirs.ProtocolVersion}; mine is {ReplicationLimits.ProtocolVersion}.";
        if (theirs.RegistryIndex != peer)
            return $"Your key belongs to registry index {peer}, not {theirs.RegistryIndex}.";
        return theirs.Session.Length == SessionSize ? "" : $"Session ids have {SessionSize} bytes.";
    }

    private static string Shown(ByteString network) =>
        network.Length == Digest.Size ? Convert.ToHexStringLower(network.Span) : "of no sound name";

    private static string Shown(string refusal) => PeerWords.Shown(refusal, ReplicationLimits.WordsMax);

    /// <summary>Registry indexes: this node's, and the one that the connection's key proved.</summary>
    internal readonly record struct Parties(ushort Own, ushort Peer);
}
