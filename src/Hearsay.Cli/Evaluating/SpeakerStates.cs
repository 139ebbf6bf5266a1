using System.Text.Json;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// How often a claim says the state that its speaker belongs to or speaks for ("country" of the claim record) as the annotation does, none included: of the claims found whose speaker has the annotation's name,
/// the unnamed left out. Claims are matched as claims.py does it, by content: best overlap first, Jaccard of characters at least one half, each once.
/// </summary>
internal sealed class SpeakerStates
{
    private const double LeastOverlap = 0.5;

    /// <summary>Claims found whose named speaker is the annotation's.</summary>
    public int Compared { get; private set; }

    /// <summary>Those of them with the annotation's state.</summary>
    public int Right { get; private set; }

    /// <summary>Percent that are right.</summary>
    public double Share => Score.Percent(Right, Compared);

    /// <summary>Adds one article.</summary>
    /// <param name="gold">File of the annotation, as claims.py takes it.</param>
    /// <param name="system">File of the claims that were read, JSON Lines.</param>
    public void Add(string gold, string system)
    {
        using JsonDocument annotation = JsonDocument.Parse(File.ReadAllBytes(gold));
        List<Said> annotated = [.. annotation.RootElement.GetProperty("claims").EnumerateArray().Select(claim => new Said(
            [.. claim.GetProperty("content_spans").EnumerateArray().Select(span => (span[0].GetInt32(), span[1].GetInt32()))], claim.GetProperty("name").GetString(), claim.GetProperty("country").GetString(), claim.GetProperty("kind").GetString()))];
        List<Said> read = [];
        foreach (string line in File.ReadLines(system).Where(line => line.Length > 0))
        {
            using JsonDocument claim = JsonDocument.Parse(line);
            JsonElement speaker = claim.RootElement.GetProperty("sources").EnumerateArray().FirstOrDefault();
            read.Add(new Said(
                [.. claim.RootElement.GetProperty("content").EnumerateArray().Select(span => (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32()))],
                Text(speaker, "name"), Text(speaker, "country"), Text(speaker, "kind")));
        }

        var pairs = annotated.SelectMany((one, at) => read.Select((other, with) => (Overlap: Overlap(one.Content, other.Content), At: at, With: with))).Where(pair => pair.Overlap >= LeastOverlap);
        HashSet<int> usedGold = [];
        HashSet<int> usedSystem = [];
        foreach ((_, int at, int with) in pairs.OrderByDescending(pair => pair.Overlap).ThenBy(pair => pair.At).ThenBy(pair => pair.With))
        {
            if (usedGold.Contains(at) || usedSystem.Contains(with))
            {
                continue;
            }

            usedGold.Add(at);
            usedSystem.Add(with);
            if (annotated[at] is { Kind: not "unnamed" } one && string.Equals(one.Name, read[with].Name, StringComparison.OrdinalIgnoreCase))
            {
                Compared++;
                Right += one.State == read[with].State ? 1 : 0;
            }
        }
    }

    private static string? Text(JsonElement speaker, string property) => speaker.ValueKind == JsonValueKind.Object ? speaker.GetProperty(property).GetString() : null;

    private static double Overlap((int Start, int End)[] one, (int Start, int End)[] other)
    {
        int both = one.Sum(a => other.Sum(b => Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start))));
        int all = one.Sum(a => a.End - a.Start) + other.Sum(b => b.End - b.Start) - both;
        return all == 0 ? 0 : (double)both / all;
    }

    private sealed record Said((int Start, int End)[] Content, string? Name, string? State, string? Kind);
}
