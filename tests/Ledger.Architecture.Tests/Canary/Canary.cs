namespace Canary;

/// <summary>Each member breaks the ban on one kind of impurity; the build must name every one of them.</summary>
public static class Impure
{
    public static long Clock() => System.DateTimeOffset.UtcNow.Ticks;

    public static int Chance() => new System.Random(1).Next();

    public static string Machine() => System.Environment.MachineName;

    public static bool Disk() => System.IO.File.Exists("x");

    public static void Concurrency() => System.Threading.Tasks.Task.CompletedTask.ToString();

    public static int Order() => System.HashCode.Combine(1, 2);

    public static object Fraction() => System.Double.Parse("1", System.Globalization.CultureInfo.InvariantCulture);
}
