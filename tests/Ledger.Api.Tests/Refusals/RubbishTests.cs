using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;

namespace Ledger.Api.Tests.Refusals;

/// <summary>Nothing that anybody sends ends as an error of the server.</summary>
[Collection(NetworkGroup.Name)]
public sealed class RubbishTests(TestNetwork network)
{
    private const int BytesMax = 400;

    private static readonly StatusCode[] Never = [StatusCode.Internal, StatusCode.Unknown, StatusCode.DataLoss];

    private static IEnumerable<MethodDescriptor> Calls => new[]
    {
        Contracts.V1.Wallet.Descriptor, Issuer.Descriptor, Contracts.V1.Events.Descriptor, Contracts.V1.Chain.Descriptor,
        Grpc.Health.V1.Health.Descriptor, Grpc.Reflection.V1.ServerReflection.Descriptor,
    }.SelectMany(service => service.Methods);

    [Fact]
    public async Task EveryCall_WithRandomBytes_EndsWithAReason()
    {
        var random = new Random(7);

        await AssertNeverAsync(40, _ =>
        {
            var bytes = new byte[random.Next(BytesMax)];
            random.NextBytes(bytes);
            return bytes;
        });
    }

    [Fact]
    public async Task EveryCall_WithMessagesOfRandomFields_EndsWithAReason()
    {
        var random = new Random(8);

        await AssertNeverAsync(40, descriptor => Fill(descriptor, random, depth: 0).ToByteArray());
    }

    [Fact]
    public async Task Request_LargerThanTheNodeTakes_IsRefusedWithItsReason()
    {
        var wallet = new Contracts.V1.Wallet.WalletClient(network.AirlineNode.Connect());

        await Refusal.AssertAsync("NODE_REQUEST_TOO_LARGE", StatusCode.InvalidArgument, async () =>
            await wallet.SubmitAsync(new() { Transaction = ByteString.CopyFrom(new byte[1 << 20]) }));
    }

    [Fact]
    public async Task Request_ThatIsNoMessage_IsRefusedWithItsReason()
    {
        var invoker = network.AirlineNode.Connect().CreateCallInvoker();

        var error = await RawCall.TryAsync(
            invoker, Contracts.V1.Wallet.Descriptor.FindMethodByName("Submit"), [0x0a, 0xff, 0xff, 0xff, 0xff, 0x7f]);

        Assert.Equal("NODE_REQUEST_MALFORMED", Refusal.ReasonOf(error!));
    }

    /// <summary>A few hundred bytes that unpack to more than any request may have.</summary>
    [Fact]
    public async Task Request_ThatIsCompressed_IsNotUnpacked()
    {
        var invoker = network.AirlineNode.Connect().CreateCallInvoker();
        var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };

        var error = await RawCall.TryAsync(
            invoker, Contracts.V1.Wallet.Descriptor.FindMethodByName("Submit"), new byte[1 << 20], headers);

        Assert.Equal(StatusCode.Unimplemented, error?.StatusCode);
    }

    private async Task AssertNeverAsync(int rounds, Func<MessageDescriptor, byte[]> make)
    {
        foreach (var identity in new[] { null, network.Shop, network.Auditor })
        {
            var invoker = network.AirlineNode.Connect(identity).CreateCallInvoker();
            var requests = Calls.SelectMany(method =>
                Enumerable.Range(0, rounds).Select(_ => (Method: method, Bytes: make(method.InputType)))).ToList();
            var errors = await Task.WhenAll(requests.Select(request =>
                RawCall.TryAsync(invoker, request.Method, request.Bytes, patience: TimeSpan.FromSeconds(5))));
            for (var i = 0; i < errors.Length; i++)
            {
                Assert.False(
                    errors[i] is { } error && Never.Contains(error.StatusCode),
                    $"{requests[i].Method.FullName} {errors[i]?.Status} {Convert.ToHexString(requests[i].Bytes)}");
            }
        }
    }

    private static IMessage Fill(MessageDescriptor descriptor, Random random, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(descriptor.ClrType)!;
        foreach (var field in descriptor.Fields.InDeclarationOrder().Where(_ => random.Next(3) > 0))
        {
            if (field.FieldType == FieldType.Message && depth > 3)
                continue;
            if (field.IsRepeated)
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(ValueOf(field, random, depth));
            else
                field.Accessor.SetValue(message, ValueOf(field, random, depth));
        }

        return message;
    }

    private static object ValueOf(FieldDescriptor field, Random random, int depth)
    {
        ulong[] numbers = [0, 1, 100, uint.MaxValue, long.MaxValue, ulong.MaxValue];
        switch (field.FieldType)
        {
            case FieldType.Message:
                return Fill(field.MessageType, random, depth + 1);
            case FieldType.Bytes:
                var bytes = new byte[random.Next(2) == 0 ? 32 : random.Next(40)];
                random.NextBytes(bytes);
                return ByteString.CopyFrom(bytes);
            case FieldType.String:
                return ((string[])["", "MILES", "BEANS", "miles", "mint", "ledger.v1.Wallet", "ü\u0001x"])[random.Next(7)];
            case FieldType.Bool:
                return random.Next(2) == 0;
            case FieldType.UInt64:
                return numbers[random.Next(numbers.Length)];
            case FieldType.Int64:
                return unchecked((long)numbers[random.Next(numbers.Length)]);
            case FieldType.UInt32:
                return (uint)numbers[random.Next(4)];
            case FieldType.Enum:
                return Enum.ToObject(field.EnumType.ClrType, random.Next(12));
            default:
                return random.Next();
        }
    }
}
