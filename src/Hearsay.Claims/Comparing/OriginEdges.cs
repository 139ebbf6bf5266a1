using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>
/// What joins two reports into one origin though they name it differently: words of one speech, unnamed officials that are described alike, a person and the end of the name, and outlets that rest on each other.
/// </summary>
internal static class OriginEdges
{
    /// <summary>Days within which words that both quote are of one speech: a press conference and the papers of the next days.</summary>
    private const int SpeechReach = 2;

    /// <summary>Days within which unnamed officials that are described alike are the same ones: one briefing.</summary>
    private const int BriefingReach = 1;

    /// <summary>Earlier reports with the same words that one is held against: those before them are joined with these, unless the days between are too many.</summary>
    private const int MostEarlier = 8;

    /// <summary>Words by which officials go; of witnesses or residents two outlets find different ones.</summary>
    private static readonly FrozenSet<string> Officials = FrozenSet.Create(
        StringComparer.Ordinal, "official", "officials", "diplomat", "diplomats", "officer", "officers", "aide", "aides", "adviser", "advisers", "advisor", "advisors", "source", "sources", "minister", "ministers", "commander", "commanders");

    /// <summary>Words after which a description only goes on: "two officials familiar with the matter".</summary>
    private static readonly FrozenSet<string> GoOn = FrozenSet.Create(StringComparer.Ordinal, "of", "in", "from", "who", "with", "at", "on", "familiar", "briefed", "close", "and", "speaking", "involved");

    /// <summary>Pairs of reports that have one origin, with what shows it.</summary>
    /// <param name="members">Reports that say the same, by day.</param>
    /// <param name="cycles">Outlets that rest on each other.</param>
    public static IEnumerable<(int One, int Other, string Key)> Find(Comparand[] members, ImmutableArray<ImmutableArray<string>> cycles) => members.Length < 2
        ? []
        : [.. Speeches(members), .. Briefings(members), .. ShortNames(members), .. cycles.SelectMany(cycle => Circle(members, cycle))];

