using System.Collections.Immutable;

namespace Hearsay.Claims.Reviewing;

/// <summary>Markings of the Traffic Light Protocol as they are written, and what the review log says of them.</summary>
public static class Markings
{
    /// <summary>How they are typed and stored in the log, from the widest circle to the narrowest: clear, green, amber, amber+strict, red.</summary>
    public static ImmutableArray<string> Names { get; } = ["clear", "green", "amber", "amber+strict", "red"];

    /// <summary>As it is typed: "amber+strict".</summary>
    public static string NameOf(TrafficLight marking) => Names[(int)marking];

    /// <summary>As the protocol writes it: "TLP:AMBER+STRICT".</summary>
    public static string LabelOf(TrafficLight marking) => "TLP:" + NameOf(marking).ToUpperInvariant();

    /// <summary>Reads a name, with or without "TLP:" and in either case; null for anything else.</summary>
    public static TrafficLight? TryParse(string? name)
    {
        string bare = (name ?? "").Trim().ToLowerInvariant();
        int rank = Names.IndexOf(bare.StartsWith("tlp:", StringComparison.Ordinal) ? bare[4..] : bare);
        return rank < 0 ? null : (TrafficLight)rank;
    }

    /// <summary>The narrower of two; one that is null does not narrow.</summary>
    public static TrafficLight? Narrower(TrafficLight? one, TrafficLight? other) => one is null ? other : other is null || one > other ? one : other;

    /// <summary>Folds a log: the last marking of each document and claim that was not undone.</summary>
    /// <param name="log">Entries in any order; all that touch a subject must be among them, and every undoing of them.</param>
    /// <returns>By the id of the document or claim.</returns>
    public static ImmutableDictionary<string, TrafficLight> Fold(IEnumerable<Review> log)
    {
        ArgumentNullException.ThrowIfNull(log);
        Review[] ordered = [.. log.OrderBy(entry => entry.Number)];
        HashSet<long> undone = Standing.Undone(ordered);
        ImmutableDictionary<string, TrafficLight>.Builder all = ImmutableDictionary.CreateBuilder<string, TrafficLight>(StringComparer.Ordinal);
        foreach (Review entry in ordered)
        {
            if (entry.Kind == ReviewKind.Mark && !undone.Contains(entry.Number) && TryParse(entry.Relation) is { } marking)
            {
                all[entry.Subject] = marking;
            }
        }

        return all.ToImmutable();
    }
}
