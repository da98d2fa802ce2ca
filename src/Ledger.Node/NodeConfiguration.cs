using System.ComponentModel.DataAnnotations;
using Ledger.Api;
using Ledger.Node.Starting;
using Microsoft.Extensions.Configuration;

namespace Ledger.Node;

/// <summary>The configuration file with overrides from the environment, checked as a whole.</summary>
internal sealed record NodeConfiguration(NodeOptions Node, ApiOptions Api)
{
    /// <summary>Throws with every fault at once.</summary>
    public static NodeConfiguration Read(string file)
    {
        var path = Path.GetFullPath(file);
        if (!File.Exists(path))
            throw new StartRefusedException($"{path} is missing; --config names another file.");
        var configuration = new ConfigurationBuilder().AddJsonFile(path).AddEnvironmentVariables("LEDGER_").Build();
        var node = configuration.GetSection("Node").Get<NodeOptions>() ?? new();
        var api = configuration.GetSection("Api").Get<ApiOptions>() ?? new();
        var faults = FaultsOf("Node", node).Concat(FaultsOf("Api", api))
            .Concat(api.Clients.SelectMany((client, index) => FaultsOf($"Api:Clients:{index}", client))).ToList();
        if (faults.Count > 0)
            throw new StartRefusedException(string.Join(Environment.NewLine, faults.Select(fault => $"{path}: {fault}")));
        return new(node.RelativeTo(Path.GetDirectoryName(path)!), api);
    }

    private static List<string> FaultsOf(string section, object options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), faults, validateAllProperties: true);
        return [.. faults.Select(fault => $"{section}: {fault.ErrorMessage}")];
    }
}
