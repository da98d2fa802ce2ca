using System.Globalization;

namespace Ledger.Devnet.Bench;

/// <summary>What a process of this machine has used, as Linux counts it.</summary>
/// <param name="Cpu">User and system time since its start, to 10 ms.</param>
/// <param name="MemoryPeak">The most bytes it ever had in memory.</param>
internal sealed record ProcessUsage(TimeSpan Cpu, long Memory, long MemoryPeak)
{
    // USER_HZ, which every Linux shows to programs.
    private const double TicksPerSecond = 100;

    // man 5 proc_pid_stat: fields 14 and 15, counted behind the name in parentheses, which ends field 2.
    private const int UserTimeField = 14 - 3, SystemTimeField = 15 - 3;

    public static ProcessUsage Read(int process)
    {
        var status = File.ReadAllLines($"/proc/{process}/status");
        return new(
            ParseCpu(File.ReadAllText($"/proc/{process}/stat")),
            ParseSize(status, "VmRSS:"),
            ParseSize(status, "VmHWM:"));
    }

    /// <summary>The process that runs a node with this configuration; null if there is none.</summary>
    public static int? FindNode(string configuration)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                && IsNode(folder, configuration))
            {
                return process;
            }
        }

        return null;
    }

    internal static TimeSpan ParseCpu(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[UserTimeField], CultureInfo.InvariantCulture)
            + long.Parse(fields[SystemTimeField], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Bytes; the files say kilobytes.</summary>
    internal static long ParseSize(IEnumerable<string> status, string name)
    {
        var line = status.First(line => line.StartsWith(name, StringComparison.Ordinal));
        var kilobytes = line[name.Length..].Replace("kB", "", StringComparison.Ordinal);
        return 1024 * long.Parse(kilobytes, CultureInfo.InvariantCulture);
    }

    private static bool IsNode(string folder, string configuration)
    {
        try
        {
            var arguments = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
            return arguments.Any(argument => argument.EndsWith("ledger-node.dll", StringComparison.Ordinal))
                && arguments.Contains(configuration, StringComparer.Ordinal);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return false;
        }
    }
}
