using System.Runtime.InteropServices;
using Ledger.Keys.Files;
using Ledger.Node;
using Ledger.Node.Starting;
using Ledger.Storage;
using Microsoft.Extensions.Logging;

const int Done = 0, Failed = 1, Usage = 2;

// An old copy is told by each of the others of the latest start that this one has seen; who is told more often contends
// with a node that runs.
const int BeginningsMax = 3;

if (NodeArguments.TryParse(args, out var fault) is not { } arguments)
{
    Console.Error.WriteLine($"ledger-node: {fault}");
    Console.Error.WriteLine(NodeArguments.Help);
    return Usage;
}

if (arguments.WantsHelp)
{
    Console.WriteLine(NodeArguments.Help);
    return Done;
}

using var loggers = LoggerFactory.Create(builder => builder.AddSimpleConsole(console =>
{
    console.SingleLine = true;
    console.UseUtcTimestamp = true;
    console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
}).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning)

    // That it cannot listen they say with stack traces; the node says it below.
    .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
    .AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is LogLevel.Warning or LogLevel.Error));
var logger = loggers.CreateLogger("Ledger.Node");
using var stopping = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var configuration = NodeConfiguration.Read(arguments.Configuration);
    if (arguments.ChecksOnly)
    {
        Console.WriteLine($"{arguments.Configuration} is in order.");
        return Done;
    }

    using var password = configuration.Node.PasswordFile is "-"
        ? Password.FromStream(Console.OpenStandardInput())
        : Password.FromFile(configuration.Node.PasswordFile);
    await RunAsync(configuration, password);
    return Done;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return Done;
}
catch (Exception exception)
    when (exception is StartRefusedException or SupersededException or KeyFileException or StoreRefusedException)
{
    Console.Error.WriteLine(exception.Message);
    return Failed;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DllNotFoundException)
{
    // Trouble outside, which its message names: a file, a disk, an address, a library.
    NodeLog.StoppedByTrouble(logger, exception.Message);
    return Failed;
}
catch (Exception exception)
{
    // The top frame: whatever it is, the disk's state is unknown, so the process ends and says why.
    NodeLog.Stopped(logger, exception);
    return Failed;
}

async Task RunAsync(NodeConfiguration configuration, Password password)
{
    for (var beginning = 1; ; beginning++)
    {
        try
        {
            await using var host = new NodeHost(
                configuration.Node, configuration.Api, password, arguments.Rejoins, loggers);
            await host.RunAsync(stopping.Token);
            return;
        }
        catch (SupersededException found) when (!found.MayHaveVoted && beginning < BeginningsMax)
        {
            NodeLog.BeginsAnew(logger, found.Message);
        }
    }
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
