using System.Text;
using Ledger.Api;
using Ledger.Api.Callers;
using Ledger.Node.Starting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Listening;

/// <summary>
/// Listens on a Unix socket that only the operator's user may open; whoever can operates this node and reads all of it.
/// </summary>
internal sealed class AdminListener : IAsyncDisposable
{
    /// <summary>Of Linux, less the zero at the end.</summary>
    private const int PathBytesMax = 107;

    private readonly WebApplication _application;
    private readonly string _socket;

    private AdminListener(WebApplication application, string socket) => (_application, _socket) = (application, socket);

    public static async Task<AdminListener> StartAsync(
        ListenerParts parts, string socket, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        parts.AddTo(builder.Services, Roles.Admin | Roles.Auditor, servesIssuers: false);
        builder.WebHost.UseKestrelCore();

        // A socket that an earlier run left behind would be refused.
        CheckPath(socket);
        File.Delete(socket);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenUnixSocket(Path.GetFullPath(socket), listener => listener.Protocols = HttpProtocols.Http2));
        var application = builder.Build();
        application.MapLedgerApi();
        await application.StartAsync(cancellationToken);
        File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new(application, socket);
    }

    /// <summary>Whoever mistyped the path loses no file: a socket is empty.</summary>
    private static void CheckPath(string socket)
    {
        const string Option = nameof(NodeOptions.AdminSocket);
        if (Encoding.UTF8.GetByteCount(socket) > PathBytesMax)
            throw new StartRefusedException($"Node:{Option}: {socket} has more than {PathBytesMax} bytes, which no socket's path may have.");
        if (new FileInfo(socket) is { Exists: true, Length: > 0 })
            throw new StartRefusedException($"Node:{Option}: {socket} is a file and no socket: name another path.");
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        File.Delete(_socket);
    }
}
