using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Replaying;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay positions</c>: what a party says of each matter, over time.</summary>
internal static class PositionsCommand
{
    private static readonly string[] Columns = ["cluster", "party", "name", "side", "published", "stance", "speaker", "words", "outlet", "claim", "shift"];

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var party = new Argument<string>("PARTY") { Description = "Whose: a name (\"Iran\"), a state's ISO 3166 alpha-3 code (IRN), or an id of the party registry (state:IRN)." };
        var shifts = new Option<bool>("--shifts") { Description = "Only where the party took one side and later the other." };
        var command = new GuidedCommand("positions", "Shows where a party stands on each matter, latest first, and where it changed sides.")
        {
            Details = ["A state, its government and its officials hold one position. A matter is a cluster of claims about one proposition (docs/comparing.md); matters on which only the party itself was heard are shown when it spoke more than once.", "Where the party is accused and neither speaks nor is said to have declined, 'no answer found' is shown with the day of the first accusation: an absence in the ledger, not a claim."],
            Examples =
            [
                ("hearsay positions Iran", "Everything that Iran stands for."),
                ("hearsay positions IRN type:transfer --shifts", "Arms transfers that Iran denied and then admitted."),
                ("hearsay positions Iran --format jsonl", "With every statement, for other programs."),
            ],
            ExitCodes = [(ExitCode.Found, "there are positions"), (ExitCode.Nothing, "there are none"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        command.Arguments.Add(party);
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        ReplayOptions replay = ReplayOptions.Add(command);
        command.Options.Add(shifts);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Comparison.OpenAsync(options.Place(parsed), terminal, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            string wanted = parsed.GetValue(party)!;
            Query query = options.Understand(parsed);
            ClaimCluster[] clusters = replay.IsAnew(parsed)
                ? [.. (await replay.CompareAsync(parsed, ledger, query, terminal, cancellationToken)).Clusters]
                : [.. (await ledger.ClustersAsync(query, 2, QueryOf("speaker", wanted), cancellationToken)).Concat(parsed.GetValue(shifts) ? [] : await ledger.ClustersAsync(query, 1, QueryOf("stance:accuses actor", wanted), cancellationToken)).DistinctBy(cluster => cluster.Id)];
            (ClaimCluster Cluster, Position? Position, Absence? Absence)[] found =
            [
                .. clusters.Where(cluster => Replay.Stands(cluster, replay.LeastOrigins(parsed)))
                    .SelectMany(cluster => cluster.Positions.Where(position => Is(position, wanted)).Select(position => (Cluster: cluster, Position: (Position?)position, Absence: (Absence?)null))
                        .Concat(cluster.Unanswered.Where(absence => IsNamed(absence.Key, absence.Name, wanted)).Select(absence => (Cluster: cluster, Position: (Position?)null, Absence: (Absence?)absence))))
                    .Where(item => !parsed.GetValue(shifts) || item.Position is { Shifts.Length: > 0 })
                    .OrderByDescending(item => item.Position is { } position ? position.Statements[0].Report.Published : item.Absence!.Accusations.Max(accusation => accusation.Report.Published))
                    .ThenBy(item => item.Cluster.Id, StringComparer.Ordinal).Take(options.Limit(parsed, terminal)),
            ];
            if (found.Length == 0 && !await IsCalledAsync(ledger, wanted, cancellationToken))
            {
                terminal.Report(false, CliErrors.UnknownName, wanted, "nobody who speaks, acts or has something done to it in the ledger's claims is called so; 'hearsay parties' lists the names");
            }

            byte[] bytes;
            if (options.Format(parsed, terminal) == "table")
            {
                bytes = Encoding.UTF8.GetBytes(string.Concat(found.Select(item => item.Position is { } position ? Told(item.Cluster, position, terminal.Width) : Told(item.Cluster, item.Absence!, terminal.Width))));
            }
            else if (options.Format(parsed, terminal) == "csv")
            {
                string?[][] rows = [.. found.SelectMany(item => item.Position is { } position ? position.Statements.Select(statement => Values(item.Cluster, position, statement)) : [Values(item.Cluster, item.Absence!)])];
                bytes = options.Listing(parsed, terminal, [], Columns).Page(rows, _ => [], row => row, (_, _) => { });
            }
            else
            {
                bytes = options.Listing(parsed, terminal, [], Columns).Page(found, _ => [], _ => [], (json, item) =>
                {
                    json.WriteStartObject();
                    json.WriteString("cluster", item.Cluster.Id);
                    if (item.Position is { } position)
                    {
                        ComparisonLines.WritePosition(json, position);
                    }
                    else
                    {
                        ComparisonLines.WriteAbsence(json, item.Absence!);
                    }

                    json.WriteEndObject();
                });
            }

            await target.WriteAsync(bytes, flush: true, cancellationToken);
            await target.CompleteAsync();
            return found.Length > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    /// <summary>Finds the claims in which those who may hold the party's position have a role: all of a state, or whoever has the name.</summary>
    private static Query QueryOf(string role, string wanted)
    {
        string party = wanted.StartsWith("state:", StringComparison.OrdinalIgnoreCase) ? wanted[6..] : wanted;
        string words = PartyRegistry.Standard.Find(party) is { } known && PartyLink.Key(known.Id, known.Country, known.Name) is var key && key.StartsWith("state:", StringComparison.Ordinal) ? key[6..] : party;
        return Query.Parse($"{role}:\"{words.Replace("\"", "", StringComparison.Ordinal)}\"");
    }

    /// <summary>Whether anybody in the ledger's claims is called so, by a part of the name at least.</summary>
    private static async Task<bool> IsCalledAsync(Ledger ledger, string wanted, CancellationToken cancellationToken)
    {
        foreach (string role in (string[])["speaker", "actor", "recipient"])
        {
            if ((await ledger.ClaimsAsync(QueryOf("voice:attributed,narration " + role, wanted), Order.Newest, 1, null, cancellationToken)).Items.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamed(string key, string name, string wanted) =>
        key.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || key.Equals("state:" + wanted, StringComparison.OrdinalIgnoreCase)
        || name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || (PartyRegistry.Standard.Find(wanted) is { } party && key == PartyLink.Key(party.Id, party.Country, party.Name));

    private static bool Is(Position position, string wanted) =>
        IsNamed(position.Key, position.Name, wanted)
        || position.Statements.Any(statement => statement.Holder.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase));

    /// <summary>An absence is no claim: the accusations are shown, and that no answer to them was found.</summary>
    private static string Told(ClaimCluster cluster, Absence absence, int width)
    {
        var to = new StringBuilder();
        to.Append(CultureInfo.InvariantCulture, $"{ComparisonLines.Told(absence)}  [{cluster.Id}]\n");
        foreach (Comparand accusation in absence.Accusations)
        {
            to.Append(ComparisonLines.Line("   ", accusation, width));
        }

        return to.ToString();
    }

    private static string Told(ClaimCluster cluster, Position position, int width)
    {
        var to = new StringBuilder();
        string others = string.Join(", ", cluster.Positions.Where(other => other.Key != position.Key).Take(4).Select(other => $"{other.Name} {other.Side.ToString().ToLowerInvariant()}"));
        to.Append(CultureInfo.InvariantCulture, $"{position.Name} {position.Side.ToString().ToLowerInvariant()}{(others.Length > 0 ? $"; {others}" : "")}  [{cluster.Id}]\n");
        foreach (PositionShift shift in position.Shifts)
        {
            static string Said(Comparand statement) => string.Create(CultureInfo.InvariantCulture, $"{statement.Report.Claim.Stance.ToString().ToLowerInvariant()} {statement.Report.Published:yyyy-MM-dd}");
            to.Append(CultureInfo.InvariantCulture, $"   changed sides: {CellText.Fit(CellText.Clean($"{Said(shift.Before)} → {Said(shift.After)}: {Comparison.Words(shift.After)}"), Math.Max(40, width - 18))}\n");
        }

        foreach (Comparand statement in position.Statements)
        {
            to.Append(ComparisonLines.Line("   ", statement, width));
        }

        return to.ToString();
    }

    private static string?[] Values(ClaimCluster cluster, Absence absence) =>
        [cluster.Id, absence.Key, absence.Name, ComparisonLines.NoAnswer, absence.Since?.ToString("O", CultureInfo.InvariantCulture), null, null, null, null, null, "no"];

    private static string?[] Values(ClaimCluster cluster, Position position, Comparand statement) =>
    [
        cluster.Id, position.Key, position.Name, statement.Side.ToString().ToLowerInvariant(), statement.Report.Published?.ToString("O", CultureInfo.InvariantCulture), statement.Report.Claim.Stance.ToString().ToLowerInvariant(),
        Comparison.Speaker(statement), Comparison.Words(statement), statement.Report.Outlet, statement.Report.Claim.Id.Value, position.Shifts.Any(shift => shift.After == statement) ? "yes" : "no",
    ];
}
