namespace Grpc.Core;

/// <summary>What proves the caller of one call. The client package sends it over encrypted channels only.</summary>
public abstract class CallCredentials
{
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) => new Intercepted(interceptor);

    public static CallCredentials Compose(params CallCredentials[] credentials) => new Composed([.. credentials]);

    /// <summary>
    /// Tells the client package what these credentials are made of; public because the package calls it.
    /// </summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);

    private sealed class Intercepted(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        public override void InternalPopulateConfiguration(
            CallCredentialsConfiguratorBase configurator,
            object? state) => configurator.SetAsyncAuthInterceptorCredentials(state, interceptor);
    }

    private sealed class Composed(IReadOnlyList<CallCredentials> credentials) : CallCredentials
    {
        public override void InternalPopulateConfiguration(
            CallCredentialsConfiguratorBase configurator,
            object? state) => configurator.SetCompositeCredentials(state, credentials);
    }
}
