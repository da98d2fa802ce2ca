using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ledger.Api.Json;

/// <summary>What the comments of proto/ say of services, calls, messages and fields. The generated code knows none.</summary>
internal static class ProtoComments
{
    private const string Resource = "contracts.protoset";

    private static readonly FrozenDictionary<string, string> Texts = Read();

    /// <summary>Plain text, paragraphs parted by an empty line; null if there is no comment.</summary>
    public static string? Find(IDescriptor descriptor) => Texts.GetValueOrDefault(descriptor.FullName);

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(Contracts.V1.Wallet).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The contracts were built without {Resource}.");
        var set = FileDescriptorSet.Parser.ParseFrom(stream);
        var files = FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()));
        var declared = files.SelectMany(file => file.Services.SelectMany<ServiceDescriptor, DescriptorBase>(
                service => [service, .. service.Methods])
            .Concat(file.MessageTypes.SelectMany(DeclaredBy)));
        return declared
            .Where(descriptor => descriptor.Declaration?.LeadingComments.Length > 0)
            .ToFrozenDictionary(
                descriptor => descriptor.FullName,
                descriptor => Unwrap(descriptor.Declaration.LeadingComments),
                StringComparer.Ordinal);
    }

    private static IEnumerable<DescriptorBase> DeclaredBy(MessageDescriptor message) =>
        [message, .. message.Fields.InDeclarationOrder(), .. message.NestedTypes.SelectMany(DeclaredBy)];

    /// <summary>Lines were broken for a screen: a paragraph becomes one.</summary>
    private static string Unwrap(string comment)
    {
        var paragraphs = comment.Trim().Split("\n\n").Select(paragraph =>
            string.Join(' ', paragraph.Split('\n', StringSplitOptions.TrimEntries)));
        return string.Join("\n\n", paragraphs);
    }
}
