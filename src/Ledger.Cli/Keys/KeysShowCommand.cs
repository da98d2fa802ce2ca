using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cryptography;
using Ledger.Cryptography.Signatures;
using Ledger.Cryptography.Text;
using Ledger.Keys.Files;
using Ledger.Model.Policies;

namespace Ledger.Cli.Keys;

/// <summary><c>ledger keys show</c>: which key a file holds.</summary>
internal sealed class KeysShowCommand : LedgerCommand
{
    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Key files.", Arity = ArgumentArity.OneOrMore,
    };

    public KeysShowCommand()
        : base(
            "show",
            "Says what each key file is for, its public key, and the account that it controls alone. Needs no password.",
            "ledger keys show ada.key issuing.key") =>
        Arguments.Add(_files);

    internal override Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var keys = run.Get(_files).Select(file => (File: file, Key: KeyDescription.Read(file))).ToArray();
        run.Printer.Rows<(string File, KeyDescription Key)>(
            keys,
            new("file", each => each.File),
            new("purpose", each => each.Key.Purpose.ToString().ToLowerInvariant()),
            new("publicKey", each => Convert.ToHexStringLower(each.Key.PublicKey.Span)),
            new("account", each => AccountOf(each.Key)));
        return Task.FromResult(ExitCode.Done);
    }

    private static string? AccountOf(KeyDescription key) =>
        key.Purpose is KeyPurpose.Wallet or KeyPurpose.Issuing && Digest.TryRead(key.PublicKey.Span, out var x)
            ? TextForm.Account.Write(PolicyCodec.AccountOf(Policy.OfOne(new(SignatureScheme.Schnorr, 0, x))).Value)
            : null;
}
