using Ledger.Replication.Membership;

namespace Ledger.Replication.Tests.Membership;

public sealed class AnnouncedStartTests
{
    private static readonly Guid Crashed = Guid.NewGuid();

    private readonly AnnouncedStart _start = Sample.Start(1, 5, Crashed);

    [Fact]
    public void Follows_AStartOfALowerCounter() => Assert.True(_start.Follows(Seen(4, Guid.NewGuid())));

    [Fact]
    public void Follows_ItsOwnCrashedStarts() => Assert.True(_start.Follows(Seen(5, Crashed)));

    [Fact]
    public void Follows_Itself() => Assert.True(_start.Follows(_start.Record));

    [Fact]
    public void Follows_AnotherStartOfItsCounter_Not() => Assert.False(_start.Follows(Seen(5, Guid.NewGuid())));

    [Fact]
    public void Follows_AStartOfAHigherCounter_Not() => Assert.False(_start.Follows(Seen(6, Crashed)));

    private static StartRecord Seen(ulong counter, Guid id) => new(counter, id, default);
}
