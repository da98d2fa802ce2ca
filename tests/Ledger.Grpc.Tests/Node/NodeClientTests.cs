using System.Diagnostics;
using System.Text.Json;
using Ledger.Grpc.Tests.Calls;

namespace Ledger.Grpc.Tests.Node;

/// <summary>The wire as a client sees it that nobody here wrote.</summary>
[Collection(EchoServerGroup.Name)]
public sealed class NodeClientTests(EchoServer server)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Node");

    [NodeFact]
    public async Task Client_EveryKindOfCallPlainAndCompressed_GetsTheRightAnswers()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            Assert.Empty(await Run("npm", ["ci", "--no-audit", "--no-fund", "--silent"], input: ""));

        var errors = await Run("node", ["client.js"], JsonSerializer.Serialize(new
        {
            port = server.Port,
            proto = Path.Combine(AppContext.BaseDirectory, "echo.proto"),
            serverCertificate = server.ServerIdentity.Certificate.ExportCertificatePem(),
            key = server.ClientIdentity.KeyPem,
            certificate = server.ClientIdentity.Certificate.ExportCertificatePem(),
        }));

        Assert.True(errors.Length == 0, errors);
    }

    /// <summary>What the program wrote to standard error, or its exit code if it failed in silence.</summary>
    private static async Task<string> Run(string program, string[] arguments, string input)
    {
        using var timeout = new CancellationTokenSource(Deadline);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return process.ExitCode == 0 || errors.Length > 0 ? errors : $"{program} exited with {process.ExitCode}";
    }
}
