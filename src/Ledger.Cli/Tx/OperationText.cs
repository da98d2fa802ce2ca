using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Cryptography;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Tx;

/// <summary>
/// Operations as JSON, with accounts in their text form. Any operation of the proto, also later ones.
/// </summary>
internal static class OperationText
{
    private static readonly string[] Accounts =
    [
        "account", "arbiter", "by", "fee_account", "from", "minter", "payee", "to", "treasury",
    ];

    public static JsonNode Of(IMessage message)
    {
        var json = new JsonObject();
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsRepeated)
                AddList(json, field, (System.Collections.IList)field.Accessor.GetValue(message));
            else if (field.Accessor.GetValue(message) is { } value && !IsDefault(value) && IsChosen(field, message))
                json[field.JsonName] = NodeOf(field, value);
        }

        return json;
    }

    private static bool IsChosen(FieldDescriptor field, IMessage message) =>
        field.RealContainingOneof is null || field.Accessor.HasValue(message);

    private static void AddList(JsonObject json, FieldDescriptor field, System.Collections.IList values)
    {
        if (values.Count > 0)
            json[field.JsonName] = new JsonArray([.. values.Cast<object>().Select(value => NodeOf(field, value))]);
    }

    private static bool IsDefault(object value) => value is ulong and 0 or uint and 0 or false or "" || value is ByteString { Length: 0 };

    private static JsonNode NodeOf(FieldDescriptor field, object value) => value switch
    {
        IMessage message => Of(message),
        ByteString bytes => BytesOf(field, bytes),
        bool flag => flag,
        uint number => number,
        _ => value.ToString() ?? "",
    };

    private static JsonNode BytesOf(FieldDescriptor field, ByteString bytes) =>
        Accounts.Contains(field.Name, StringComparer.Ordinal) && Digest.TryRead(bytes.Span, out var account)
            ? TextForm.Account.Write(account)
            : Convert.ToHexStringLower(bytes.Span);
}
