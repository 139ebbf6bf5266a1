using System.Collections.Immutable;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Replaying;

/// <summary>
/// Leaves out what a source said: its own claims, what it published, what others say it said, what names it as what it rests on, and whole families of copies in which one does. So it
/// can be seen what would stand if the source had never spoken.
/// </summary>
public sealed class SourceFilter
{
    private readonly ImmutableArray<(string Name, string? Party)> _sources;

    /// <summary>Names sources.</summary>
    /// <param name="sources">Outlets, speakers or parties by name, id of the registry or ISO 3166 alpha-3 code; or families by their id.</param>
    public SourceFilter(IEnumerable<string> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        _sources = [.. sources.Select(source => (source, KeyOf(source)))];
    }

    /// <summary>Whether nobody is left out.</summary>
    public bool IsEmpty => _sources.IsEmpty;

    /// <summary>The reports that are left.</summary>
    public IReadOnlyList<ClaimReport> Keep(IReadOnlyList<ClaimReport> reports) => Keep(reports, report => report);

    /// <summary>The items whose reports are left.</summary>
    /// <param name="items">What holds reports.</param>
    /// <param name="report">The report of an item.</param>
    public IReadOnlyList<T> Keep<T>(IReadOnlyList<T> items, Func<T, ClaimReport> report)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(report);
        if (IsEmpty)
        {
            return items;
        }

        // Copies rest on the same report, whether they say so or not.
        HashSet<string> families = [.. items.Select(report).Where(item => item.Family is not null && (IsOutlet(item) || IsFamily(item))).Select(item => item.Family!)];
        return [.. items.Where(item => report(item) is var one && !(one.Family is { } family && families.Contains(family)) && !IsOutlet(one) && !Speaks(one))];
    }

    private bool IsOutlet(ClaimReport report)
    {
        foreach ((string name, string? party) in _sources)
        {
            if (Is(report.Outlet, name, party))
            {
                return true;
            }

            foreach (string cited in report.Cites)
            {
                if (Is(cited, name, party))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsFamily(ClaimReport report) => _sources.Any(source => source.Name.Length >= 4 && report.Family!.StartsWith(source.Name, StringComparison.OrdinalIgnoreCase));

    private bool Speaks(ClaimReport report)
    {
        foreach (Speaker speaker in report.Claim.Sources)
        {
            foreach ((string name, string? party) in _sources)
            {
                if (speaker.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || (party is not null && (speaker.Party == party || PartyLink.Key(speaker) == party)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Is(string? outlet, string name, string? party) =>
        outlet is not null && (outlet.Equals(name, StringComparison.OrdinalIgnoreCase) || (party is not null && PartyRegistry.Standard.Find(outlet)?.Id == party));

    private static string? KeyOf(string source) =>
        PartyRegistry.Standard.FindId(source)?.Id ?? PartyRegistry.Standard.State(source.ToUpperInvariant())?.Id ?? (PartyRegistry.Standard.Find(source) ?? PartyRegistry.Standard.FindPerson(source))?.Id;
}
