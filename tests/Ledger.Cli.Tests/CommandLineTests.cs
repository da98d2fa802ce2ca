using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Tests;

/// <summary>What holds for every command, also for those that are still to come.</summary>
public sealed class CommandLineTests
{
    private static readonly Command Root = LedgerCommandLine.Create();

    public static TheoryData<string> Paths => [.. Leaves(Root, "ledger").Select(leaf => leaf.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Command_InItsHelp_HasAnExampleThatParses(string path)
    {
        var command = Find(path);
        var example = command.Description!.Split('\n').Last().Trim();

        Assert.IsAssignableFrom<LedgerCommand>(command);
        Assert.StartsWith(path, example, StringComparison.Ordinal);
        var parsed = Root.Parse(example["ledger".Length..]);
        Assert.Empty(parsed.Errors);
        Assert.Same(command, parsed.CommandResult.Command);
        Assert.All(example.Split(' '), word => Assert.True(IsNoIdOrASoundOne(word), $"{word} is misspelt."));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Options_OfACommand_SayWhatTheyAreForAndTakeNoSecret(string path)
    {
        var command = Find(path);

        Assert.All(command.Options.Where(option => !option.Hidden), option => Assert.NotEmpty(option.Description!));
        Assert.All(command.Arguments, argument => Assert.NotEmpty(argument.Description!));
        Assert.DoesNotContain(command.Options, option => option.Name is "--password" or "--secret" or "--key");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Option_ThatMayBeLeftOut_HasAValueThen(string path)
    {
        var numbers = Find(path).Options.Where(option =>
            option.ValueType.IsValueType
            && option.ValueType != typeof(bool)
            && Nullable.GetUnderlyingType(option.ValueType) is null);

        Assert.DoesNotContain(numbers, option => !option.Required && !option.HasDefaultValue);
    }

    private static bool IsNoIdOrASoundOne(string word) => word.Split('1') switch
    {
        ["acc", _] => TextForm.Account.TryRead(word, out _),
        ["tx", _] => TextForm.Transaction.TryRead(word, out _),
        ["hold", _] => TextForm.Hold.TryRead(word, out _),
        _ => true,
    };

    private static Command Find(string path) => Leaves(Root, "ledger")
        .Single(leaf => path.Equals(leaf.Path, StringComparison.Ordinal)).Command;

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path) =>
        command.Subcommands.Count == 0
            ? [(path, command)]
            : command.Subcommands.SelectMany(child => Leaves(child, $"{path} {child.Name}"));
}
