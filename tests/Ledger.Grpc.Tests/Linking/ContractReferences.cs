using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Ledger.Grpc.Tests.Linking;

/// <summary>Reads from an assembly's metadata every member that it expects of other assemblies.</summary>
internal static class ContractReferences
{
    public static List<ContractReference> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. from handle in metadata.MemberReferences
               let reference = metadata.GetMemberReference(handle)
               where !BelongsToOwnGenericType(metadata, reference.Parent)
               select new ContractReference(
                   assembly.ManifestModule,
                   MetadataTokens.GetToken(handle),
                   metadata.GetString(reference.Name)),
        ];
    }

    /// <summary>
    /// An assembly refers to members of its own generic types, too, and may constrain them as it likes.
    /// </summary>
    private static bool BelongsToOwnGenericType(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeSpecification)
            return false;

        var signature = metadata.GetBlobReader(
            metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return false;
        signature.ReadCompressedInteger(); // Whether it is a class or a struct.
        return signature.ReadTypeHandle().Kind == HandleKind.TypeDefinition;
    }
}
