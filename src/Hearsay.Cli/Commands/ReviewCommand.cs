using System.CommandLine;
using System.CommandLine.Parsing;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Work;
using Hearsay.Storage;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay review</c>: what people decide about claims and parties; and <c>hearsay log</c>, which lists it.</summary>
internal static class ReviewCommand
{
    private const int PageSize = 1000;

    /// <summary>The command with its subcommands.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("review", "Decides about claims and parties. Every decision is one more entry of the log; none is ever changed.")
        {
            Details = ["Claims are named by their id or at least four of its first digits. Each entry is printed as JSON when it is durable."],
            Examples =
            [
                ("hearsay review accept 3f2a 91cc --by mkell", "Two claims are in the text as recorded."),
                ("hearsay review link 91cc denies 3f2a", "A denial and what it denies, across documents."),
                ("hearsay review grade 3f2a --reliability B --credibility 3 --note 'second-hand'", "An Admiralty grade."),
                ("hearsay claims id:3f2a --format jsonl | jq '.stance=\"denies\"' | hearsay review edit 3f2a", "A corrected copy takes the claim's place."),
                ("hearsay review mark amber 3f2a", "The claim may be shared within the organisation and its clients."),
                ("hearsay review undo 17", "Entry 17 counts no longer."),
            ],
            ExitCodes = [(ExitCode.Found, "the entries were appended"), (ExitCode.Error, "none or only the first were: an id is not there, or the entry makes no sense")],
        };
        Many(command, terminal, "accept", ReviewKind.Accept, "Claims are in the text as recorded.");
        Many(command, terminal, "reject", ReviewKind.Reject, "Claims are not in the text, or not as recorded.");
        Pair(command, terminal, "merge", ReviewKind.Merge, "Two claims are about the same proposition.", party: false);
        Pair(command, terminal, "split", ReviewKind.Split, "Two claims are not about the same proposition.", party: false);
        AddLink(command, terminal);
        AddGrade(command, terminal);
        AddComment(command, terminal);
        AddMark(command, terminal);
        AddEdit(command, terminal);
        AddMissed(command, terminal);
        AddUndo(command, terminal);
        Many(command, terminal, "confirm-party", ReviewKind.ConfirmParty, "Candidates are parties of their own.");
        Many(command, terminal, "reject-party", ReviewKind.RejectParty, "Candidates are no parties.");
        Pair(command, terminal, "merge-party", ReviewKind.MergeParty, "The first party is the second one.", party: true);
        return command;
    }

    /// <summary>The command that lists the log.</summary>
    public static Command CreateLog(Terminal terminal)
    {
        var subject = new Argument<string?>("ID") { Description = "Only entries about this claim (or at least four of its digits) or party.", Arity = ArgumentArity.ZeroOrOne };
        var after = new Option<long>("--after") { Description = "Only entries with a higher number.", HelpName = "NUMBER" };
        var command = new GuidedCommand("log", "Lists the review log, oldest entry first, one JSON object per line.")
        {
            Examples = [("hearsay log 3f2a", "What was decided about one claim."), ("hearsay log --after 120", "What is new since entry 120.")],
            ExitCodes = [(ExitCode.Found, "there are entries"), (ExitCode.Nothing, "there are none"), (ExitCode.Error, "the ledger or the id is at fault")],
        };
        command.Arguments.Add(subject);
        command.Options.Add(after);
        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = OutputTarget.Open(terminal, null);
            string? about = parsed.GetValue(subject) is not { } id ? null : await FullAsync(ledger, id, cancellationToken);
            long last = parsed.GetValue(after);
            bool any = false;
            while (!target.Closed)
            {
                IReadOnlyList<Review> page = await ledger.LogAsync(about, last, PageSize, cancellationToken);
                foreach (Review entry in page)
                {
                    any = true;
                    last = entry.Number;
                    await target.WriteAsync(Line(entry), flush: false, cancellationToken);
                }

                if (page.Count < PageSize)
                {
                    break;
                }
            }

            await target.CompleteAsync();
            return any ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static void Many(Command parent, Terminal terminal, string name, ReviewKind kind, string description)
    {
        var ids = new Argument<string[]>("ID") { Description = "One or more ids.", Arity = ArgumentArity.OneOrMore };
        Option<string?> note = Note();
        var command = new Command(name, description);
        command.Arguments.Add(ids);
        command.Options.Add(note);
        Finish(parent, command, terminal, async (parsed, ledger, reviewer, cancellationToken) =>
        {
            List<string> full = [];
            foreach (string id in parsed.GetValue(ids)!)
            {
                full.Add(await FullAsync(ledger, id, cancellationToken));
            }

            return [.. full.Select(id => (Func<Task<Review>>)(() => ledger.ReviewAsync(new Review(0, default, reviewer, kind, id, Note: parsed.GetValue(note)), cancellationToken)))];
        });
    }

    private static void Pair(Command parent, Terminal terminal, string name, ReviewKind kind, string description, bool party)
    {
        var first = new Argument<string>("ID") { Description = party ? "Id of the party that goes." : "Id of a claim." };
        var second = new Argument<string>("OTHER") { Description = party ? "Id of the party that remains." : "Id of the other claim." };
        Option<string?> note = Note();
        var command = new Command(name, description);
        command.Arguments.Add(first);
        command.Arguments.Add(second);
        command.Options.Add(note);
        Finish(parent, command, terminal, async (parsed, ledger, reviewer, cancellationToken) =>
        {
            string one = await FullAsync(ledger, parsed.GetValue(first)!, cancellationToken);
            string two = await FullAsync(ledger, parsed.GetValue(second)!, cancellationToken);
            return [() => ledger.ReviewAsync(new Review(0, default, reviewer, kind, one, two, Note: parsed.GetValue(note)), cancellationToken)];
        });
    }

    private static void AddLink(Command parent, Terminal terminal)
    {
        var first = new Argument<string>("ID") { Description = "Id of the claim that does so." };
        var relation = new Argument<string>("RELATION") { Description = string.Join(", ", Ledger.Relations) + "." };
        var second = new Argument<string>("OTHER") { Description = "Id of the claim that it is done to." };
        Option<string?> note = Note();
        relation.AcceptOnlyFromAmong([.. Ledger.Relations]);
        var command = new Command("link", "A claim denies, admits, confirms … another.");
        command.Arguments.Add(first);
        command.Arguments.Add(relation);
        command.Arguments.Add(second);
        command.Options.Add(note);
        Finish(parent, command, terminal, async (parsed, ledger, reviewer, cancellationToken) =>
        {
            string one = await ledger.ClaimIdAsync(parsed.GetValue(first)!, cancellationToken);
            string two = await ledger.ClaimIdAsync(parsed.GetValue(second)!, cancellationToken);
            return [() => ledger.ReviewAsync(new Review(0, default, reviewer, ReviewKind.Link, one, two, parsed.GetValue(relation), Note: parsed.GetValue(note)), cancellationToken)];
        });
    }

    private static void AddGrade(Command parent, Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "Id of a claim." };
        var reliability = new Option<string?>("--reliability") { Description = "Of the source: A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged.", HelpName = "A-F" };
        reliability.AcceptOnlyFromAmong("A", "B", "C", "D", "E", "F");
        var credibility = new Option<int?>("--credibility") { Description = "Of the information: 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.", HelpName = "1-6" };
        Option<string?> note = Note();
        var command = new Command("grade", "Gives a claim an Admiralty grade.");
        command.Arguments.Add(id);
        foreach (Option option in (Option[])[reliability, credibility, note])
        {
            command.Options.Add(option);
        }

        Finish(parent, command, terminal, async (parsed, ledger, reviewer, cancellationToken) =>
        {
            string claim = await ledger.ClaimIdAsync(parsed.GetValue(id)!, cancellationToken);
            return [() => ledger.ReviewAsync(new Review(0, default, reviewer, ReviewKind.Grade, claim, Reliability: parsed.GetValue(reliability)?[0], Credibility: parsed.GetValue(credibility), Note: parsed.GetValue(note)), cancellationToken)];
        });
    }

    private static void AddComment(Command parent, Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "Id of a claim." };
        var words = new Argument<string>("WORDS") { Description = "The comment." };
        var command = new Command("comment", "Says something about a claim, and nothing else.");
        command.Arguments.Add(id);
        command.Arguments.Add(words);
        Finish(parent, command, terminal, async (parsed, ledger, reviewer, cancellationToken) =>
        {
            string claim = await ledger.ClaimIdAsync(parsed.GetValue(id)!, cancellationToken);
            return [() => ledger.ReviewAsync(new Review(0, default, reviewer, ReviewKind.Comment, claim, Note: parsed.GetValue(words)), cancellationToken)];
        });
    }

    private static void AddMark(Command parent, Terminal terminal)
    {
        var marking = new Argument<string>("TLP") { Description = string.Join(", ", Markings.Names) + "." };
        marking.AcceptOnlyFromAmong([.. Markings.Names]);
        var ids = new Argument<string[]>("ID") { Description = "Ids of claims or documents.", Arity = ArgumentArity.OneOrMore };
        Option<string?> note = Note();
        var command = new Command("mark", "Says with whom claims or documents may be shared (Traffic Light Protocol 2.0). A claim is at least as narrow as its document.");
        command.Arguments.Add(marking);
        command.Arguments.Add(ids);
        command.Options.Add(note);
        Finish(parent, command, terminal, async (parsed, ledger, reviewer, cancellationToken) =>
        {
            List<string> full = [];
            foreach (string id in parsed.GetValue(ids)!)
            {
                full.Add(await ClaimOrDocumentAsync(ledger, id, cancellationToken));
            }

            return [.. full.Select(id => (Func<Task<Review>>)(() => ledger.ReviewAsync(new Review(0, default, reviewer, ReviewKind.Mark, id, Relation: parsed.GetValue(marking), Note: parsed.GetValue(note)), cancellationToken)))];
        });
    }

    private static async Task<string> ClaimOrDocumentAsync(Ledger ledger, string id, CancellationToken cancellationToken)
    {
        string? claim = null;
        try
        {
            claim = await ledger.ClaimIdAsync(id, cancellationToken);
        }
        catch (LedgerException unknown) when (unknown.Code == "HS0510")
        {
            return await ledger.DocumentIdAsync(id, cancellationToken);
        }

        try
        {
            await ledger.DocumentIdAsync(id, cancellationToken);
        }
        catch (LedgerException unknown) when (unknown.Code == "HS0510")
        {
            return claim;
        }

        throw new LedgerException("HS0511", id, "a claim and a document have ids that begin like this; write more digits");
    }

    private static void AddEdit(Command parent, Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "Id of the claim that is corrected." };
        Option<string?> record = RecordFile();
        Option<string?> note = Note();
        var command = new Command("edit", "Puts a corrected copy of a claim into its place; the original stays, marked as edited.");
        command.Arguments.Add(id);
        command.Options.Add(record);
        command.Options.Add(note);
        Finish(parent, command, terminal, async (parsed, ledger, reviewer, cancellationToken) =>
        {
            string claim = await ledger.ClaimIdAsync(parsed.GetValue(id)!, cancellationToken);
            byte[] made = await RecordAsync(terminal, parsed.GetValue(record), cancellationToken);
            return [() => ledger.EditAsync(reviewer, claim, made, parsed.GetValue(note), cancellationToken)];
        });
    }

    private static void AddMissed(Command parent, Terminal terminal)
    {
        var id = new Argument<string>("DOCUMENT") { Description = "Id of the document." };
        Option<string?> record = RecordFile();
        Option<string?> note = Note();
        var command = new Command("add", "Adds a claim that the reader missed.");
        command.Arguments.Add(id);
        command.Options.Add(record);
        command.Options.Add(note);
        Finish(parent, command, terminal, async (parsed, ledger, reviewer, cancellationToken) =>
        {
            string document = await ledger.DocumentIdAsync(parsed.GetValue(id)!, cancellationToken);
            byte[] made = await RecordAsync(terminal, parsed.GetValue(record), cancellationToken);
            return [() => ledger.AddClaimAsync(reviewer, document, made, parsed.GetValue(note), cancellationToken)];
        });
    }

    private static void AddUndo(Command parent, Terminal terminal)
    {
        var number = new Argument<long>("NUMBER") { Description = "Number of the entry, from 'hearsay log'." };
        Option<string?> note = Note();
        var command = new Command("undo", "An earlier entry counts no longer. Undoing an undo makes it count again.");
        command.Arguments.Add(number);
        command.Options.Add(note);
        Finish(parent, command, terminal, (parsed, ledger, reviewer, cancellationToken) => Task.FromResult<Func<Task<Review>>[]>(
            [() => ledger.ReviewAsync(new Review(0, default, reviewer, ReviewKind.Undo, "", Undoes: parsed.GetValue(number), Note: parsed.GetValue(note)), cancellationToken)]));
    }

    /// <summary>Adds what all have in common, and runs the entries that a command asks for.</summary>
    private static void Finish(Command parent, Command command, Terminal terminal, Func<ParseResult, Ledger, string, CancellationToken, Task<Func<Task<Review>>[]>> entries)
    {
        var by = new Option<string>("--by") { Description = "Who decides. Usual: $HEARSAY_REVIEWER, or the name of the user of this system.", HelpName = "NAME" };
        command.Options.Add(by);
        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string reviewer = parsed.GetValue(by) ?? Reviewer.Name;
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Write, terminal.Clock, cancellationToken);
            await using OutputTarget target = OutputTarget.Open(terminal, null);
            foreach (Func<Task<Review>> entry in await entries(parsed, ledger, reviewer, cancellationToken))
            {
                await target.WriteAsync(Line(await entry()), flush: true, cancellationToken);
            }

            return ExitCode.Found;
        });
        parent.Subcommands.Add(command);
    }

    private static Option<string?> Note() => new("--note") { Description = "Why.", HelpName = "WORDS" };

    private static Option<string?> RecordFile() => new("--record") { Description = "File with the claim, one JSON object of hearsay.claim/1; its id is given by the ledger, and a field 'ledger', which listings have, is left out. Usual: standard input.", HelpName = "FILE" };

    private static async Task<byte[]> RecordAsync(Terminal terminal, string? path, CancellationToken cancellationToken)
    {
        if (path is not null)
        {
            try
            {
                return await File.ReadAllBytesAsync(path, cancellationToken);
            }
            catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw new CommandFailure(CliErrors.NothingToRead, path, $"the claim cannot be read: {reason.Message}");
            }
        }

        using var bytes = new MemoryStream();
        await terminal.Input.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>Ids of claims may be shortened; those of parties, which are no numbers, not.</summary>
    private static async Task<string> FullAsync(Ledger ledger, string id, CancellationToken cancellationToken) =>
        id.Length <= 32 && id.All(char.IsAsciiHexDigit) ? await ledger.ClaimIdAsync(id, cancellationToken) : id;

    private static byte[] Line(Review entry) => [.. ReviewJson.Write(entry), (byte)'\n'];
}
