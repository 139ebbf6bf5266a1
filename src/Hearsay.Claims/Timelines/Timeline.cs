using System.Collections.Immutable;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Timelines;

/// <summary>Events in the order of their own time, each with the time in which it was told, and a lane for each party.</summary>
/// <param name="Events">By first possible day; undated ones by the day on which they were first told, those without either last.</param>
/// <param name="Lanes">Those with most events first.</param>
public sealed record Timeline(ImmutableArray<TimelineEvent> Events, ImmutableArray<TimelineLane> Lanes)
{
    /// <summary>Lays out clusters. Claims in which no event was read have no place on it.</summary>
    public static Timeline Of(IEnumerable<ClaimCluster> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        TimelineEvent[] events = [.. clusters.Where(cluster => cluster.Members.Any(member => member.What is not null)).Select(EventOf).OrderBy(item => item.Day ?? DateOnly.MaxValue).ThenBy(item => item.Latest ?? DateOnly.MaxValue).ThenBy(item => item.Id, StringComparer.Ordinal)];
        var lanes = new Dictionary<string, (string Name, ImmutableArray<string>.Builder Events)>(StringComparer.Ordinal);
        foreach (TimelineEvent item in events)
        {
            foreach (TimelineParty party in item.Parties)
            {
                if (!lanes.TryGetValue(party.Key, out (string Name, ImmutableArray<string>.Builder Events) lane))
                {
                    lanes[party.Key] = lane = (party.Name, ImmutableArray.CreateBuilder<string>());
                }

                lane.Events.Add(item.Id);
            }
        }

        return new Timeline(
            [.. events],
            [.. lanes.Select(lane => new TimelineLane(lane.Key, lane.Value.Name, lane.Value.Events.ToImmutable())).OrderByDescending(lane => lane.Events.Length).ThenBy(lane => lane.Key, StringComparer.Ordinal)]);
    }

    private static TimelineEvent EventOf(ClaimCluster cluster)
    {
        ImmutableArray<TimelineStatement> statements = [.. cluster.Members.Select(StatementOf)];
        DateOnly? earliest = null;
        DateOnly? latest = null;
        DateOnly? coreEarliest = null;
        DateOnly? coreLatest = null;
        bool open = false;
        foreach (TimelineStatement statement in statements.Where(statement => (statement.Earliest ?? statement.Latest) is not null))
        {
            earliest = earliest is null || statement.Earliest < earliest ? statement.Earliest ?? earliest : earliest;
            latest = latest is null || statement.Latest > latest ? statement.Latest ?? latest : latest;
            coreEarliest = coreEarliest is null || statement.Earliest > coreEarliest ? statement.Earliest ?? coreEarliest : coreEarliest;
            coreLatest = coreLatest is null || statement.Latest < coreLatest ? statement.Latest ?? coreLatest : coreLatest;
            open |= statement.Earliest is null || statement.Latest is null;
        }

        if (coreEarliest > coreLatest)
        {
            (coreEarliest, coreLatest) = (null, null);
        }

        Comparand shown = cluster.Representative;
        Proposition what = shown.What ?? cluster.Members.First(member => member.What is not null).What!;
        return new TimelineEvent(
            cluster.Id, what.Type, TitleOf(what), WordsOf(shown), earliest, latest, coreEarliest, coreLatest, open || earliest is null || earliest != latest || statements.Any(statement => statement.IsInferred),
            statements.Min(statement => statement.Published), statements.Max(statement => statement.Published), cluster.Support.Articles, cluster.Support.Origins, cluster.Denial.Origins, cluster.Credibility, PartiesOf(cluster), statements);
    }

    private static TimelineStatement StatementOf(Comparand member)
    {
        EventTime? time = member.What?.Transfer?.Delivered ?? member.What?.Time;
        ClaimReport report = member.Report;
        return new TimelineStatement(
            report.Claim.Id.Value, report.Document, report.Outlet, report.Published, PartyLink.Key(member.Holder), NameOf(PartyLink.Key(member.Holder), member.Holder.Name), report.Claim.Stance, member.Side,
            time?.Earliest, time?.Latest, time?.Inferred ?? false, WordsOf(member));
    }

    private static ImmutableArray<TimelineParty> PartiesOf(ClaimCluster cluster)
    {
        var found = new Dictionary<string, TimelineParty>(StringComparer.Ordinal);
        void Add(string key, string name, string role)
        {
            string shown = NameOf(key, name);

            // Of several names for one key the first in the alphabet is shown: the same in every order of arrival.
            if (!found.TryGetValue(key, out TimelineParty? known))
            {
                found[key] = new TimelineParty(key, shown, role);
            }
            else if (known.Role == role && string.CompareOrdinal(shown, known.Name) < 0)
            {
                found[key] = known with { Name = shown };
            }
        }

        foreach (Comparand member in cluster.Members.Where(member => member.What is not null))
        {
            foreach (Participant actor in member.What!.Actors)
            {
                Add(PartyLink.Key(actor), actor.Name, "actor");
            }
        }

        foreach (Comparand member in cluster.Members.Where(member => member.What is not null))
        {
            foreach (Participant recipient in member.What!.Recipients)
            {
                Add(PartyLink.Key(recipient), recipient.Name, "recipient");
            }
        }

        foreach (Comparand member in cluster.Members)
        {
            Add(PartyLink.Key(member.Holder), member.Holder.Name, "speaker");
        }

        return [.. found.Values.OrderBy(party => party.Role, StringComparer.Ordinal).ThenBy(party => party.Key, StringComparer.Ordinal)];
    }

    private static string TitleOf(Proposition what)
    {
        string actors = string.Join(", ", what.Actors.Select(actor => NameOf(PartyLink.Key(actor), actor.Name)).Distinct(StringComparer.Ordinal));
        string recipients = string.Join(", ", what.Recipients.Select(recipient => NameOf(PartyLink.Key(recipient), recipient.Name)).Distinct(StringComparer.Ordinal));
        string things = string.Join(", ", what.Objects.Select(thing => OneLine(thing.Words.Quote)).Distinct(StringComparer.OrdinalIgnoreCase));
        return $"{(actors.Length > 0 ? actors + ": " : "")}{OneLine(what.Predicate.Quote)}{(things.Length > 0 ? " " + things : "")}{(recipients.Length > 0 ? " → " + recipients : "")}";
    }

    private static string NameOf(string key, string name) => PartyRegistry.Standard.FindId(key)?.Name ?? name;

    private static string WordsOf(Comparand member) => string.Join(" … ", member.Report.Claim.Content.Select(part => OneLine(part.Quote)));

    private static string OneLine(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
