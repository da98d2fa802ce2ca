namespace Ledger.Api.Tests.Reflection;

/// <summary>A test that needs npm; where there is none it says so and is skipped.</summary>
internal sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "npm"))))
            Skip = "npm is not installed.";
    }
}
