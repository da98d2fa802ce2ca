namespace Grpc.Core;

/// <summary>A way to one server, which may hold any number of connections.</summary>
public abstract class ChannelBase
{
    protected ChannelBase(string target) => Target = target;

    public string Target { get; }

    public abstract CallInvoker CreateCallInvoker();
}
