namespace Grpc.Core;

/// <summary>Whether a channel is encrypted, and what proves the caller of each of its calls.</summary>
public abstract class ChannelCredentials
{
    public static ChannelCredentials Insecure { get; } = new Plain();

    /// <summary>TLS as the channel's HTTP handler is set up: keys and pins belong there.</summary>
    public static ChannelCredentials SecureSsl { get; } = new Encrypted();

    public static ChannelCredentials Create(ChannelCredentials channel, CallCredentials call) =>
        new Composed(channel, call);

    /// <summary>
    /// Tells the client package what these credentials are made of; public because the package calls it.
    /// </summary>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state);

    private sealed class Plain : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(
            ChannelCredentialsConfiguratorBase configurator,
            object state) => configurator.SetInsecureCredentials(state);
    }

    private sealed class Encrypted : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(
            ChannelCredentialsConfiguratorBase configurator,
            object state) => configurator.SetSslCredentials(state, null, null, null);
    }

    private sealed class Composed(ChannelCredentials channel, CallCredentials call) : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(
            ChannelCredentialsConfiguratorBase configurator,
            object state) => configurator.SetCompositeCredentials(state, channel, call);
    }
}
