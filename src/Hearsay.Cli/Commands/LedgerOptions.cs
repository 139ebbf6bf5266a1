using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Cli.Commands;

/// <summary>The options that the commands over a ledger have in common.</summary>
internal sealed class LedgerOptions
{
    /// <summary>Where the ledger is when nobody says.</summary>
    private const string Usual = "hearsay.db";

    private static readonly string[] Formats = ["table", "csv", "jsonl"];

    private readonly Option<string> _ledger = new("--ledger")
    {
        Description = "The ledger: a file, or a PostgreSQL database as postgres://user@host/database. Usual: $HEARSAY_LEDGER, or 'hearsay.db' in the working folder.",
        HelpName = "PLACE",
    };

    private readonly Argument<string[]> _query = new("QUERY")
    {
        Description = "What is looked for; all of it must hold. " +
            "Operators: " + string.Join(": ", Query.Operators) + ":. A minus before a term excludes, commas part alternatives, quotation marks make a phrase, an asterisk at the end of a word fits every ending. Nothing finds everything.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "table: for people, the usual on a terminal. csv: RFC 4180 with headings. jsonl: one JSON object per line, the usual in a pipe.",
        HelpName = "table|csv|jsonl",
    };

    private readonly Option<int> _limit = new("--limit") { Description = "At most so many. Usual: 50 in a table, all in CSV and JSON Lines.", HelpName = "N", CustomParser = ParseLimit };

    private readonly Option<string> _from = new("--from") { Description = "Goes on where an earlier listing ended: it says so on standard error when it ends at its limit.", HelpName = "CURSOR" };

    private readonly Option<DateTimeOffset?> _asOf = new("--as-of")
    {
        Description = "Shows the ledger as it was at a moment, or at the end of a day (UTC): what had been added and decided by then.",
        HelpName = "DATE",
        CustomParser = ParseMoment,
    };

    private readonly Option<string> _output = new("--output") { Description = "Writes to this file, which appears only when it is whole.", HelpName = "FILE" };

    /// <summary>The option that names the ledger, for every command.</summary>
    public static LedgerOptions AddPlace(Command command)
    {
        var options = new LedgerOptions();
        command.Options.Add(options._ledger);
        return options;
    }

    /// <summary>All options of a command that lists what a query finds.</summary>
    /// <param name="command">The command.</param>
    /// <param name="pages">Whether a listing can be gone on with.</param>
    public static LedgerOptions AddQuery(Command command, bool pages)
    {
        var options = new LedgerOptions();
        options._format.AcceptOnlyFromAmong(Formats);
        command.Arguments.Add(options._query);
        foreach (Option option in (Option[])[options._format, options._limit, .. pages ? (Option[])[options._from] : [], options._asOf, options._ledger, options._output])
        {
            command.Options.Add(option);
        }

        options.Watch(command);
        return options;
    }

    /// <summary>The options of a command that writes all that a query finds.</summary>
    public static LedgerOptions AddExport(Command command)
    {
        var options = new LedgerOptions();
        options._output.Description = "Writes to this file, or for formats of several files into this folder; a file appears only when it is whole.";
        options._output.HelpName = "PATH";
        options._output.Aliases.Add("-o");
        command.Arguments.Add(options._query);
        foreach (Option option in (Option[])[options._output, options._asOf, options._ledger])
        {
            command.Options.Add(option);
        }

        options.Watch(command);
        return options;
    }

    /// <summary>The option that leaves out what must not be shared so widely.</summary>
    public static Option<string> MaxMarking()
    {
        var most = new Option<string>("--max-marking") { Description = "Leaves out claims that are marked more narrowly than this, themselves or by their document, and says so in the loss report: clear, green, amber, amber+strict, red. What is not marked goes out.", HelpName = "TLP" };
        most.AcceptOnlyFromAmong([.. Markings.Names]);
        return most;
    }

    /// <summary>The place that was named.</summary>
    public string Place(ParseResult parsed) => parsed.GetValue(_ledger) ?? (Environment.GetEnvironmentVariable("HEARSAY_LEDGER") is { Length: > 0 } named ? named : Usual);

    /// <summary>The query that was typed. A word of the command line with spaces in it and no operator was quoted for the shell: it is a phrase.</summary>
    public Query Understand(ParseResult parsed)
    {
        IEnumerable<string> words = (parsed.GetValue(_query) ?? []).Select(word =>
            word.Any(char.IsWhiteSpace) && !word.Contains(':', StringComparison.Ordinal) && !word.Contains('"', StringComparison.Ordinal) ? word.StartsWith('-') ? $"-\"{word[1..]}\"" : $"\"{word}\"" : word);
        return Query.Parse(string.Join(' ', words)) with { AsOf = parsed.GetValue(_asOf) };
    }

    /// <summary>table, csv or jsonl.</summary>
    public string Format(ParseResult parsed, Terminal terminal) => parsed.GetValue(_format) ?? (terminal.OutputIsTerminal && parsed.GetValue(_output) is null ? "table" : "jsonl");

    /// <summary>How many at most.</summary>
    public int Limit(ParseResult parsed, Terminal terminal) => parsed.GetValue(_limit) is > 0 and int asked ? asked : Format(parsed, terminal) == "table" ? 50 : int.MaxValue;

    /// <summary>Where to go on, or null.</summary>
    public string? From(ParseResult parsed) => parsed.GetValue(_from);

    /// <summary>Opens where the listing goes.</summary>
    public OutputTarget Open(ParseResult parsed, Terminal terminal) => OutputTarget.Open(terminal, parsed.GetValue(_output));

    /// <summary>A layout for a listing.</summary>
    public Listing Listing(ParseResult parsed, Terminal terminal, string[] shown, string[] columns) =>
        new(Format(parsed, terminal), shown, columns, terminal.Width, terminal.ColourOutput && parsed.GetValue(_output) is null);

    /// <summary>The query as it was typed.</summary>
    public string Words(ParseResult parsed) => string.Join(' ', parsed.GetValue(_query) ?? []);

    /// <summary>For commands whose result is a file and nothing else.</summary>
    public void RequireOutput()
    {
        _output.Required = true;
        _output.Description = "Writes to this file, which appears only when it is whole.";
        _output.HelpName = "FILE";
    }

    /// <summary>Where it is to be written, or null.</summary>
    public string? Output(ParseResult parsed) => parsed.GetValue(_output);

    /// <summary>Takes a mistyped option for that, and not for a word to exclude.</summary>
    private void Watch(Command command)
    {
        command.Validators.Add(result =>
        {
            foreach (Token token in result.GetResult(_query)?.Tokens ?? [])
            {
                // "--fromat" is no word to exclude.
                if (token.Value.StartsWith("--", StringComparison.Ordinal))
                {
                    result.AddError(CommandLine.Unknown(token.Value, command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name))));
                }
            }
        });
    }

    /// <summary>"2022-12-25" as the last moment of that day, UTC, or an exact moment.</summary>
    private static DateTimeOffset? ParseMoment(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (PublicationDate.TryParse(value) is { } date)
        {
            return date.Moment ?? new DateTimeOffset(date.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(1).AddTicks(-1);
        }

        result.AddError($"--as-of: '{CellText.Clean(value)}' is no date; write 2022-12-25 or 2022-12-25T14:05:00Z");
        return null;
    }

    private static int ParseLimit(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) && parsed >= 1)
        {
            return parsed;
        }

        result.AddError($"--limit: '{CellText.Clean(value)}' is no number; write 1 or more");
        return 0;
    }
}
