using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ledger.Cli.Invocation;
using Ledger.Keys.Files;

namespace Ledger.Cli.Sending;

/// <summary>A password that somebody types at a terminal, without an echo.</summary>
/// <param name="keys">The next key, once there is one.</param>
internal sealed class TypedPassword(TextWriter notes, Func<ConsoleKeyInfo> keys)
{
    /// <summary>Of a key that exists: the key file says whether it is right.</summary>
    public Password Ask()
    {
        var typed = Read("Password: ");
        try
        {
            return typed.Length is > 0 and <= Password.SizeMax
                ? new(typed)
                : throw new UsageException($"A password has 1 to {Password.SizeMax} bytes.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(typed);
        }
    }

    /// <summary>Of a new key: twice, since nothing would say that it is not what was meant.</summary>
    public Password AskNew()
    {
        var password = Ask();
        var again = Read("The same again: ");
        try
        {
            return password.Matches(again) ? password : throw new UsageException("These were two passwords; nothing was made.");
        }
        catch
        {
            password.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(again);
        }
    }

    /// <summary>The caller zeroes it.</summary>
    private byte[] Read(string prompt)
    {
        notes.Write(prompt);
        var typed = new List<char>(Password.SizeMax);
        while (keys() is { Key: not ConsoleKey.Enter } key && typed.Count < Password.SizeMax)
        {
            if (key.Key == ConsoleKey.Backspace && typed.Count > 0)
                typed.RemoveAt(typed.Count - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Add(key.KeyChar);
        }

        notes.WriteLine();
        var characters = CollectionsMarshal.AsSpan(typed);
        try
        {
            var bytes = new byte[Encoding.UTF8.GetByteCount(characters)];
            Encoding.UTF8.GetBytes(characters, bytes);
            return bytes;
        }
        finally
        {
            characters.Clear();
        }
    }
}
