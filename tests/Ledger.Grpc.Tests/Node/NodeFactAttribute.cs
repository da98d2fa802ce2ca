namespace Ledger.Grpc.Tests.Node;

/// <summary>A test that needs Node.js; where there is none it says so and is skipped.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!IsInstalled("node") || !IsInstalled("npm"))
            Skip = "node or npm is not installed.";
    }

    private static bool IsInstalled(string program) =>
        Environment.GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
