using Google.Protobuf.Reflection;

namespace Ledger.Api.Reflection;

/// <summary>Every file that the services of a listener need, by its name and by what it declares.</summary>
internal sealed class DescriptorIndex
{
    private readonly Dictionary<string, FileDescriptor> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _bySymbol = new(StringComparer.Ordinal);

    public DescriptorIndex(ServedServices served)
    {
        foreach (var service in served.Services)
            Add(service.File);
    }

    public FileDescriptor? FindFile(string name) => _byName.GetValueOrDefault(name);

    /// <param name="symbol">Full name of a service, method, message, enum or field.</param>
    public FileDescriptor? FindSymbol(string symbol) => _bySymbol.GetValueOrDefault(symbol);

    private void Add(FileDescriptor file)
    {
        if (!_byName.TryAdd(file.Name, file))
            return;
        foreach (var dependency in file.Dependencies)
            Add(dependency);
        foreach (var service in file.Services)
            Add(service, file, service.Methods);
        foreach (var message in file.MessageTypes)
            Add(message);
        foreach (var type in file.EnumTypes)
            Add(type, file, type.Values);
    }

    private void Add(MessageDescriptor message)
    {
        Add(message, message.File, message.Fields.InDeclarationOrder());
        foreach (var nested in message.NestedTypes)
            Add(nested);
        foreach (var type in message.EnumTypes)
            Add(type, message.File, type.Values);
    }

    private void Add(IDescriptor owner, FileDescriptor file, IEnumerable<IDescriptor> parts)
    {
        foreach (var descriptor in parts.Prepend(owner))
            _bySymbol.TryAdd(descriptor.FullName, file);
    }
}
