using System.Runtime.CompilerServices;
using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Auditor.Archives;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Auditor.Sources;

/// <summary>An exported archive. It is read twice: once for its checksums and its length, once for the audit.</summary>
public sealed class ArchiveSource(string path) : ChainSource(path)
{
    private const int BufferBytes = 1 << 20;

    public override async Task<SourceHead> OpenAsync(GenesisDocument genesis, CancellationToken cancellationToken)
    {
        await using var stream = OpenFile();
        var reader = new ArchiveReader(stream, Name);
        var network = await reader.ReadHeadAsync(cancellationToken);
        if (network != genesis.Id)
            throw new SourceDamagedException(Finding.Differs(Height.Genesis, AuditField.Network, network, genesis.Id));
        var head = await reader.ReadBlockAsync(cancellationToken)
            ?? throw new SourceDamagedException(
                Finding.At(Height.Genesis, AuditField.Storage, $"{Name}: holds no block"));
        var last = head.Height;
        while (await reader.ReadBlockAsync(cancellationToken) is { } block)
            last = block.Height;
        return new(last, null, []);
    }

    public override async IAsyncEnumerable<RawBlock> ReadAsync(
        Height last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = OpenFile();
        var reader = new ArchiveReader(stream, Name);
        await reader.ReadHeadAsync(cancellationToken);
        while (await reader.ReadBlockAsync(cancellationToken) is { } block && block.Height <= last)
            yield return block;
    }

    private FileStream OpenFile()
    {
        try
        {
            return new(Name, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, useAsync: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException
            or UnauthorizedAccessException)
        {
            throw new SourceUnreachableException(exception.Message);
        }
    }
}
