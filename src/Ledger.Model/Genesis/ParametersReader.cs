namespace Ledger.Model.Genesis;

/// <summary>
/// Reads the parameters: all of them stand in the file, so that no default of a program decides (PROTOCOL 5.3).
/// </summary>
internal static class ParametersReader
{
    private const uint Second = 1_000;
    private const uint Minute = 60 * Second;

    public static Parameters Read(GenesisNode node)
    {
        node.AllowOnly(ParameterNames.All);
        var parameters = new Parameters
        {
            TransactionBytesMax = (int)node[ParameterNames.TransactionBytesMax].Number(1_024, 32 * 1024),
            TransactionOperationsMax = (int)node[ParameterNames.TransactionOperationsMax].Number(1, 100),
            TransactionSignaturesMax = (int)node[ParameterNames.TransactionSignaturesMax].Number(1, 32),
            TransactionWorkUnitsMax = (uint)node[ParameterNames.TransactionWorkUnitsMax].Number(64, 2_000),
            BlockBytesMax = (int)node[ParameterNames.BlockBytesMax].Number(1_024, 8 * 1024 * 1024),
            BlockTransactionsMax = (int)node[ParameterNames.BlockTransactionsMax].Number(1, 20_000),
            BlockWorkUnitsMax = (uint)node[ParameterNames.BlockWorkUnitsMax].Number(64, 400_000),
            ValidityWindow = (uint)node[ParameterNames.ValidityWindow].Number(Minute, 60 * Minute),
            FailuresPerWindowMax = (uint)node[ParameterNames.FailuresPerWindowMax].Number(1, 1_000),
            SweepsPerBlockMax = (uint)node[ParameterNames.SweepsPerBlockMax].Number(1, 10_000),
            LeaderTermBlocks = (ushort)node[ParameterNames.LeaderTermBlocks].Number(1, 1_000),
            ViewTimeout = (uint)node[ParameterNames.ViewTimeout].Number(100, Minute),
            ViewTimeoutMax = (uint)node[ParameterNames.ViewTimeoutMax].Number(100, 10 * Minute),
            ClockSkewMax = (uint)node[ParameterNames.ClockSkewMax].Number(100, Minute),
        };
        CheckPairs(node, parameters);
        return parameters;
    }

    private static void CheckPairs(GenesisNode node, Parameters parameters)
    {
        if (!node.IsPresent)
            return;
        if (parameters.BlockBytesMax < parameters.TransactionBytesMax)
            node[ParameterNames.BlockBytesMax].Fault($"must be at least {ParameterNames.TransactionBytesMax}");
        if (parameters.BlockWorkUnitsMax < parameters.TransactionWorkUnitsMax)
            node[ParameterNames.BlockWorkUnitsMax].Fault($"must be at least {ParameterNames.TransactionWorkUnitsMax}");
        if (parameters.ViewTimeoutMax < parameters.ViewTimeout)
            node[ParameterNames.ViewTimeoutMax].Fault($"must be at least {ParameterNames.ViewTimeout}");
    }
}

/// <summary>How the parameters are called in the file.</summary>
internal static class ParameterNames
{
    public const string TransactionBytesMax = "transaction_bytes_max";
    public const string TransactionOperationsMax = "transaction_operations_max";
    public const string TransactionSignaturesMax = "transaction_signatures_max";
    public const string TransactionWorkUnitsMax = "transaction_work_units_max";
    public const string BlockBytesMax = "block_bytes_max";
    public const string BlockTransactionsMax = "block_transactions_max";
    public const string BlockWorkUnitsMax = "block_work_units_max";
    public const string ValidityWindow = "validity_window_ms";
    public const string FailuresPerWindowMax = "failures_per_window_max";
    public const string SweepsPerBlockMax = "sweeps_per_block_max";
    public const string LeaderTermBlocks = "leader_term_blocks";
    public const string ViewTimeout = "view_timeout_ms";
    public const string ViewTimeoutMax = "view_timeout_max_ms";
    public const string ClockSkewMax = "clock_skew_max_ms";

    public static readonly string[] All =
    [
        TransactionBytesMax, TransactionOperationsMax, TransactionSignaturesMax, TransactionWorkUnitsMax,
        BlockBytesMax, BlockTransactionsMax, BlockWorkUnitsMax, ValidityWindow, FailuresPerWindowMax,
        SweepsPerBlockMax, LeaderTermBlocks, ViewTimeout, ViewTimeoutMax, ClockSkewMax,
    ];
}
