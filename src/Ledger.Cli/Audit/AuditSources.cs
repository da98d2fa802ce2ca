using System.CommandLine;
using Ledger.Auditor.Sources;
using Ledger.Cli.Invocation;
using Ledger.Model.Genesis;

namespace Ledger.Cli.Audit;

/// <summary>Which copies of a chain a command reads, and the genesis file that it believes alone.</summary>
internal sealed class AuditSources
{
    private readonly ConnectionOptions _connection = new();

    private readonly Option<string> _genesis = new("--genesis")
    {
        Description = "The network's genesis file: all that an auditor has to trust.",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<string[]> _directories = new("--directory")
    {
        Description = "A node's data directory or a copy of one, read without disturbing the node. May be repeated.",
        HelpName = "folder",
    };

    private readonly Option<string[]> _archives = new("--archive")
    {
        Description = "An archive made by `ledger audit export`. May be repeated.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_genesis);
        _connection.AddTo(command);
        command.Options.Add(_directories);
        command.Options.Add(_archives);
    }

    public GenesisDocument ReadGenesis(CommandRun run)
    {
        var path = run.Get(_genesis);
        return GenesisReader.TryRead(File.ReadAllBytes(path), out var genesis, out var faults)
            ? genesis
            : throw new UsageException(string.Join('\n', faults.Select(fault => $"{path}: {fault}")));
    }

    /// <summary>
    /// All nodes of the network, or the one that was named, unless only files are asked for; then the files. The caller
    /// disposes them.
    /// </summary>
    public IReadOnlyList<ChainSource> Open(CommandRun run, GenesisDocument genesis)
    {
        var directories = run.Find(_directories) ?? [];
        var archives = run.Find(_archives) ?? [];
        var sources = new List<ChainSource>();
        if (_connection.IsNamed(run) || directories.Length + archives.Length == 0)
        {
            if (_connection.Read(run).Id != genesis.Id)
                throw new UsageException("The genesis file is not that of the network file.");
            sources.AddRange(_connection.ConnectToEach(run).Select(client => new NodeSource(client)));
        }

        sources.AddRange(directories.Select(directory => new DirectorySource(directory)));
        sources.AddRange(archives.Select(archive => new ArchiveSource(archive)));
        return sources;
    }
}
