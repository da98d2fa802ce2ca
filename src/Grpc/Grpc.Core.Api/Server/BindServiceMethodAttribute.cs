namespace Grpc.Core;

/// <summary>
/// Names the static method that binds a service. The server package finds it by reflection on the generated base class
/// and calls it with a null service, only to learn the methods.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    public Type BindType { get; } = bindType;

    public string BindMethodName { get; } = bindMethodName;
}
