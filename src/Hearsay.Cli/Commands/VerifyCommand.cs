using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Claims.Parties;
using Hearsay.Cli.Work;
using Hearsay.Export.Packs;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Storage;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay verify</c>: checks that a ledger holds what it promises.</summary>
internal static class VerifyCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("verify", "Checks the ledger, or a proof pack: the chain of the review log, the seals over all that was added, the hash of all stored bytes, and every claim against its text and its record.")
        {
            Details =
            [
                "Each finding is one line on standard error, with a code of docs/errors.md. The last line gives the hash of the last seal: it stands for all that was added and decided until then. Keep it elsewhere, and a later check with --kept tells whether anything of that was changed, taken out or cut off, even by somebody who can write to the ledger and knows how it is made (docs/ledger.md).",
                "Of a pack, every file is compared with the manifest, and texts and claims are derived again from the original bytes. When they were read by another model than this one, that cannot be done, and is said as a warning. A pack from anybody can be checked: nothing of it is unpacked to the disk.",
            ],
            Examples = [("hearsay verify --ledger desk.db", "Everything that is in it."), ("hearsay verify --kept 5e884898da28047151d0e56f8dc62927…", "Also that it still holds what it held when that hash was printed."), ("hearsay verify case.zip", "A proof pack."), ("hearsay verify case.zip --manifest 3146c3e4", "A proof pack whose hash begins like this, as its sender says.")],
            ExitCodes = [(ExitCode.Found, "everything holds"), (ExitCode.Error, "something does not, or the ledger cannot be opened")],
        };
        var pack = new Argument<string?>("PACK") { Description = "A proof pack; without one the ledger is checked.", Arity = ArgumentArity.ZeroOrOne };
        var manifest = new Option<string?>("--manifest") { Description = "The hash that 'hearsay pack' printed, or its first digits: the pack must be that very one.", HelpName = "SHA256" };
        var parties = new Option<string?>("--parties") { Description = "Own parties that the texts of the pack were read with.", HelpName = "FILE" };
        var kept = new Option<string>("--kept") { Description = "Hash of a seal or of an entry of the log that an earlier check printed: it must still be in its chain.", HelpName = "HASH" };
        command.Options.Add(kept);
        command.Arguments.Add(pack);
        command.Options.Add(manifest);
        command.Options.Add(parties);
        Option<AttributionModel> attributions = CommandLine.AttributionsOption();
        command.Options.Add(attributions);
        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(pack) is { } file)
            {
                return await VerifyPackAsync(terminal, file, parsed.GetValue(manifest), parsed.GetValue(parties), parsed.GetValue(attributions), cancellationToken);
            }

            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            long looked = 0;
            Verified verified = await ledger.VerifyAsync(
                parsed.GetValue(kept),
                () =>
                {
                    if (terminal.ErrorIsTerminal && ++looked % 1000 == 0)
                    {
                        terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{looked} rows checked\e[K"));
                    }
                },
                cancellationToken);
            if (looked >= 1000)
            {
                terminal.Error.Write("\r\e[K");
            }

            foreach (Finding finding in verified.Findings)
            {
                terminal.Report(true, finding.Code, finding.Subject, finding.Message);
            }

            string told = string.Create(
                CultureInfo.InvariantCulture,
                $"{verified.Contents} stored contents, {verified.Claims} claims, {verified.Entries} entries of the log, {verified.Seals} seals: {(verified.Findings.Count == 0 ? "everything holds" : $"{verified.Findings.Count} findings")}\nlast entry {verified.Head}\nlast seal {verified.Seal}\n");
            await using OutputTarget target = OutputTarget.Open(terminal, null);
            await target.WriteAsync(Encoding.UTF8.GetBytes(told), flush: true, cancellationToken);
            return verified.Findings.Count == 0 ? ExitCode.Found : ExitCode.Error;
        });
        return command;
    }

    private static async Task<int> VerifyPackAsync(Terminal terminal, string file, string? manifest, string? parties, AttributionModel attributions, CancellationToken cancellationToken)
    {
        if (!Path.Exists(file))
        {
            throw new CommandFailure(IngestDefects.PathMissing, file, "there is no such file; check the spelling and the working folder");
        }

        PartyRegistry? registry = parties is null ? null : PartyFiles.Registry(parties, terminal);
        try
        {
            using PackReader pack = PackReader.Open(File.OpenRead(file));
            string own = parties is null ? "" : "+parties." + Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(parties, cancellationToken)).AsSpan(0, 8));
            var check = new PackCheck(pack, new Lazy<Reader>(() => CommandLine.LoadReader(model: attributions)), registry, own);
            long looked = 0;
            await check.RunAsync(
                () =>
                {
                    if (terminal.ErrorIsTerminal && ++looked % 100 == 0)
                    {
                        terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{looked} files and claims checked\e[K"));
                    }
                },
                cancellationToken);
            if (looked >= 100)
            {
                terminal.Error.Write("\r\e[K");
            }

            List<PackFinding> findings = [.. check.Findings];
            if (manifest is not null && !pack.ManifestSha256.StartsWith(manifest, StringComparison.OrdinalIgnoreCase))
            {
                findings.Insert(0, new PackFinding(PackErrors.WrongFile, PackPaths.Manifest, $"its SHA-256 is {pack.ManifestSha256}, not {manifest}: this is another pack"));
            }

            foreach (PackFinding warning in check.Warnings)
            {
                terminal.Report(false, warning.Code, warning.Subject, warning.Message);
            }

            foreach (PackFinding finding in findings)
            {
                terminal.Report(true, finding.Code, finding.Subject, finding.Message);
            }

            string told = string.Create(
                CultureInfo.InvariantCulture,
                $"{pack.Files.Count} files, {check.Claims} claims ({check.Derived} derived again, {check.ByPeople} by people), {check.Entries} entries of the log: {(findings.Count == 0 ? "everything holds" : $"{findings.Count} findings")}\nmanifest {pack.ManifestSha256}\nlast entry {check.Head}\n");
            await using OutputTarget target = OutputTarget.Open(terminal, null);
            await target.WriteAsync(Encoding.UTF8.GetBytes(told), flush: true, cancellationToken);
            return findings.Count == 0 ? ExitCode.Found : ExitCode.Error;
        }
        catch (PackException refused)
        {
            throw new CommandFailure(refused.Code, file, refused.Message);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(IngestDefects.PathUnreadable, file, $"the pack cannot be read: {reason.Message}");
        }
    }
}
