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
try
{
    var configuration = NodeConfiguration.Read(arguments.Configuration);
    if (arguments.ChecksOnly)
    {
        return Check(configuration, arguments.Configuration);
    }

    using var password = OpenPassword(configuration.Node.PasswordFile);

    // Only now: whoever has yet to hand over the password is not waited for.
    using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
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

static Password OpenPassword(string file)
{
    if (file is not "-")
        return Password.FromFile(file);

    // A terminal would show it to whoever looks.
    return Console.IsInputRedirected
        ? Password.FromStream(Console.OpenStandardInput())
        : throw new StartRefusedException(
            "Node:PasswordFile is \"-\", and nothing hands the password over: ledger-node … < password");
}

static int Check(NodeConfiguration configuration, string file)
{
    var check = new NodeCheck(configuration.Node);
    if (check.Faults.Count > 0)
    {
        Console.Error.WriteLine(string.Join(Environment.NewLine, check.Faults));
        return Failed;
    }

    Console.WriteLine($"{file} is in order, and so are genesis and key files, as far as they say without the password: "
        + $"the node of {check.Self!.Name}. The data are looked at when it starts.");
    return Done;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
