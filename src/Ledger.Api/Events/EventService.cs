using Grpc.Core;
using Ledger.Api.Callers;
using Ledger.Api.Errors;
using Ledger.Api.Log;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Api.Events;

/// <summary>
/// One stream for what has happened and what happens: it walks the log itself, so that nothing is buffered for slow
/// consumers, nothing is lost and nothing comes twice.
/// </summary>
internal sealed class EventService(ChainReader chain, EventReader events, TimeProvider clock) : Contracts.V1.Events.EventsBase
{
    private const uint HeartbeatSecondsDefault = 10;
    private const uint HeartbeatSecondsMax = 60;

    public override async Task Follow(
        FollowRequest request, IServerStreamWriter<FollowResponse> responseStream, ServerCallContext context)
    {
        var filter = ReadFilter(request.Filter ?? new(), Caller.Of(context));
        var heartbeat = ReadHeartbeat(request.HeartbeatSeconds);
        var seenUpTo = StartOf(request);
        var lastSent = clock.GetTimestamp();
        while (true)
        {
            var tip = chain.Tip;
            while (seenUpTo.Next is var from && from.Leaf.Height <= tip && clock.GetElapsedTime(lastSent) < heartbeat)
            {
                (var found, seenUpTo) = events.Read(from, tip, filter);
                foreach (var entry in found)
                {
                    await responseStream.WriteAsync(entry, context.CancellationToken);
                    lastSent = clock.GetTimestamp();
                }
            }

            var rest = heartbeat - clock.GetElapsedTime(lastSent);
            if (rest > TimeSpan.Zero && await IsNewsAsync(seenUpTo, rest, context.CancellationToken))
                continue;
            await responseStream.WriteAsync(HeartbeatAt(seenUpTo), context.CancellationToken);
            lastSent = clock.GetTimestamp();
        }
    }

    /// <summary>False if the time passed before the chain went beyond a place.</summary>
    private async Task<bool> IsNewsAsync(EventPlace seenUpTo, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(patience);
        try
        {
            await chain.WaitForAsync(seenUpTo.Next.Leaf.Height, timeout.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private FollowResponse HeartbeatAt(EventPlace place)
    {
        var tip = chain.Tip;
        return new()
        {
            Cursor = place.ToCursor(),
            TimeMs = chain.TimeOf(tip).Milliseconds,
            Heartbeat = new() { Height = Math.Min(place.Leaf.Height.Value, tip.Value) },
        };
    }

    private EventPlace StartOf(FollowRequest request) => request.StartCase switch
    {
        FollowRequest.StartOneofCase.After => EventPlace.Read(request.After),
        FollowRequest.StartOneofCase.FromHeight when request.FromHeight > 0 =>
            EventPlace.EndOf(new(request.FromHeight - 1)),

        // Genesis has no events, so its start is the start of all.
        FollowRequest.StartOneofCase.FromHeight => EventPlace.StartOf(Height.Genesis),
        _ => EventPlace.EndOf(chain.Tip),
    };

    private static LogFilter ReadFilter(EventFilter asked, Caller caller)
    {
        var filter = LogFilter.Read(asked.Accounts, asked.Tokens, asked.Operations);
        var isOwn = filter.Accounts.Count > 0 && filter.Accounts.All(caller.MayRead);
        return isOwn || caller.May(Access.Auditor) ? filter : throw RpcErrors.Of(Reason.IdentityDenied);
    }

    private static TimeSpan ReadHeartbeat(uint seconds) => seconds <= HeartbeatSecondsMax
        ? TimeSpan.FromSeconds(seconds == 0 ? HeartbeatSecondsDefault : seconds)
        : throw RpcErrors.OfField("heartbeat_seconds", "A heartbeat comes every 1 to 60 seconds.");
}
