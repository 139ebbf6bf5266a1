using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>
/// On how many legs a side stands. Reports of one family of copies, of one speaker or government, of one named document, of one agency, of one speech whoever is named as its speaker, of outlets that
/// rest on each other, and of unnamed officials of one state have one origin: what they share cannot confirm itself.
/// </summary>
/// <param name="Articles">Documents that report it.</param>
/// <param name="Origins">Origins that share nothing.</param>
/// <param name="FirstHand">Origins that take part in the event themselves.</param>
/// <param name="Groups">The reports of each origin, with what joined them; those with most reports first.</param>
/// <param name="Cycles">Outlets that rest on each other, each cycle in order from its first name: "A" cites "B" cites "A".</param>
public sealed record Independence(int Articles, int Origins, int FirstHand, ImmutableArray<ClaimOrigin> Groups, ImmutableArray<ImmutableArray<string>> Cycles)
{
    /// <summary>Judges the members of a cluster that take one side.</summary>
    public static Independence Of(ClaimCluster cluster, ClaimSide side)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return Of([.. cluster.Members.Where(member => member.Side == side)]);
    }

    /// <summary>Judges reports that say the same, by day.</summary>
    internal static Independence Of(Comparand[] members)
    {
        var outlets = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        List<string>[] keys = [.. members.Select(member => Keys(member.Report, outlets).ToList())];
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] parents = [.. Enumerable.Range(0, members.Length)];
        int Root(int at) => parents[at] == at ? at : parents[at] = Root(parents[at]);
        void Join(int one, int other)
        {
            int a = Root(one);
            int b = Root(other);
            parents[Math.Max(a, b)] = Math.Min(a, b);
        }

        ImmutableArray<ImmutableArray<string>> cycles = CyclesIn(members);
        foreach ((int one, int other, string key) in OriginEdges.Find(members, cycles))
        {
            Join(one, other);
            foreach (int at in new[] { one, other }.Where(at => !keys[at].Contains(key)))
            {
                keys[at].Add(key);
            }
        }

        for (int i = 0; i < members.Length; i++)
        {
            foreach (string key in keys[i])
            {
                if (holders.TryGetValue(key, out int other))
                {
                    Join(i, other);
                }
                else
                {
                    holders[key] = i;
                }
            }
        }

        ImmutableArray<ClaimOrigin> groups =
        [
            .. Enumerable.Range(0, members.Length).GroupBy(Root).Select(group => new ClaimOrigin(
                [.. group.SelectMany(at => keys[at]).CountBy(key => key, StringComparer.Ordinal).OrderByDescending(key => key.Value).ThenBy(key => key.Key, StringComparer.Ordinal).Select(key => key.Key)],
                [.. group.Select(at => members[at])],
                group.Any(at => IsFirstHand(members[at])))).OrderByDescending(group => group.Members.Length).ThenBy(group => group.Keys[0], StringComparer.Ordinal),
        ];
        return new Independence(members.Select(member => member.Report.Document).Distinct(StringComparer.Ordinal).Count(), groups.Length, groups.Count(group => group.IsFirstHand), groups, cycles);
    }

    /// <summary>What a report shares with others of the same origin. The innermost source counts: who knows it, not who passes it on.</summary>
    /// <param name="report">The report.</param>
    /// <param name="outlets">Outlets whose first report was seen: those who cite an outlet rest on that report.</param>
    private static IEnumerable<string> Keys(ClaimReport report, HashSet<string> outlets)
    {
        if (report.Outlet is { } outlet && outlets.Add(outlet))
        {
            yield return "outlet " + outlet.ToUpperInvariant();
        }

        if (report.Family is { } family)
        {
            yield return "copies " + family;
        }

        Speaker knows = report.Claim.Sources[^1];
        string? agency = report.Claim.Sources.LastOrDefault(source => source.Kind == SpeakerKind.Media)?.Name;
        yield return knows.Kind switch
        {
            SpeakerKind.Document => "document " + knows.Name,
            SpeakerKind.Media => "outlet " + knows.Name.ToUpperInvariant(),
            SpeakerKind.Unnamed when knows.Country is not null => "officials state:" + knows.Country,
            SpeakerKind.Unnamed => $"unnamed {knows.Mention?.Quote.ToLowerInvariant()} {agency ?? report.Cites.FirstOrDefault() ?? report.Outlet ?? report.Document}".TrimEnd(),
            _ => "source " + PartyLink.Key(knows),
        };
    }

    private static bool IsFirstHand(Comparand member)
    {
        Speaker knows = member.Report.Claim.Sources[^1];
        return member.What is { } what && what.Actors.Concat(what.Recipients).Any(party => PartyLink.Grade(knows, party) >= PartyLink.Least);
    }

    /// <summary>Cycles of outlets: edges run from the outlet of a report to those that it rests on.</summary>
    private static ImmutableArray<ImmutableArray<string>> CyclesIn(Comparand[] members)
    {
        var rests = new SortedDictionary<string, SortedSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (ClaimReport report in members.Select(member => member.Report).Where(report => report.Outlet is not null))
        {
            IEnumerable<string> media = report.Claim.Sources.Where(source => source.Kind == SpeakerKind.Media).Select(source => source.Name).Concat(report.Cites);
            foreach (string other in media.Where(other => !other.Equals(report.Outlet, StringComparison.OrdinalIgnoreCase)))
            {
                if (!rests.TryGetValue(report.Outlet!, out SortedSet<string>? others))
                {
                    rests[report.Outlet!] = others = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
                }

                others.Add(other);
            }
        }

        var cycles = new List<ImmutableArray<string>>();
        foreach (string start in rests.Keys)
        {
            if (Back(start, [start], rests) is { } cycle)
            {
                cycles.Add(cycle);
            }
        }

        return [.. cycles];
    }

    /// <summary>The shortest way from the start back to it, over outlets that come after it in the alphabet: so that each cycle is found once.</summary>
    private static ImmutableArray<string>? Back(string start, ImmutableArray<string> path, SortedDictionary<string, SortedSet<string>> rests)
    {
        var open = new Queue<ImmutableArray<string>>([path]);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (open.TryDequeue(out ImmutableArray<string> way))
        {
            foreach (string next in rests.TryGetValue(way[^1], out SortedSet<string>? others) ? others : [])
            {
                if (next.Equals(start, StringComparison.OrdinalIgnoreCase))
                {
                    return way;
                }

                if (string.Compare(next, start, StringComparison.OrdinalIgnoreCase) > 0 && seen.Add(next))
                {
                    open.Enqueue(way.Add(next));
                }
            }
        }

        return null;
    }
}
