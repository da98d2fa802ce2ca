using System.Text;

namespace Grpc.Core;

/// <summary>One named fact about the other end, such as its certificate's subject.</summary>
public sealed class AuthProperty
{
    private AuthProperty(string name, byte[] valueBytes) => (Name, ValueBytes) = (name, valueBytes);

    public string Name { get; }

    public string Value => Encoding.UTF8.GetString(ValueBytes);

    public byte[] ValueBytes { get; }

    public static AuthProperty Create(string name, byte[] valueBytes) => new(name, valueBytes);
}
