namespace Grpc.Core;

/// <summary>Makes marshallers; the form that generated code calls.</summary>
public static class Marshallers
{
    public static Marshaller<T> Create<T>(
        Action<T, SerializationContext> serializer,
        Func<DeserializationContext, T> deserializer) => new(serializer, deserializer);
}
