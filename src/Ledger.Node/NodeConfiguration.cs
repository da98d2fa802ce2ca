using System.ComponentModel.DataAnnotations;
using Ledger.Api;
using Ledger.Node.Starting;
using Microsoft.Extensions.Configuration;

namespace Ledger.Node;

/// <summary>The configuration file with overrides from the environment, checked as a whole.</summary>
internal sealed record NodeConfiguration(NodeOptions Node, ApiOptions Api)
{
    private const string EnvironmentPrefix = "LEDGER_";

    private static readonly (string Name, Type Options)[] Sections =
        [(nameof(Node), typeof(NodeOptions)), (nameof(Api), typeof(ApiOptions))];

    /// <summary>Throws with every fault at once.</summary>
    public static NodeConfiguration Read(string file)
    {
        var path = Path.GetFullPath(file);
        var text = ReadText(path);
        var misfits = SectionsOfFile(path).Concat(
            Sections.SelectMany(section => ConfigurationText.FaultsOf(text.GetSection(section.Name), section.Options))).ToList();
        var (node, api) = Bind(text, misfits);
        var faults = misfits.Select(misfit => $"{misfit.Path}: {misfit.Fault}")
            .Concat(FaultsOf(nameof(Node), node))
            .Concat(FaultsOf(nameof(Api), api))
            .Concat(api.Clients.SelectMany((client, index) => FaultsOf($"{nameof(Api)}:Clients:{index}", client)))
            .ToList();
        return faults.Count == 0
            ? new(node.RelativeTo(Path.GetDirectoryName(path)!), api)
            : throw new StartRefusedException(string.Join(Environment.NewLine, faults.Select(fault => $"{path}: {fault}")));
    }

    private static IConfigurationRoot ReadText(string path)
    {
        if (!File.Exists(path))
            throw new StartRefusedException($"{path} is missing; --config names another file.");
        try
        {
            return new ConfigurationBuilder().AddJsonFile(path).AddEnvironmentVariables(EnvironmentPrefix).Build();
        }
        catch (InvalidDataException fault)
        {
            throw new StartRefusedException($"{path} is not a configuration: {fault.GetBaseException().Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Only of the file: the environment has names that are for other programs.</summary>
    private static IEnumerable<ConfigurationText.Misfit> SectionsOfFile(string path) =>
        new ConfigurationBuilder().AddJsonFile(path).Build().GetChildren()
            .Where(child => !Sections.Any(section => section.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(child => new ConfigurationText.Misfit(child.Path, "there is no such section; there are Node and Api."));

    /// <summary>
    /// A value that does not fit is left out, so that what else is wrong can be said too; null stands for the default.
    /// </summary>
    private static (NodeOptions Node, ApiOptions Api) Bind(IConfigurationRoot text, IEnumerable<ConfigurationText.Misfit> misfits)
    {
        var left = misfits.Select(misfit => misfit.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fitting = new ConfigurationBuilder()
            .AddInMemoryCollection(text.AsEnumerable().Where(entry => entry.Value is not null && !left.Contains(entry.Key)))
            .Build();
        return (
            fitting.GetSection(nameof(Node)).Get<NodeOptions>() ?? new(),
            fitting.GetSection(nameof(Api)).Get<ApiOptions>() ?? new());
    }

    // The framework's way to validate a whole object says nothing of it as a whole while one of its values is wrong.
    private static IEnumerable<string> FaultsOf(string section, IValidatableObject options)
    {
        var faults = new List<ValidationResult>();
        foreach (var property in options.GetType().GetProperties())
        {
            var context = new ValidationContext(options) { MemberName = property.Name };
            Validator.TryValidateProperty(property.GetValue(options), context, faults);
        }

        return faults.Concat(options.Validate(new(options))).Select(fault => $"{section}: {fault.ErrorMessage}");
    }
}
