using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Ledger.Api.Reflection;

/// <summary>The standard reflection service: which calls there are, for tools that were not built with the proto files.</summary>
internal sealed class ReflectionService(ServedServices served) : ServerReflection.ServerReflectionBase
{
    private readonly DescriptorIndex _index = new(served);

    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
            await responseStream.WriteAsync(Answer(requestStream.Current), context.CancellationToken);
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new();
                response.ListServicesResponse.Service.Add(
                    served.Services.Select(service => new ServiceResponse { Name = service.FullName }));
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                Describe(_index.FindFile(request.FileByFilename), response);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                Describe(_index.FindSymbol(request.FileContainingSymbol), response);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType
                when _index.FindSymbol(request.AllExtensionNumbersOfType) is not null:
                response.AllExtensionNumbersResponse = new() { BaseTypeName = request.AllExtensionNumbersOfType };
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.None:
                response.ErrorResponse = ErrorOf(StatusCode.InvalidArgument, "Ask for something.");
                break;
            default:
                // The ledger's messages have no extensions.
                response.ErrorResponse = ErrorOf(StatusCode.NotFound, "There is no such extension or type.");
                break;
        }

        return response;
    }

    /// <summary>The file with all that it imports, so that one answer is enough.</summary>
    private static void Describe(FileDescriptor? file, ServerReflectionResponse response)
    {
        if (file is null)
        {
            response.ErrorResponse = ErrorOf(StatusCode.NotFound, "There is no such file or symbol.");
            return;
        }

        var files = new List<FileDescriptor>();
        Collect(file, files);
        response.FileDescriptorResponse = new();
        response.FileDescriptorResponse.FileDescriptorProto.Add(files.Select(item => item.SerializedData));
    }

    private static void Collect(FileDescriptor file, List<FileDescriptor> files)
    {
        if (files.Contains(file))
            return;
        files.Add(file);
        foreach (var dependency in file.Dependencies)
            Collect(dependency, files);
    }

    private static ErrorResponse ErrorOf(StatusCode code, string message) =>
        new() { ErrorCode = (int)code, ErrorMessage = message };
}