    /// <summary>Reports that quote a long run of the same words within two days, by speakers who can be one.</summary>
    private static IEnumerable<(int One, int Other, string Key)> Speeches(Comparand[] members)
    {
        var runs = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int at = 0; at < members.Length; at++)
        {
            // A claim is in a cluster once for each of its propositions.
            var found = new HashSet<int>();
            foreach (string run in Runs(members[at].Report.Claim).Distinct(StringComparer.Ordinal))
            {
                if (!runs.TryGetValue(run, out List<int>? earlier))
                {
                    runs[run] = earlier = [];
                }

                foreach (int other in earlier)
                {
                    if (members[other].Report.Document != members[at].Report.Document && IsWithin(members[other], members[at], SpeechReach) && CanBeOne(members[other].Report.Claim.Sources[^1], members[at].Report.Claim.Sources[^1]) && found.Add(other))
                    {
                        yield return (other, at, $"speech \"{run}\"");
                    }
                }

                earlier.Add(at);
                if (earlier.Count > MostEarlier)
                {
                    earlier.RemoveAt(0);
                }
            }
        }
    }

    /// <summary>Persons of whom one is named by the end of the other's name: a report that knows no more of "Brandt" has no other one than "Ilse Brandt".</summary>
    private static IEnumerable<(int One, int Other, string Key)> ShortNames(Comparand[] members)
    {
        var firsts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int at = 0; at < members.Length; at++)
        {
            if (members[at].Report.Claim.Sources[^1] is { Kind: SpeakerKind.Person } person)
            {
                firsts.TryAdd(PartyLink.Key(person), at);
            }
        }

        foreach (IGrouping<string, int> alike in firsts.Values.Order().GroupBy(at => Ending(Knows(at)), StringComparer.OrdinalIgnoreCase))
        {
            int[] persons = [.. alike];
            for (int i = 0; i < persons.Length; i++)
            {
                for (int j = i + 1; j < persons.Length; j++)
                {
                    Speaker one = Knows(persons[i]);
                    Speaker other = Knows(persons[j]);
                    if (IsOne(one, other))
                    {
                        yield return (persons[i], persons[j], $"name \"{Ending(one)}\"");
                    }
                }
            }
        }

        Speaker Knows(int at) => members[at].Report.Claim.Sources[^1];
    }

    private static bool IsOne(Speaker one, Speaker other) => PartyLink.Grade(one.Party, one.SpokenFor, one.Name, other.Party, other.SpokenFor, other.Name) >= PartyLink.Least;

    private static string Ending(Speaker speaker) => speaker.Name[(speaker.Name.LastIndexOf(' ') + 1)..];

    /// <summary>Runs of so many quoted words as two reports share only where both quote.</summary>
    private static IEnumerable<string> Runs(Claim claim)
    {
        string[] words = Quoted(claim);
        for (int start = 0; start + Contradiction.Quoted <= words.Length; start++)
        {
            yield return string.Join(' ', words, start, Contradiction.Quoted);
        }
    }

    /// <summary>The words in quotation marks, in lower case.</summary>
    private static string[] Quoted(Claim claim)
    {
        string text = string.Join(' ', claim.Content.Select(part => part.Quote));
        if (claim.Form == Form.Indirect)
        {
            return [];
        }

        bool all = claim.Form == Form.Direct;
        bool open = false;
        int seen = 0;
        var words = new List<string>();
        foreach ((int start, int end) in ContentTerms.Cut(text))
        {
            for (; seen < start; seen++)
            {
                open = text[seen] switch { '“' or '„' or '«' => true, '”' or '»' => false, '"' => !open, _ => open };
            }

            if (all || open)
            {
                words.Add(text[start..end].ToLowerInvariant());
            }
        }

        return [.. words];
    }

    /// <summary>
    /// Whether two names can be of one who speaks: the same party, or one of them says no more than that it is an official, a statement, an outlet, or an organisation for which the other can speak.
    /// Two persons by name, two governments or two organisations are two.
    /// </summary>
    private static bool CanBeOne(Speaker one, Speaker other)
    {
        if (PartyLink.Key(one) == PartyLink.Key(other) || IsOne(one, other))
        {
            return true;
        }

        bool apart = one.Country is not null && other.Country is not null && one.Country != other.Country;
        return !apart && (IsLoose(one) || IsLoose(other) || (one.Kind, other.Kind) is (SpeakerKind.Person, SpeakerKind.Organization) or (SpeakerKind.Organization, SpeakerKind.Person));
    }

    private static bool IsLoose(Speaker speaker) => speaker.Kind is SpeakerKind.Unnamed or SpeakerKind.Document or SpeakerKind.Media or SpeakerKind.Group;

    /// <summary>Unnamed officials without a state, described alike, a day apart, where neither report says that it rests on an outlet that the other has nothing to do with.</summary>
    private static IEnumerable<(int One, int Other, string Key)> Briefings(Comparand[] members)
    {
        var alike = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int at = 0; at < members.Length; at++)
        {
            if (Described(members[at].Report.Claim.Sources[^1]) is not { } words)
            {
                continue;
            }

            if (!alike.TryGetValue(words, out List<int>? earlier))
            {
                alike[words] = earlier = [];
            }

            foreach (int other in earlier)
            {
                if (IsWithin(members[other], members[at], BriefingReach) && !RestApart(members[other].Report, members[at].Report))
                {
                    yield return (other, at, "alike " + words);
                }
            }

            earlier.Add(at);
            if (earlier.Count > MostEarlier)
            {
                earlier.RemoveAt(0);
            }
        }
    }

    /// <summary>"2 official", "a diplomat": number and kind, with the names that stand there; null for whom no such word describes.</summary>
    private static string? Described(Speaker speaker)
    {
        if (speaker is not { Kind: SpeakerKind.Unnamed, Country: null, Mention: { } mention })
        {
            return null;
        }

        List<string> words = [.. ContentTerms.Cut(mention.Quote).Select(token => mention.Quote[token.Start..token.End].ToLowerInvariant())];
        int end = words.FindIndex(GoOn.Contains);
        int head = words.FindLastIndex(end < 0 ? words.Count - 1 : Math.Max(0, end - 1), Officials.Contains);
        if (head < 0)
        {
            return null;
        }

        string number = words.Take(head).Select(Figure.Value).FirstOrDefault(value => value is not null)?.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ?? (words[head][^1] == 's' ? "some" : "1");
        return string.Join(' ', [.. ContentTerms.Of(mention.Quote).Names, number, words[head].TrimEnd('s')]);
    }

    /// <summary>Whether one says that it rests on an outlet that the other neither is nor rests on.</summary>
    private static bool RestApart(ClaimReport one, ClaimReport other)
    {
        string[] rests = Rests(one);
        string[] otherRests = Rests(other);
        return rests.Length + otherRests.Length > 0 && !rests.Append(one.Outlet).Any(outlet => outlet is not null && otherRests.Append(other.Outlet).Contains(outlet, StringComparer.OrdinalIgnoreCase));
    }

    private static string[] Rests(ClaimReport report) => [.. report.Claim.Sources.Where(source => source.Kind == SpeakerKind.Media).Select(source => source.Name).Concat(report.Cites)];

    /// <summary>Reports of outlets in a circle that have nothing but each other: no source by name or by state.</summary>
    private static IEnumerable<(int One, int Other, string Key)> Circle(Comparand[] members, ImmutableArray<string> cycle)
    {
        string key = "circle " + string.Join(" < ", cycle);
        int first = -1;
        for (int at = 0; at < members.Length; at++)
        {
            ClaimReport report = members[at].Report;
            if (report.Outlet is { } outlet && cycle.Contains(outlet, StringComparer.OrdinalIgnoreCase) && report.Claim.Sources[^1] is { Kind: SpeakerKind.Media } or { Kind: SpeakerKind.Unnamed, Country: null }
                && Rests(report).Any(rest => cycle.Contains(rest, StringComparer.OrdinalIgnoreCase)))
            {
                if (first >= 0)
                {
                    yield return (first, at, key);
                }

                first = first < 0 ? at : first;
            }
        }
    }

    private static bool IsWithin(Comparand one, Comparand other, int days) =>
        one.Report.Published is { } first && other.Report.Published is { } second && Math.Abs(first.DayNumber - second.DayNumber) <= days;
}
