namespace Ledger.Node;

/// <summary>The few words of the command line; all else stands in the configuration file.</summary>
internal sealed record NodeArguments(string Configuration, bool Rejoins, bool ChecksOnly, bool WantsHelp)
{
    public const string Help = """
        Runs one company's node.

        Usage: ledger-node [--config FILE] [--rejoin] [--check]

          --config FILE   the configuration, default appsettings.json
          --rejoin        after the data or the record of signed votes was lost: follow without a vote until the
                          chain has outrun everything that this key can have signed
          --check         say all that is wrong with the configuration, the genesis file and the key files, and end;
                          needs no password, may be asked while the node runs, and does not look at the data
          --help          this text

        The password of the key files comes from Node:PasswordFile, or from standard input where that is "-".
        Example: ledger-node --config /etc/ledger/appsettings.json < password
        """;

    /// <param name="fault">What makes no sense, if the answer is null.</param>
    public static NodeArguments? TryParse(string[] words, out string fault)
    {
        fault = "";
        var arguments = new NodeArguments("appsettings.json", false, false, false);
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "--config" when i + 1 < words.Length:
                    arguments = arguments with { Configuration = words[++i] };
                    break;
                case "--rejoin":
                    arguments = arguments with { Rejoins = true };
                    break;
                case "--check":
                    arguments = arguments with { ChecksOnly = true };
                    break;
                case "--help" or "-h":
                    arguments = arguments with { WantsHelp = true };
                    break;
                case "--config":
                    fault = "--config needs the name of a file.";
                    return null;
                default:
                    fault = $"There is no option {words[i]}.";
                    return null;
            }
        }

        return arguments;
    }
}
