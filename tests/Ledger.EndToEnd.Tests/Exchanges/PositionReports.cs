using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Contracts.V1;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.Model.Outcomes;
using Outcome = Ledger.Model.Outcomes.Outcome;

namespace Ledger.EndToEnd.Tests.Exchanges;

/// <summary>Positions as nodes report them, and as a script counts them from the blocks alone.</summary>
internal sealed class PositionReports(TestNetwork network)
{
    public async Task<IReadOnlyList<Position>> ReadAsync(Company company, ulong height)
    {
        using var call = network.Nodes.ClientOf(company).Chain.ReportPositions(new() { Height = height });
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }

    /// <summary>Bytes of the whole answer.</summary>
    public static byte[] BytesOf(IEnumerable<Position> report) =>
        [.. report.SelectMany(position => position.ToByteArray())];

    /// <summary>Units by account and token, from the outcomes of all blocks up to a height.</summary>
    public async Task<IReadOnlyList<(string Pair, ulong Units)>> CountAsync(Company company, ulong height)
    {
        var movements = Path.Combine(network.Folder.Path, "movements.txt");
        await File.WriteAllLinesAsync(movements, await ExportAsync(company, height));
        var script = Path.Combine(AppContext.BaseDirectory, "Exchanges", "positions.awk");
        using var awk = Process.Start(new ProcessStartInfo("awk", ["-f", script, movements])
        {
            RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        var lines = await awk.StandardOutput.ReadToEndAsync();
        await awk.WaitForExitAsync();
        return
        [
            .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' '))
                .Select(line => ($"{line[0]} {line[1]}", ulong.Parse(line[2], CultureInfo.InvariantCulture))),
        ];
    }

    private async Task<List<string>> ExportAsync(Company company, ulong height)
    {
        var lines = new List<string>();
        for (ulong at = 1; at <= height; at++)
        {
            var response = await network.Nodes.ClientOf(company).Chain.GetBlockAsync(new() { Height = at });
            foreach (var bytes in response.Block.Outcomes.Skip(1))
            {
                Assert.True(OutcomeCodec.TryDecode(bytes.Span, out Outcome? outcome));
                lines.AddRange(
                    from effect in outcome.Effects
                    from movement in effect.Movements
                    from lot in movement.Lots
                    select $"{movement.Account} {movement.Token} {movement.Kind} {lot.Amount}");
            }
        }

        return lines;
    }
}
