using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Replication.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Replication.Tests.Recording;

public sealed class WireRecordTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger-wire-");

    private string File => Path.Combine(_folder.FullName, "1.wire");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_WhatWasAdded_ComesInOrderWithPeerAndDirection()
    {
        using var record = Open();

        record.Add(WireDirection.Sent, 2, Message(1));
        record.Add(WireDirection.Received, 7, Message(2));

        Assert.Equal(
            [(WireDirection.Sent, (ushort)2, Message(1)), (WireDirection.Received, (ushort)7, Message(2))],
            WireRecordReader.Read(File).Select(entry => (entry.Direction, entry.Peer, entry.Message)));
    }

    [Fact]
    public void Read_OfACutFile_EndsBeforeTheCutEntry()
    {
        using (var record = Open())
        {
            record.Add(WireDirection.Sent, 2, Message(1));
            record.Add(WireDirection.Sent, 2, Message(2));
        }

        using (var file = System.IO.File.OpenWrite(File))
            file.SetLength(file.Length - 1);

        Assert.Equal(Message(1), Assert.Single(WireRecordReader.Read(File)).Message);
    }

    [Fact]
    public void Read_OfAnotherFile_SaysSo()
    {
        System.IO.File.WriteAllText(File, "Dear diary, today I signed nothing.");

        Assert.Throws<InvalidDataException>(() => WireRecordReader.Read(File).ToList());
    }

    [Fact]
    public void Add_BeyondTheBound_EndsTheRecordBetweenTwoEntries()
    {
        using var record = Open(bytesMax: 100);

        for (var i = 0ul; i < 10; i++)
            record.Add(WireDirection.Sent, 2, Message(i));

        Assert.InRange(new FileInfo(File).Length, 1, 100);
        Assert.InRange(WireRecordReader.Read(File).Count(), 1, 9);
    }

    [Fact]
    public void Open_OverAnEarlierRecord_IsRefused()
    {
        Open().Dispose();

        Assert.Throws<IOException>(() => Open());
    }

    private WireRecord Open(long bytesMax = WireRecord.BytesMax) =>
        new(File, TimeProvider.System, NullLogger<WireRecord>.Instance, bytesMax);

    private static ConsensusEnvelope Message(ulong number) =>
        new() { Certificate = ByteString.CopyFrom(BitConverter.GetBytes(number)) };
}
