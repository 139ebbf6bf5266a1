using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Timelines;
using Hearsay.Cli.Tables;

namespace Hearsay.Cli.Work;

/// <summary>How a timeline is written: as bars for people, as CSV (a line for each statement) and as JSON (hearsay.timeline/1).</summary>
internal static class TimelineLines
{
    /// <summary>Columns of a terminal that the bars take.</summary>
    private const int BarWidth = 48;

    /// <summary>Lanes that are shown at once.</summary>
    private const int MostLanes = 12;

    /// <summary>Columns of the CSV.</summary>
    public static readonly string[] Columns =
        ["event", "type", "title", "earliest", "latest", "core_earliest", "core_latest", "uncertain", "origins", "denying_origins", "credibility", "parties", "published", "party", "name", "stance", "side", "says_earliest", "says_latest", "words", "outlet", "claim"];

    /// <summary>Whether a lane is the one asked for.</summary>
    public static bool IsLane(TimelineLane lane, string wanted) =>
        lane.Key.Equals(wanted, StringComparison.OrdinalIgnoreCase) || lane.Key.Equals("state:" + wanted, StringComparison.OrdinalIgnoreCase) || lane.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || (PartyRegistry.Standard.Find(wanted) is { } party && lane.Key == PartyLink.Key(party.Id, party.Country, party.Name));

