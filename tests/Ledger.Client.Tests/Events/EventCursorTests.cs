using Ledger.Client.Events;

namespace Ledger.Client.Tests.Events;

public sealed class EventCursorTests
{
    [Theory]
    [InlineData("0.0.0")]
    [InlineData("12.3.4294967295")]
    public void Cursor_InItsTextForm_ReadsBack(string text)
    {
        Assert.True(EventCursor.TryParse(text, out var cursor));
        Assert.Equal(text, cursor.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("1.-2.3")]
    [InlineData("1.2.4294967296")]
    public void Cursor_InAnotherForm_IsRefused(string text) => Assert.False(EventCursor.TryParse(text, out _));

    [Fact]
    public void Cursors_Compared_AreInTheOrderOfTheLog()
    {
        EventCursor[] inOrder = [new(1, 2, 3), new(1, 2, 4), new(1, 3, 0), new(2, 0, 0)];

        Assert.Equal(inOrder, inOrder.Reverse().Order());
    }
}
