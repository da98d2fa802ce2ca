using Ledger.Client.Tokens;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Tokens;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData(0UL, 0, "0")]
    [InlineData(120UL, 0, "120")]
    [InlineData(5UL, 2, "0.05")]
    [InlineData(12345UL, 2, "123.45")]
    [InlineData(ulong.MaxValue, 9, "18446744073.709551615")]
    public void Amount_Written_HasAsManyDecimalPlacesAsItsScaleAndReadsBack(ulong units, byte scale, string text)
    {
        Assert.Equal(text, AmountText.Write(new(units), scale));
        Assert.True(AmountText.TryRead(text, scale, out var read));
        Assert.Equal(new Amount(units), read);
    }

    [Theory]
    [InlineData("1", 2, 100UL)]
    [InlineData("1.5", 2, 150UL)]
    [InlineData("007", 0, 7UL)]
    public void Amount_WithFewerDecimalPlaces_IsRead(string text, byte scale, ulong units)
    {
        Assert.True(AmountText.TryRead(text, scale, out var read));
        Assert.Equal(new Amount(units), read);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("-1", 0)]
    [InlineData("+1", 0)]
    [InlineData("1.5", 0)]
    [InlineData("1.", 2)]
    [InlineData(".5", 2)]
    [InlineData("1.234", 2)]
    [InlineData("1,5", 2)]
    [InlineData("1e3", 0)]
    [InlineData(" 1", 0)]
    [InlineData("1.2.3", 4)]
    [InlineData("١", 0)]
    [InlineData("18446744073709551616", 0)]
    [InlineData("18446744073709551615", 1)]
    public void Amount_InAnotherSpelling_IsRefusedAndNeverRounded(string text, byte scale) =>
        Assert.False(AmountText.TryRead(text, scale, out _));
}
