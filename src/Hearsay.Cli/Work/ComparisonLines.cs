using System.Globalization;
using System.Text.Json;
using Hearsay.Claims.Comparing;
using Hearsay.Cli.Tables;

namespace Hearsay.Cli.Work;

/// <summary>How compared claims are written, for people and as JSON.</summary>
internal static class ComparisonLines
{
    /// <summary>What is said of a party that was accused and is nowhere heard on it.</summary>
    public const string NoAnswer = "no answer found";

    /// <summary>"3 articles, 2 origins, 1 first-hand for".</summary>
    public static string Legs(string side, Independence legs) =>
        string.Create(CultureInfo.InvariantCulture, $"{side}: {legs.Articles} {(legs.Articles == 1 ? "article" : "articles")}, {legs.Origins} {(legs.Origins == 1 ? "origin" : "origins")}, {legs.FirstHand} first-hand");

    /// <summary>One statement on one line, cut to the screen: day, speaker, stance, words, outlet, id.</summary>
    public static string Line(string indent, Comparand member, int width)
    {
        string day = member.Report.Published?.ToString("O", CultureInfo.InvariantCulture) ?? "undated   ";
        string where = "  [" + CellText.Clean($"{member.Report.Outlet ?? member.Report.Document[..8]} {member.Report.Claim.Id.Value[..8]}") + "]";
        string said = CellText.Clean($"{day} {Comparison.Speaker(member)} {member.Report.Claim.Stance.ToString().ToLowerInvariant()}: {Comparison.Words(member)}");
        return indent + CellText.Fit(said, Math.Max(40, width - indent.Length - where.Length)) + where + "\n";
    }

    /// <summary>Cluster, legs and members as fields of an object that is open.</summary>
    public static void WriteCluster(Utf8JsonWriter json, ClaimCluster cluster)
    {
        json.WriteString("cluster", cluster.Id);
        json.WriteNumber("credibility", cluster.Credibility);
        foreach ((string side, Independence legs) in new[] { ("for", cluster.Support), ("against", cluster.Denial) })
        {
            json.WriteStartObject(side);
            json.WriteNumber("articles", legs.Articles);
            json.WriteNumber("origins", legs.Origins);
            json.WriteNumber("first_hand", legs.FirstHand);
            json.WriteStartArray("groups");
            foreach (ClaimOrigin group in legs.Groups)
            {
                json.WriteStartObject();
                json.WriteBoolean("first_hand", group.IsFirstHand);
                json.WriteStartArray("shared");
                foreach (string key in group.Keys)
                {
                    json.WriteStringValue(key);
                }

                json.WriteEndArray();
                json.WriteStartArray("claims");
                foreach (Comparand member in group.Members)
                {
                    json.WriteStringValue(member.Report.Claim.Id.Value);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("cycles");
            foreach (IReadOnlyList<string> cycle in legs.Cycles)
            {
                json.WriteStringValue(string.Join(" < ", cycle));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteStartArray("positions");
        foreach (Position position in cluster.Positions)
        {
            json.WriteStartObject();
            WritePosition(json, position);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("unanswered");
        foreach (Absence absence in cluster.Unanswered)
        {
            json.WriteStartObject();
            WriteAbsence(json, absence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>"Westmark: no answer found, accused since 2022-10-12".</summary>
    public static string Told(Absence absence) => CellText.Clean(string.Create(CultureInfo.InvariantCulture, $"{absence.Name}: {NoAnswer}, accused {(absence.Since is { } day ? $"since {day:yyyy-MM-dd}" : "on an unknown day")}"));

    /// <summary>An absence as fields of an object that is open.</summary>
    public static void WriteAbsence(Utf8JsonWriter json, Absence absence)
    {
        json.WriteString("party", absence.Key);
        json.WriteString("name", absence.Name);
        json.WriteString("absence", NoAnswer);
        json.WriteString("since", absence.Since?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteStartArray("accusations");
        foreach (string claim in absence.Accusations.Select(accusation => accusation.Report.Claim.Id.Value).Distinct(StringComparer.Ordinal))
        {
            json.WriteStringValue(claim);
        }

        json.WriteEndArray();
    }

    /// <summary>A dispute as fields of an object that is open.</summary>
    public static void WriteDispute(Utf8JsonWriter json, Dispute dispute, int rank)
    {
        json.WriteNumber("rank", rank);
        json.WriteString("latest", dispute.Latest?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("weight", dispute.Weight);
        json.WriteBoolean("numbers", dispute.Numbers is not null);
        WriteCluster(json, dispute.Cluster);
    }

    /// <summary>A position as fields of an object that is open.</summary>
    public static void WritePosition(Utf8JsonWriter json, Position position)
    {
        json.WriteString("party", position.Key);
        json.WriteString("name", position.Name);
        json.WriteString("side", position.Side.ToString().ToLowerInvariant());
        json.WriteStartArray("shifts");
        foreach (PositionShift shift in position.Shifts)
        {
            json.WriteStartObject();
            json.WriteString("from", shift.Before.Side.ToString().ToLowerInvariant());
            json.WriteString("to", shift.After.Side.ToString().ToLowerInvariant());
            json.WriteString("before", shift.Before.Report.Claim.Id.Value);
            json.WriteString("after", shift.After.Report.Claim.Id.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("statements");
        foreach (Comparand statement in position.Statements)
        {
            json.WriteStartObject();
            json.WriteString("claim", statement.Report.Claim.Id.Value);
            json.WriteString("document", statement.Report.Document);
            json.WriteString("outlet", statement.Report.Outlet);
            json.WriteString("published", statement.Report.Published?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("speaker", Comparison.Speaker(statement));
            json.WriteString("stance", statement.Report.Claim.Stance.ToString().ToLowerInvariant());
            json.WriteString("side", statement.Side.ToString().ToLowerInvariant());
            json.WriteString("words", Comparison.Words(statement));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
