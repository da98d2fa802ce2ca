using System.IO.Pipes;
using System.Text;
using Ledger.Keys.Files;

namespace Ledger.Keys.Tests.Files;

public sealed class PasswordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("secret", "secret")]
    [InlineData("secret\n", "secret")]
    [InlineData("secret\r\n", "secret")]
    [InlineData("with spaces \nsecond line", "with spaces ")]
    public void FromStream_OfText_IsItsFirstLine(string text, string expected)
    {
        using var password = Password.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(expected, Encoding.UTF8.GetString(password.Bytes));
    }

    /// <summary>At a terminal, and where a shell hands over more than the password, no end comes.</summary>
    [Fact]
    public async Task FromStream_OfAStreamThatStaysOpen_ReadsNoFurtherThanItsFirstLine()
    {
        await using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);
        await writer.WriteAsync("secret\n"u8.ToArray());

        using var password = await Task.Run(() => Password.FromStream(reader)).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.True(password.Matches("secret"u8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Password.SizeMax + 1)]
    public void FromStream_OutOfBounds_IsRefused(int length)
    {
        var exception = Assert.Throws<KeyFileException>(() => Password.FromStream(new MemoryStream(new byte[length])));

        Assert.Contains("standard input", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromFile_OfAPrivateFile_IsItsFirstLine()
    {
        Write(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        using var password = Password.FromFile(_folder["password"]);

        Assert.Equal("secret"u8, password.Bytes);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserExecute)]
    public void FromFile_ThatOthersMayUse_IsRefusedWithTheRemedy(UnixFileMode extra)
    {
        Write(UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);

        var exception = Assert.Throws<KeyFileException>(() => Password.FromFile(_folder["password"]));

        Assert.Contains($"chmod 0600 '{_folder["password"]}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_AfterDisposal_AreZeroedAndOutOfReach()
    {
        var password = new Password("secret"u8);
        var bytes = password.Bytes;

        password.Dispose();

        Assert.True(bytes.IndexOfAnyExcept((byte)0) < 0);
        Assert.Throws<ObjectDisposedException>(() => password.Bytes.Length);
    }

    private void Write(UnixFileMode mode)
    {
        File.WriteAllText(_folder["password"], "secret\n");
        File.SetUnixFileMode(_folder["password"], mode);
    }
}
