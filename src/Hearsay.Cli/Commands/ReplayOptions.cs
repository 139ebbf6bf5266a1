using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Replaying;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary>The options by which conclusions are drawn anew from part of the evidence.</summary>
internal sealed class ReplayOptions
{
    private readonly Option<string[]> _without = new("--without-source")
    {
        Description = "As if this source had never spoken; may be given several times. An outlet, speaker or party by name or code, or a family of copies by its id: its claims, what rests on it, and copies of that are left out.",
        HelpName = "SOURCE",
    };

    private readonly Option<int> _least = new("--min-independent") { Description = "Only what stands on so many independent origins; of a dispute, each side.", HelpName = "N", DefaultValueFactory = _ => 1, CustomParser = ParseLeast };

    private readonly Option<string> _by = new("--by")
    {
        Description = "What a date means: recorded, when the claim was added to the ledger and decided upon (usual); or published, when the article came out, with all that was decided since.",
        HelpName = "recorded|published",
        DefaultValueFactory = _ => "recorded",
    };

    /// <summary>Adds the options to a command.</summary>
    public static ReplayOptions Add(Command command)
    {
        var options = new ReplayOptions();
        options._by.AcceptOnlyFromAmong("recorded", "published");
        command.Options.Add(options._without);
        command.Options.Add(options._least);
        command.Options.Add(options._by);
        return options;
    }

    /// <summary>Origins on which a conclusion must stand.</summary>
    public int LeastOrigins(ParseResult parsed) => parsed.GetValue(_least);

    /// <summary>Which sources are left out.</summary>
    public SourceFilter Without(ParseResult parsed) => new(parsed.GetValue(_without) ?? []);

    /// <summary>Whether dates are days of publication.</summary>
    public bool ByPublication(ParseResult parsed) => parsed.GetValue(_by) == "published";

    /// <summary>The claims that a query finds at the moment that it asks for, without the sources that are left out.</summary>
    public async Task<IReadOnlyList<ReviewedReport>> ReadAsync(ParseResult parsed, Ledger ledger, Query query, CancellationToken cancellationToken) =>
        Without(parsed).Keep(await ReadAllAsync(parsed, ledger, query, cancellationToken), report => report.Report);

    /// <summary>The claims that a query finds at the moment that it asks for.</summary>
    public Task<IReadOnlyList<ReviewedReport>> ReadAllAsync(ParseResult parsed, Ledger ledger, Query query, CancellationToken cancellationToken) =>
        ByPublication(parsed) && query.AsOf is { } moment
            ? ledger.ReviewedReportsAsync(query with { AsOf = null }, DateOnly.FromDateTime(moment.UtcDateTime), cancellationToken)
            : ledger.ReviewedReportsAsync(query, null, cancellationToken);

    /// <summary>The claims of <paramref name="all"/> without the sources that are left out. Of a source by whose name nothing is found it is told.</summary>
    public IReadOnlyList<ReviewedReport> Keep(ParseResult parsed, IReadOnlyList<ReviewedReport> all, Terminal terminal)
    {
        foreach (string source in parsed.GetValue(_without) ?? [])
        {
            if (new SourceFilter([source]).Keep(all, report => report.Report).Count == all.Count)
            {
                terminal.Report(false, CliErrors.UnknownName, source, "no outlet, speaker, party or family of copies in the claims that were found is called so: nothing is left out for it; 'hearsay sources' and 'hearsay claims --count-by outlet' list the names");
            }
        }

        return Without(parsed).Keep(all, report => report.Report);
    }

    /// <summary>Whether claims are to be compared anew: the clusters that the ledger keeps hold all sources, by the day they were recorded.</summary>
    public bool IsAnew(ParseResult parsed) => !Without(parsed).IsEmpty || ByPublication(parsed);

    /// <summary>The same claims, compared.</summary>
    public async Task<Comparison> CompareAsync(ParseResult parsed, Ledger ledger, Query query, Terminal terminal, CancellationToken cancellationToken) =>
        Comparison.Of([.. Keep(parsed, await ReadAllAsync(parsed, ledger, query, cancellationToken), terminal).Select(report => report.Report)], await ledger.PairsAsync(cancellationToken));

    private static int ParseLeast(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) && parsed >= 1)
        {
            return parsed;
        }

        result.AddError($"--min-independent: '{CellText.Clean(value)}' is no number of origins; write 1 or more");
        return 1;
    }
}
