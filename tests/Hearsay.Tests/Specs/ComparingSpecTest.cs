using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Transfers;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Specs;

/// <summary>specs/comparing: dossiers of reported claims, and the clusters, positions and disputes that they come to. The format is in the folder's README.</summary>
public sealed class ComparingSpecTest
{
    public static TheoryData<string, string, string> Examples() => SpecExamples.In("specs", "comparing");

    [Theory]
    [MemberData(nameof(Examples))]
    public void Dossiers_come_to_what_the_rule_says(string rule, string given, string expected)
    {
        ClaimReport[] reports = [.. given.Split('\n').Where(line => line.Contains(" | ", StringComparison.Ordinal)).Select(Report)];
        string told = Tell(reports, [.. Enumerable.Range(0, reports.Length)]);
        Assert.True(expected == told, $"{rule}\nexpected:\n{expected}\ntold:\n{told}");

        const int Seed = 11;
        var random = new Random(Seed);
        for (int round = 0; round < 5; round++)
        {
            int[] order = [.. Enumerable.Range(0, reports.Length)];
            random.Shuffle(order);
            Assert.True(told == Tell(reports, order), $"{rule}: another order of arrival ({string.Join(' ', order)}, seed {Seed}) comes to something else");
        }
    }

    internal static ClaimReport Report(string line, int index)
    {
        string[] parts = [.. line.Split(" | ").Select(part => part.Trim())];
        var text = new RawText(parts[4]);
        ImmutableArray<Speaker> sources = [.. parts[2].Split(" < ").Select(Source)];
        Stance stance = Enum.Parse<Stance>(parts[3], ignoreCase: true);
        ImmutableArray<Proposition> propositions = [.. parts.Skip(5).Where(part => part.Contains(" > ", StringComparison.Ordinal)).Select(What)];
        string? Option(string key) => parts.FirstOrDefault(part => part.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..];
        string id = string.Create(CultureInfo.InvariantCulture, $"{index + 1:D32}");
        var claim = new Claim(new ClaimId(id), "d" + id, "", sources, null, [Words(parts[4])], [], null, parts.Contains("quoted") ? Form.Direct : Form.Indirect, stance, [], propositions, null, 0, new ReaderVersion("0", ""), 1);
        return new ClaimReport(claim, Option("document") ?? "d" + id, parts[1], DateOnly.ParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), Option("family"), Option("cites") is { } cites ? [cites] : []);
    }

    /// <summary>"government Iran IRN", "unnamed 'US officials' USA", "media Reuters".</summary>
    private static Speaker Source(string words)
    {
        (string kind, string name, string? country) = Named(words);
        return new Speaker(Words(name), kind == "unnamed" ? "unnamed" : name, Enum.Parse<SpeakerKind>(kind, ignoreCase: true), country, kind == "government" && country is not null ? "state:" + country : null);
    }

    private static (string First, string Name, string? Country) Named(string words)
    {
        int space = words.IndexOf(' ', StringComparison.Ordinal);
        string rest = words[(space + 1)..];
        bool hasCountry = rest.Length > 4 && rest[^4] == ' ' && rest[^3..].All(char.IsUpper);
        return (words[..space], hasCountry ? rest[..^4] : rest, hasCountry ? rest[^3..] : null);
    }

    /// <summary>"AID Iran IRN > Russia RUS : drones #100..200 @2022-08-01..2022-08-31 in Kherson", "!" before it for what is not so, "transfer" after it.</summary>
    private static Proposition What(string words)
    {
        bool negative = words.StartsWith('!');
        string[] sides = words.TrimStart('!').Split(" > ");
        (string type, string actor, string? actorCountry) = Named(sides[0]);
        string[] after = sides[1].Split(" : ");
        (_, string recipient, string? recipientCountry) = Named("x " + after[0]);
        bool transfer = after.Length > 1 && after[1].EndsWith(" transfer", StringComparison.Ordinal);
        string[] tokens = after.Length > 1 ? after[1].Split(' ') : [];
        EventQuantity? quantity = null;
        EventTime? time = null;
        EventPlace? place = null;
        var things = new List<string>();
        for (int i = 0; i < tokens.Length - (transfer ? 1 : 0); i++)
        {
            if (tokens[i][0] == '#')
            {
                string[] bounds = tokens[i][1..].Split("..");
                decimal? Bound(string bound) => bound.Length == 0 ? null : decimal.Parse(bound, CultureInfo.InvariantCulture);
                string? unit = bounds[^1].Length > 0 && bounds[^1].IndexOf('_', StringComparison.Ordinal) is > 0 and var mark ? bounds[^1][(mark + 1)..] : null;
                quantity = new EventQuantity(Words(tokens[i]), Bound(bounds[0].Split('_')[0]), Bound(bounds[^1].Split('_')[0]), unit);
            }
            else if (tokens[i][0] == '@')
            {
                string[] days = tokens[i][1..].Split("..");
                time = new EventTime(Words(tokens[i]), DateOnly.Parse(days[0], CultureInfo.InvariantCulture), DateOnly.Parse(days[^1], CultureInfo.InvariantCulture), TimePrecision.Day, false);
            }
            else if (tokens[i] == "in")
            {
                place = new EventPlace(Words(tokens[++i]), null);
            }
            else
            {
                things.Add(tokens[i]);
            }
        }

        ImmutableArray<Participant> actors = Party(actor, actorCountry);
        ImmutableArray<Participant> recipients = Party(recipient, recipientCountry);
        ArmsTransfer? frame = transfer ? new ArmsTransfer(TransferKind.Sale, default, actors, recipients, null, time, null, null, [], null) : null;
        return new Proposition(
            Enum.Parse<EventType>(type, ignoreCase: true), null, [], null, Words(type), actors, recipients, things.Count == 0 ? [] : [new EventObject(Words(string.Join(' ', things)), null)], quantity, time, place,
            Certainty.Certain, negative ? Polarity.Negative : Polarity.Positive, EventStatus.Happened, frame);
    }

    private static ImmutableArray<Participant> Party(string name, string? country) => name == "?" ? [] : [new Participant(Words(name), name, country, country is null ? null : "state:" + country)];

    private static Evidence Words(string words) => new(new TextSpan(0, words.Length), words);

    private static string Tell(ClaimReport[] reports, int[] order)
    {
        var clusters = new ClaimClusters();
        foreach (int report in order)
        {
            clusters.Add(reports[report]);
        }

        int Number(Comparand member) => Array.FindIndex(reports, report => report.Claim.Id == member.Report.Claim.Id) + 1;
        var to = new StringBuilder();
        ImmutableArray<ClaimCluster> list = clusters.List();
        ImmutableArray<Dispute> disputes = Dispute.Find(list);
        foreach (ClaimCluster cluster in list.OrderBy(cluster => cluster.Members.Min(Number)))
        {
            to.Append(CultureInfo.InvariantCulture, $"cluster {string.Join(' ', cluster.Members.Select(Number).Order())}\n");
            foreach (Position position in cluster.Positions.OrderBy(position => position.Name, StringComparer.Ordinal))
            {
                string shifts = string.Concat(position.Shifts.Select(shift => $", {shift.Before.Side.ToString().ToLowerInvariant()} {Number(shift.Before)} then {shift.After.Side.ToString().ToLowerInvariant()} {Number(shift.After)}"));
                to.Append(CultureInfo.InvariantCulture, $"  {position.Name} {position.Side.ToString().ToLowerInvariant()}{shifts}\n");
            }

            foreach (Absence absence in cluster.Unanswered)
            {
                to.Append(CultureInfo.InvariantCulture, $"  {absence.Name}: no answer since {absence.Since:yyyy-MM-dd}\n");
            }

            foreach ((string side, Independence legs) in new[] { ("for", cluster.Support), ("against", cluster.Denial) })
            {
                if (legs.Articles > 0)
                {
                    string cycles = string.Concat(legs.Cycles.Select(cycle => $", cycle {string.Join(" < ", cycle)}"));
                    to.Append(CultureInfo.InvariantCulture, $"  {side}: {legs.Articles} articles, {legs.Origins} origins, {legs.FirstHand} first-hand{cycles}\n");
                }
            }

            int rank = disputes.Select(dispute => dispute.Cluster).ToList().IndexOf(cluster);
            string numbers = rank >= 0 && disputes[rank].Numbers is { } pair ? $", numbers {Math.Min(Number(pair.One), Number(pair.Other))} against {Math.Max(Number(pair.One), Number(pair.Other))}" : "";
            to.Append(CultureInfo.InvariantCulture, $"  credibility {cluster.Credibility}{(rank >= 0 ? $", dispute {rank + 1}{numbers}" : "")}\n");
        }

        return to.Length == 0 ? "none" : to.ToString().TrimEnd();
    }
}