    /// <summary>The lanes with their events as bars. An event stands in the first lane that it belongs to.</summary>
    /// <param name="events">The events, in order.</param>
    /// <param name="lanes">The lanes, in order.</param>
    /// <param name="most">At most so many events.</param>
    /// <param name="width">Columns of the screen.</param>
    public static string Told(TimelineEvent[] events, TimelineLane[] lanes, int most, int width)
    {
        TimelineEvent[] shown = [.. events.Take(most)];
        DateOnly[] days = [.. shown.SelectMany(DaysOf)];
        if (days.Length == 0)
        {
            return "";
        }

        (int First, int Last) scale = (days.Min().DayNumber, days.Max().DayNumber);
        int bar = Math.Clamp(BarWidth, 10, Math.Max(10, width - 40));
        var to = new StringBuilder();
        string first = Day(days.Min());
        string last = Day(days.Max());
        to.Append(first).Append(' ', Math.Max(1, bar - first.Length - last.Length)).Append(last).Append('\n');
        Dictionary<string, TimelineEvent> byId = shown.ToDictionary(item => item.Id, StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (TimelineLane lane in lanes.Take(MostLanes))
        {
            TimelineEvent[] inside = [.. lane.Events.Where(id => byId.ContainsKey(id) && told.Add(id)).Select(id => byId[id])];
            if (inside.Length == 0)
            {
                continue;
            }

            to.Append('\n').Append(CellText.Fit(CellText.Clean(lane.Name), width)).Append('\n');
            foreach (TimelineEvent item in inside)
            {
                string when = item.Earliest is null && item.Latest is null ? "" : item.Earliest == item.Latest ? Day(item.Earliest!.Value) + " " : $"{(item.Earliest is { } from ? Day(from) : "…")}–{(item.Latest is { } until ? Day(until) : "…")} ";
                string words = CellText.Clean($"{when}{item.Type.ToString().ToUpperInvariant()}: {item.Title}");
                string where = $"  [{item.Id[..8]}]";
                to.Append(Bar(item, scale, bar)).Append(' ').Append(CellText.Fit(words, Math.Max(20, width - bar - 1 - where.Length))).Append(where).Append('\n');
            }
        }

        int hidden = events.Length - told.Count;
        if (hidden > 0)
        {
            to.Append(CultureInfo.InvariantCulture, $"\n{hidden} more events: --limit, --lane or a narrower query show others\n");
        }

        return to.ToString();
    }

    /// <summary>The values of a CSV line.</summary>
    public static string?[] Values(TimelineEvent item, TimelineStatement statement)
    {
        static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
        return
        [
            item.Id, item.Type.ToString().ToUpperInvariant(), item.Title, Day(item.Earliest), Day(item.Latest), Day(item.CoreEarliest), Day(item.CoreLatest), item.IsUncertain ? "yes" : "no", Number(item.Origins), Number(item.DenyingOrigins), Number(item.Credibility),
            string.Join("; ", item.Parties.Where(party => party.Role != "speaker").Select(party => party.Name)), Day(statement.Published), statement.Party, statement.Name, statement.Stance.ToString().ToLowerInvariant(),
            statement.Side.ToString().ToLowerInvariant(), Day(statement.Earliest), Day(statement.Latest), statement.Words, statement.Outlet, statement.Claim,
        ];
    }

    /// <summary>An event as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, TimelineEvent item)
    {
        json.WriteStartObject();
        json.WriteString("schema", "hearsay.timeline/1");
        json.WriteString("id", item.Id);
        json.WriteString("type", item.Type.ToString().ToUpperInvariant());
        json.WriteString("title", item.Title);
        json.WriteString("words", item.Words);
        json.WriteString("earliest", Day(item.Earliest));
        json.WriteString("latest", Day(item.Latest));
        json.WriteString("core_earliest", Day(item.CoreEarliest));
        json.WriteString("core_latest", Day(item.CoreLatest));
        json.WriteBoolean("uncertain", item.IsUncertain);
        json.WriteString("first_published", Day(item.FirstPublished));
        json.WriteString("last_published", Day(item.LastPublished));
        json.WriteNumber("articles", item.Articles);
        json.WriteNumber("origins", item.Origins);
        json.WriteNumber("denying_origins", item.DenyingOrigins);
        json.WriteNumber("credibility", item.Credibility);
        json.WriteStartArray("parties");
        foreach (TimelineParty party in item.Parties)
        {
            json.WriteStartObject();
            json.WriteString("key", party.Key);
            json.WriteString("name", party.Name);
            json.WriteString("role", party.Role);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("statements");
        foreach (TimelineStatement statement in item.Statements)
        {
            json.WriteStartObject();
            json.WriteString("claim", statement.Claim);
            json.WriteString("document", statement.Document);
            json.WriteString("outlet", statement.Outlet);
            json.WriteString("published", Day(statement.Published));
            json.WriteString("party", statement.Party);
            json.WriteString("name", statement.Name);
            json.WriteString("stance", statement.Stance.ToString().ToLowerInvariant());
            json.WriteString("side", statement.Side.ToString().ToLowerInvariant());
            json.WriteString("earliest", Day(statement.Earliest));
            json.WriteString("latest", Day(statement.Latest));
            json.WriteBoolean("inferred", statement.IsInferred);
            json.WriteString("words", statement.Words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>"  ░░██░░  +  −": the band of the event, and over it the days on which it was told.</summary>
    private static string Bar(TimelineEvent item, (int First, int Last) scale, int width)
    {
        char[] bar = new string(' ', width).ToCharArray();
        int At(DateOnly day) => scale.Last == scale.First ? 0 : (int)((long)(day.DayNumber - scale.First) * (width - 1) / (scale.Last - scale.First));
        void Fill(DateOnly from, DateOnly until, char with)
        {
            for (int at = At(from); at <= At(until); at++)
            {
                bar[at] = with;
            }
        }

        if ((item.Earliest ?? item.Latest) is { } known)
        {
            Fill(item.Earliest ?? known, item.Latest ?? known, '░');
            if (item is { CoreEarliest: { } from, CoreLatest: { } until } && !item.Statements.All(statement => statement.IsInferred))
            {
                Fill(from, until, '█');
            }
        }

        foreach (TimelineStatement statement in item.Statements)
        {
            if (statement.Published is not { } day)
            {
                continue;
            }

            ref char place = ref bar[At(day)];
            char mark = statement.Side switch { ClaimSide.Affirms => '+', ClaimSide.Denies => '−', _ => '·' };

            // Both sides on one spot are a clash.
            place = (place, mark) switch { ('+', '−') or ('−', '+') or ('±', _) => '±', ('+' or '−', '·') => place, _ => mark };
        }

        return new string(bar);
    }

    private static IEnumerable<DateOnly> DaysOf(TimelineEvent item) =>
        new[] { item.Earliest, item.Latest }.Concat(item.Statements.Select(statement => statement.Published)).OfType<DateOnly>();

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}
