using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Rpc;

namespace Ledger.Api.Json;

/// <summary>
/// Says the JSON calls in OpenAPI 3, made from the same descriptors that the calls are made from, in the words of the
/// comments beside them.
/// </summary>
internal sealed class OpenApiDocument
{
    private readonly JsonObject _schemas = [];

    private OpenApiDocument()
    {
    }

    public static string Of(IEnumerable<ServiceDescriptor> services, string version)
    {
        var document = new OpenApiDocument();
        var paths = new JsonObject();
        var tags = new JsonArray();
        foreach (var service in services)
        {
            tags.Add(Described(new() { ["name"] = service.Name }, service));
            foreach (var method in service.Methods.Where(method => !method.IsClientStreaming))
                paths[JsonCalls.PathOf(service.FullName, method.Name)] = new JsonObject { ["post"] = document.CallOf(method) };
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = "LedgerNode", ["version"] = version },
            ["tags"] = tags,
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = document._schemas,
                ["securitySchemes"] = new JsonObject
                {
                    ["login"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
        }.ToJsonString();
    }

    private static JsonObject Described(JsonObject item, IDescriptor descriptor)
    {
        if (ProtoComments.Find(descriptor) is { } comment)
            item["description"] = comment;
        return item;
    }

    private JsonObject CallOf(MethodDescriptor method) => Described(Undescribed(method), method);

    private JsonObject Undescribed(MethodDescriptor method) => new()
    {
        ["operationId"] = $"{method.Service.Name}_{method.Name}",
        ["tags"] = new JsonArray(method.Service.Name),
        ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["login"] = new JsonArray() }),
        ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = ContentOf("application/json", method.InputType) },
        ["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = method.IsServerStreaming ? "One object a line, each with a result." : "The answer.",
                ["content"] = ContentOf(
                    method.IsServerStreaming ? "application/x-ndjson" : "application/json", method.OutputType),
            },
            ["default"] = new JsonObject
            {
                ["description"] = "An error, with its reason in the details.",
                ["content"] = ContentOf("application/json", Status.Descriptor),
            },
        },
    };

    private JsonObject ContentOf(string type, MessageDescriptor message) =>
        new() { [type] = new JsonObject { ["schema"] = ReferenceTo(message) } };

    private JsonObject ReferenceTo(MessageDescriptor message)
    {
        if (!_schemas.ContainsKey(message.FullName))
        {
            // Entered before its fields are, since messages may contain themselves.
            var schema = Described(new() { ["type"] = "object" }, message);
            _schemas[message.FullName] = schema;
            var properties = new JsonObject();
            foreach (var field in message.Fields.InDeclarationOrder())
                properties[field.JsonName] = Described(field.IsRepeated ? ListOf(field) : SingleOf(field), field);
            schema["properties"] = properties;
        }

        return new() { ["$ref"] = $"#/components/schemas/{message.FullName}" };
    }

    /// <summary>Beside a reference nothing else counts, so one that has a description of its own is wrapped.</summary>
    private JsonObject SingleOf(FieldDescriptor field)
    {
        var value = ValueOf(field);
        return value.ContainsKey("$ref") && ProtoComments.Find(field) is not null
            ? new() { ["allOf"] = new JsonArray(value) }
            : value;
    }

    private JsonObject ListOf(FieldDescriptor field) => new() { ["type"] = "array", ["items"] = ValueOf(field) };

    private JsonObject ValueOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.UInt64 or FieldType.Int64 => new() { ["type"] = "string", ["format"] = "int64" },
        FieldType.UInt32 or FieldType.Int32 => new() { ["type"] = "integer" },
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Bytes => new() { ["type"] = "string", ["format"] = "byte" },
        FieldType.Enum => new()
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. field.EnumType.Values.Select(value => (JsonNode)value.Name)]),
        },

        // A detail of an error: an object that names its type.
        FieldType.Message when field.MessageType.File.Package is "google.protobuf" => new() { ["type"] = "object" },
        FieldType.Message => ReferenceTo(field.MessageType),
        _ => new() { ["type"] = "string" },
    };
}
