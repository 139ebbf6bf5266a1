using System.CommandLine;
using System.Globalization;
using System.Text;
using Hearsay.Cli.Work;
using Hearsay.Storage;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay verify</c>: checks that a ledger holds what it promises.</summary>
internal static class VerifyCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("verify", "Checks the ledger: the chain of the review log, the seals over all that was added, the hash of all stored bytes, and every claim against its text and its record.")
        {
            Details =
            [
                "Each finding is one line on standard error, with a code of docs/errors.md. The last line gives the hash of the last seal: it stands for all that was added and decided until then. Keep it elsewhere, and a later check with --kept tells whether anything of that was changed, taken out or cut off, even by somebody who can write to the ledger and knows how it is made (docs/ledger.md).",
            ],
            Examples = [("hearsay verify --ledger desk.db", "Everything that is in it."), ("hearsay verify --kept 5e884898da28047151d0e56f8dc62927…", "Also that it still holds what it held when that hash was printed.")],
            ExitCodes = [(ExitCode.Found, "everything holds"), (ExitCode.Error, "something does not, or the ledger cannot be opened")],
        };
        var kept = new Option<string>("--kept") { Description = "Hash of a seal or of an entry of the log that an earlier check printed: it must still be in its chain.", HelpName = "HASH" };
        command.Options.Add(kept);
        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
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
}
