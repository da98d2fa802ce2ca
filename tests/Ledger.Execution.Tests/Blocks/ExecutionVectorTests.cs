using System.Text.Json;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Genesis;
using Ledger.Model.Tests;
using Ledger.Model.Transactions;

namespace Ledger.Execution.Tests.Blocks;

/// <summary>
/// proto/vectors/execution.json: a scripted chain, its outcomes and the state after each block. The roots in it were
/// computed from its entries by another implementation.
/// </summary>
public sealed class ExecutionVectorTests
{
    [Fact]
    public void Chain_OfTheVectors_HasItsOutcomesEntriesAndRoots()
    {
        var vectors = GoldenVectors.Read("execution");
        var genesis = GenesisOf(vectors);
        var codec = new TransactionCodec(genesis.Id, genesis.Network, genesis.Parameters);
        var executor = new BlockExecutor(NetworkRules.Of(genesis));
        var state = new MemoryState();
        var last = GenesisBlock.Of(genesis);
        state.Apply(last);
        Assert.Equal(vectors.Text("genesis_state_root"), last.StateRoot.ToString());

        foreach (var vector in vectors.List("blocks"))
        {
            var context = new BlockContext(
                new(vector.GetProperty("height").GetUInt64()), new(vector.GetProperty("time").GetUInt64()), last.Time);
            var transactions = vector.List("transactions").Select(bytes => Decode(codec, bytes)).ToArray();

            var verdict = executor.Execute(context, state.View, transactions);

            last = Assert.IsType<BlockVerdict.Valid>(verdict).Block;
            state.Apply(last);
            AssertBlock(vector, last, state);
        }
    }

    private static void AssertBlock(JsonElement vector, ExecutedBlock block, MemoryState state)
    {
        var outcomes = Enumerable.Range(0, block.Outcomes.Count)
            .Select(leaf => Convert.ToHexStringLower(block.Outcomes[leaf].Span));
        Assert.Equal([.. vector.List("outcomes").Select(outcome => outcome.GetString()!)], outcomes.ToArray());
        Assert.Equal(vector.Text("outcome_root"), block.OutcomeRoot.ToString());
        Assert.Equal(vector.GetProperty("work_units").GetUInt32(), block.WorkUnits);
        var entries = state.Entries().Select(entry => Describe(entry.Key, entry.Value.Span));
        Assert.Equal([.. vector.List("entries").Select(Describe)], entries.ToArray());
        Assert.Equal(vector.Text("state_root"), block.StateRoot.ToString());
    }

    private static string Describe(JsonElement entry) =>
        Describe(new((StatePart)entry.GetProperty("part").GetByte(), entry.Hex("key")), entry.Hex("value"));

    private static string Describe(StateKey key, ReadOnlySpan<byte> value) =>
        $"{key} {Convert.ToHexStringLower(value)}";

    private static Transaction Decode(TransactionCodec codec, JsonElement bytes)
    {
        var isDecoded = codec.TryDecode(Convert.FromHexString(bytes.GetString()!), out var transaction, out var reason);
        Assert.True(isDecoded && transaction is not null, $"{reason}");
        return transaction;
    }

    private static GenesisDocument GenesisOf(JsonElement vectors)
    {
        var isRead = GenesisReader.TryRead(vectors.Hex("genesis"), out var genesis, out var faults);
        Assert.True(isRead && genesis is not null, string.Join("; ", faults));
        return genesis;
    }
}
