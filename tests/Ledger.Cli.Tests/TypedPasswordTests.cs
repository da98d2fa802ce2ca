using System.Text;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;

namespace Ledger.Cli.Tests;

public sealed class TypedPasswordTests
{
    private const string Enter = "\r", Backspace = "\b";

    [Theory]
    [InlineData("secret" + Enter, "secret")]
    [InlineData("sex" + Backspace + "cret" + Enter, "secret")]
    [InlineData(Backspace + "s" + Backspace + Backspace + "grün" + Enter, "grün")]
    [InlineData("ta\tb" + Enter, "tab")]
    public void Password_Typed_IsWhatIsLeftOfTheKeys(string keys, string expected)
    {
        using var password = Typed(keys).Ask();

        Assert.True(password.Matches(Encoding.UTF8.GetBytes(expected)));
    }

    [Theory]
    [InlineData(Enter)]
    [InlineData("a" + Backspace + Enter)]
    public void Password_OfNothing_IsRefused(string keys) =>
        Assert.Throws<UsageException>(() => Typed(keys).Ask());

    [Fact]
    public void NewPassword_TypedTwice_IsTaken()
    {
        using var password = Typed("secret" + Enter + "secret" + Enter).AskNew();

        Assert.True(password.Matches("secret"u8));
    }

    [Theory]
    [InlineData("secret" + Enter + "secreT" + Enter)]
    [InlineData("secret" + Enter + Enter)]
    public void NewPassword_MistypedOnce_IsRefused(string keys)
    {
        var refused = Assert.Throws<UsageException>(() => Typed(keys).AskNew());

        Assert.Contains("two passwords", refused.Message, StringComparison.Ordinal);
    }

    private static TypedPassword Typed(string keys)
    {
        var left = new Queue<char>(keys);
        return new(TextWriter.Null, () => KeyOf(left.Dequeue()));
    }

    private static ConsoleKeyInfo KeyOf(char character) => new(
        character,
        character switch
        {
            '\r' => ConsoleKey.Enter,
            '\b' => ConsoleKey.Backspace,
            _ => ConsoleKey.None,
        },
        shift: false,
        alt: false,
        control: false);
}
