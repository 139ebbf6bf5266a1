using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Hearsay.Workbench.Access;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay users</c>: who may use the workbench.</summary>
internal static class UsersCommand
{
    private static readonly string[] Columns = ["name", "role", "password", "subject", "added", "disabled"];

    /// <summary>The command with its subcommands.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("users", "Gives and takes accounts of the workbench.")
        {
            Details =
            [
                "As soon as a ledger has an account, the workbench lets nobody in without one. Roles: a reader reads and exports, an analyst decides about claims and adds texts, an editor takes back what others decided, an admin gives accounts. Passwords are read from standard input, never from the command line.",
            ],
            Examples =
            [
                ("hearsay users add mkell --role admin", "Asks for a password, or takes the first line of what is piped in."),
                ("hearsay users add jreck --role analyst --subject 'https://login.example.org/ 4711'", "Somebody who logs in by OpenID Connect."),
                ("hearsay users close jreck", "Nobody logs in by it any more; what was decided stays."),
            ],
            ExitCodes = [(ExitCode.Found, "done, or there are accounts"), (ExitCode.Nothing, "there are none"), (ExitCode.Error, "the account makes no sense, or the ledger is at fault")],
        };
        AddList(command, terminal);
        AddSet(command, terminal);
        AddClose(command, terminal);
        return command;
    }

    private static void AddList(Command parent, Terminal terminal)
    {
        var command = new Command("list", "Lists the accounts.");
        var format = new Option<string>("--format") { Description = "table: for people, the usual on a terminal. csv, jsonl.", HelpName = "table|csv|jsonl" };
        format.AcceptOnlyFromAmong("table", "csv", "jsonl");
        command.Options.Add(format);
        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            IReadOnlyList<Account> accounts = await ledger.AccountsAsync(cancellationToken);
            var listing = new Listing(parsed.GetValue(format) ?? (terminal.OutputIsTerminal ? "table" : "jsonl"), Columns, Columns, terminal.Width, terminal.ColourOutput);
            await using OutputTarget target = OutputTarget.Open(terminal, null);
            await target.WriteAsync(listing.Page(accounts, Values, Values, Write), flush: true, cancellationToken);
            await target.CompleteAsync();
            return accounts.Count > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        parent.Subcommands.Add(command);
    }

    private static void AddSet(Command parent, Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Name that will stand in the review log." };
        var role = new Option<string>("--role") { Description = "reader, analyst, editor or admin. Usual: reader, or as it was.", HelpName = "ROLE" };
        role.AcceptOnlyFromAmong("reader", "analyst", "editor", "admin");
        var subject = new Option<string?>("--subject") { Description = "Issuer and subject of an OpenID Connect identity, parted by a space. No password is asked for then.", HelpName = "IDENTITY" };
        var keep = new Option<bool>("--keep-password") { Description = "Changes an account without asking for a new password." };
        var command = new Command("add", "Makes an account, or changes it when there is one.");
        command.Arguments.Add(name);
        command.Options.Add(role);
        command.Options.Add(subject);
        command.Options.Add(keep);
        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Create, terminal.Clock, cancellationToken);
            string who = parsed.GetValue(name)!.Trim();
            if (who.Length is 0 or > 100 || who.Any(char.IsControl))
            {
                throw new CommandFailure(CliErrors.Usage, null, "an account needs a name of 1 to 100 characters");
            }

            Account? before = await ledger.AccountAsync(who, cancellationToken);
            Role granted = parsed.GetValue(role) is { } named ? Enum.Parse<Role>(named, ignoreCase: true) : before?.Role ?? Role.Reader;
            if (granted != Role.Admin && !(await ledger.AccountsAsync(cancellationToken)).Any(account => account is { Role: Role.Admin, Disabled: null }))
            {
                throw new CommandFailure(CliErrors.Usage, null, "the first account must be an administrator's: --role admin");
            }

            string? password = before?.Password;
            if (parsed.GetValue(subject) is null && !parsed.GetValue(keep))
            {
                string typed = await PasswordAsync(terminal, cancellationToken);
                if (typed.Length is < Passwords.Shortest or > Passwords.Longest)
                {
                    throw new CommandFailure(CliErrors.Usage, null, $"a password has {Passwords.Shortest} to {Passwords.Longest} characters; a few words that nobody else strings together are easy to keep in mind");
                }

                password = Passwords.Hash(typed);
            }

            Account made = await ledger.SetAccountAsync(new Account(who, granted, password, parsed.GetValue(subject) ?? before?.Subject, default, null), cancellationToken);
            await ledger.AuditAsync(Environment.UserName, before is null ? "account made" : "account changed", who, granted.ToString().ToLowerInvariant(), null, cancellationToken);
            await ShowAsync(terminal, made, cancellationToken);
            return ExitCode.Found;
        });
        parent.Subcommands.Add(command);
    }

    private static void AddClose(Command parent, Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the account." };
        var command = new Command("close", "Closes an account: whoever uses it is logged out. What they decided stays.");
        command.Arguments.Add(name);
        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Write, terminal.Clock, cancellationToken);
            string who = parsed.GetValue(name)!;
            Account account = await ledger.AccountAsync(who, cancellationToken) ?? throw new CommandFailure(CliErrors.Usage, null, $"there is no account '{who}'; 'hearsay users list' shows them");
            Account closed = await ledger.SetAccountAsync(account with { Disabled = terminal.Clock.GetUtcNow() }, cancellationToken);
            await ledger.AuditAsync(Environment.UserName, "account closed", who, null, null, cancellationToken);
            await ShowAsync(terminal, closed, cancellationToken);
            return ExitCode.Found;
        });
        parent.Subcommands.Add(command);
    }

    /// <summary>The first line of standard input. On a terminal it is not shown while it is typed.</summary>
    private static async Task<string> PasswordAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        if (!terminal.InputIsTerminal)
        {
            using var reader = new StreamReader(terminal.Input, Encoding.UTF8, leaveOpen: true);
            return await reader.ReadLineAsync(cancellationToken) ?? "";
        }

        terminal.Error.Write("password: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        terminal.Error.Write("\n");
        return typed.ToString();
    }

    private static async Task ShowAsync(Terminal terminal, Account account, CancellationToken cancellationToken)
    {
        await using OutputTarget target = OutputTarget.Open(terminal, null);
        await target.WriteAsync(new Listing("jsonl", Columns, Columns, terminal.Width, colour: false).Page([account], Values, Values, Write), flush: true, cancellationToken);
        await target.CompleteAsync();
    }

    private static string?[] Values(Account account) =>
        [account.Name, account.Role.ToString().ToLowerInvariant(), account.Password is null ? "no" : "yes", account.Subject, Moment(account.Added), account.Disabled is { } closed ? Moment(closed) : null];

    private static void Write(Utf8JsonWriter json, Account account)
    {
        json.WriteStartObject();
        json.WriteString("name", account.Name);
        json.WriteString("role", account.Role.ToString().ToLowerInvariant());
        json.WriteBoolean("password", account.Password is not null);
        json.WriteString("subject", account.Subject);
        json.WriteString("added", Moment(account.Added));
        json.WriteString("disabled", account.Disabled is { } closed ? Moment(closed) : null);
        json.WriteEndObject();
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
