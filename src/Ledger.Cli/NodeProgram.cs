using Ledger.Cli.Invocation;

namespace Ledger.Cli;

/// <summary>The node's program, which stands beside this one.</summary>
internal static class NodeProgram
{
    public static string Find()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ledger-node.dll");
        return File.Exists(program)
            ? program
            : throw new UsageException($"{program} is missing: publish Ledger.Node beside this program.");
    }
}
