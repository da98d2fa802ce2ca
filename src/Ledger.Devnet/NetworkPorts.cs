namespace Ledger.Devnet;

/// <summary>Where the nodes of a development network listen on this machine.</summary>
/// <param name="Offset">Added to every port, so that several networks fit on one machine.</param>
public readonly record struct NetworkPorts(int Offset)
{
    private const int PeersFirst = 7100;
    private const int CallsFirst = 7200;

    public IEnumerable<int> All
    {
        get
        {
            foreach (var company in Company.All)
            {
                yield return OfPeers(company);
                yield return OfCalls(company);
            }
        }
    }

    /// <summary>Those of the network whose first company takes calls on this port.</summary>
    public static NetworkPorts WithFirstCalls(int port) => new(port - CallsFirst);

    /// <summary>Where other nodes connect.</summary>
    public int OfPeers(Company company) => PeersFirst + Offset + company.Index;

    /// <summary>Where wallets, shops and auditors connect.</summary>
    public int OfCalls(Company company) => CallsFirst + Offset + company.Index;
}
