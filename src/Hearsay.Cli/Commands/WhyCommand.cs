using System.CommandLine;
using System.Globalization;
using System.Text;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Text;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay why</c>: from a conclusion down to the characters it rests on.</summary>
internal static class WhyCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "Id, or its beginning, of a claim, of a cluster as 'hearsay disputes' shows it, or of a row of 'hearsay register'; of a row also with a column: 40ca5e03.delivered." };
        var command = new GuidedCommand("why", "Shows what a conclusion rests on: who affirms and denies, what the reports share, and the characters of each.")
        {
            Details = ["Places are Unicode code points of the stored text ('hearsay documents --text ID'). What joins reports into one origin is named: copies, a speaker, a document, an outlet, the unnamed officials of a state."],
            Examples = [("hearsay why 3fa2c1", "All about the cluster that a claim is in."), ("hearsay why 40ca5e03.delivered", "The claims behind one cell of the register."), ("hearsay why 3fa2c1 --format jsonl | jq .for.groups", "Its origins, for other programs.")],
            ExitCodes = [(ExitCode.Found, "shown"), (ExitCode.Nothing, "nothing has such an id"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        command.Arguments.Add(id);
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Comparison.OpenAsync(options.Place(parsed), terminal, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            ClaimCluster[] found = [.. await ledger.ClusterAsync(parsed.GetValue(id)!, options.Understand(parsed), options.Limit(parsed, terminal), cancellationToken)];
            if (found.Length == 0)
            {
                return await RegisterWhy.ShowAsync(options, parsed, terminal, ledger, target, parsed.GetValue(id)!, cancellationToken);
            }

            var told = new StringBuilder();
            if (options.Format(parsed, terminal) == "table")
            {
                foreach (ClaimCluster cluster in found)
                {
                    await TellAsync(told, cluster, ledger, cancellationToken);
                }
            }

            byte[] bytes = options.Format(parsed, terminal) switch
            {
                "table" => Encoding.UTF8.GetBytes(told.ToString()),
                "csv" => options.Listing(parsed, terminal, [], ["cluster", "side", "claim", "document", "published", "outlet", "speaker", "words"]).Page(
                    [.. found.SelectMany(cluster => cluster.Members.Select(member => (cluster, member)))], _ => [],
                    row => [row.cluster.Id, row.member.Side.ToString().ToLowerInvariant(), row.member.Report.Claim.Id.Value, row.member.Report.Document, row.member.Report.Published?.ToString("O", CultureInfo.InvariantCulture), row.member.Report.Outlet, Comparison.Speaker(row.member), Comparison.Words(row.member)],
                    (_, _) => { }),
                _ => options.Listing(parsed, terminal, [], []).Page(found, _ => [], _ => [], (json, cluster) =>
                {
                    json.WriteStartObject();
                    ComparisonLines.WriteCluster(json, cluster);
                    json.WriteEndObject();
                }),
            };
            await target.WriteAsync(bytes, flush: true, cancellationToken);
            await target.CompleteAsync();
            return found.Length > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static async Task TellAsync(StringBuilder to, ClaimCluster cluster, Ledger ledger, CancellationToken cancellationToken)
    {
        to.Append(CultureInfo.InvariantCulture, $"cluster {cluster.Id}: {Comparison.Words(cluster.Representative)}\n");
        to.Append(CultureInfo.InvariantCulture, $"credibility {cluster.Credibility}; {ComparisonLines.Legs("for", cluster.Support)}; {ComparisonLines.Legs("against", cluster.Denial)}\n");
        foreach (Position position in cluster.Positions)
        {
            string shifts = string.Concat(position.Shifts.Select(shift => string.Create(CultureInfo.InvariantCulture, $" ({shift.Before.Side.ToString().ToLowerInvariant()} {shift.Before.Report.Published:yyyy-MM-dd}, {shift.After.Side.ToString().ToLowerInvariant()} {shift.After.Report.Published:yyyy-MM-dd})")));
            to.Append(CultureInfo.InvariantCulture, $"  {CellText.Clean(position.Name)} {position.Side.ToString().ToLowerInvariant()}{shifts}\n");
        }

        foreach (Absence absence in cluster.Unanswered)
        {
            to.Append(CultureInfo.InvariantCulture, $"  {ComparisonLines.Told(absence)}\n");
        }

        foreach ((string side, Independence legs) in new[] { ("for", cluster.Support), ("against", cluster.Denial) })
        {
            foreach (ClaimOrigin group in legs.Groups)
            {
                to.Append(CultureInfo.InvariantCulture, $"{side}, one origin{(group.IsFirstHand ? ", first-hand" : "")}: {CellText.Clean(string.Join("; ", group.Keys))}\n");
                foreach (Comparand member in group.Members)
                {
                    await TellAsync(to, member, ledger, cancellationToken);
                }
            }

            foreach (IReadOnlyList<string> cycle in legs.Cycles)
            {
                to.Append(CultureInfo.InvariantCulture, $"{side}, a circle: {CellText.Clean(string.Join(" cites ", cycle))} cites {CellText.Clean(cycle[0])}\n");
            }
        }

        IEnumerable<Comparand> declined = cluster.Positions.SelectMany(position => position.Statements).Where(statement => cluster.Beside.Contains(statement.Report));
        foreach (Comparand member in cluster.Members.Where(member => member.Side is ClaimSide.Silent or ClaimSide.Intends).Concat(declined))
        {
            to.Append(CultureInfo.InvariantCulture, $"{member.Side.ToString().ToLowerInvariant()}:\n");
            await TellAsync(to, member, ledger, cancellationToken);
        }
    }

    private static async Task TellAsync(StringBuilder to, Comparand member, Ledger ledger, CancellationToken cancellationToken)
    {
        Claim claim = member.Report.Claim;
        RawText? text = await ledger.TextAsync(claim.Sha256, cancellationToken);
        to.Append(CultureInfo.InvariantCulture, $"  {claim.Id.Value[..8]} {member.Report.Published?.ToString("O", CultureInfo.InvariantCulture) ?? "undated"} {CellText.Clean(member.Report.Outlet ?? "")} {CellText.Clean(Comparison.Speaker(member))} {claim.Stance.ToString().ToLowerInvariant()}\n");
        foreach (Evidence part in claim.Content)
        {
            string place = text is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{text.CodePoints.FromUtf16(part.Span.Start)}:{text.CodePoints.FromUtf16(part.Span.End)} ");
            to.Append(CultureInfo.InvariantCulture, $"      {member.Report.Document[..8]} {place}\"{CellText.Clean(part.Quote.ReplaceLineEndings(" "))}\"\n");
        }
    }
}
