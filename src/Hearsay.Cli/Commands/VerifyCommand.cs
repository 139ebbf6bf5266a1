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
        var command = new GuidedCommand("verify", "Checks the ledger: the chain of the review log, the hash of all stored bytes, every claim's quotes against its text, and its id against its record.")
        {
            Details =
            [
                "Each finding is one line on standard error, with a code of docs/errors.md. The last line gives the hash of the log's last entry: keep it elsewhere, and a later check tells whether anything before it was changed.",
            ],
            Examples = [("hearsay verify --ledger desk.db", "Everything that is in it.")],
            ExitCodes = [(ExitCode.Found, "everything holds"), (ExitCode.Error, "something does not, or the ledger cannot be opened")],
        };
        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            long looked = 0;
            Verified verified = await ledger.VerifyAsync(
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
                $"{verified.Contents} stored contents, {verified.Claims} claims, {verified.Entries} entries of the log: {(verified.Findings.Count == 0 ? "everything holds" : $"{verified.Findings.Count} findings")}\nlast entry {verified.Head}\n");
            await using OutputTarget target = OutputTarget.Open(terminal, null);
            await target.WriteAsync(Encoding.UTF8.GetBytes(told), flush: true, cancellationToken);
            return verified.Findings.Count == 0 ? ExitCode.Found : ExitCode.Error;
        });
        return command;
    }
}
