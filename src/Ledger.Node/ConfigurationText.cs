using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Ledger.Node;

/// <summary>
/// Holds the text of a section against the options that it is bound to: the binder itself passes over names that no
/// option has, and stops at the first value that does not fit.
/// </summary>
internal static class ConfigurationText
{
    public static IEnumerable<Misfit> FaultsOf(IConfigurationSection section, Type type)
    {
        if (ItemOf(type) is { } item)
            return FaultsOfItems(section, item);
        return type.IsClass && type != typeof(string) ? FaultsOfOptions(section, type) : FaultsOfValue(section, type);
    }

    private static IEnumerable<Misfit> FaultsOfOptions(IConfigurationSection section, Type type)
    {
        if (!string.IsNullOrEmpty(section.Value))
            return [new(section.Path, "this is a group of options, not one value.")];
        var options = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        return section.GetChildren().SelectMany(child => options.TryGetValue(child.Key, out var option)
            ? FaultsOf(child, option)
            : [new(child.Path, $"there is no such option; there are {string.Join(", ", options.Keys)}.")]);
    }

    private static IEnumerable<Misfit> FaultsOfItems(IConfigurationSection section, Type item) =>
        string.IsNullOrEmpty(section.Value)
            ? section.GetChildren().SelectMany(child => FaultsOf(child, item))
            : [new(section.Path, "this is a list, not one value.")];

    private static IEnumerable<Misfit> FaultsOfValue(IConfigurationSection section, Type type)
    {
        if (section.GetChildren().FirstOrDefault() is { } inner)
            return [new(inner.Path, $"{section.Key} is one value, not several.")];
        try
        {
            section.Get(type);
            return [];
        }
        catch (InvalidOperationException)
        {
            return [new(section.Path, $"'{section.Value}' is not {KindOf(type)}.")];
        }
    }

    /// <summary>Null for what is not a list or a table.</summary>
    private static Type? ItemOf(Type type)
    {
        var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return shape == typeof(IReadOnlyList<>) || shape == typeof(IReadOnlyDictionary<,>)
            ? type.GetGenericArguments()[^1]
            : null;
    }

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ when type == typeof(bool) => "true or false",
        _ => "a whole number of this option's size",
    };

    /// <param name="Path">Names as in the file, with colons between them.</param>
    internal readonly record struct Misfit(string Path, string Fault);
}
