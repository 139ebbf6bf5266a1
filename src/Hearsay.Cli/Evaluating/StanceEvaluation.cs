using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// How well stances are told where source, cue and content are given: PolNeAR's training part, whose attributions were given stances by hand for this project (training/corpus/README.md). Three rules went by what it counts; none was made with a sentence of it.
/// </summary>
/// <param name="shared">Folder that holds the data.</param>
/// <param name="repository">The repository, which holds the stances.</param>
internal sealed class StanceEvaluation(string shared, string repository)
{
    /// <summary>Where the stances lie in the repository: a line for an article, its id and after a tab one stance for each of its attributions, parted by spaces.</summary>
    public const string FileName = "training/corpus/polnear-stances.tsv";

    /// <summary>Reads the articles and compares.</summary>
    public StanceScores Run(Reader reader, CancellationToken cancellationToken)
    {
        Dictionary<string, Stance[]> given = File.ReadLines(Path.Combine(repository, FileName)).Select(line => line.Split('\t'))
            .ToDictionary(line => line[0], line => line[1].Split(' ').Select(stance => Enum.Parse<Stance>(stance, ignoreCase: true)).ToArray(), StringComparer.Ordinal);
        var extractor = new ClaimExtractor();
        var scores = new StanceScores();
        foreach (IEnumerable<(Stance Given, Stance Read)> article in GoldAttribution.Documents(Path.Combine(shared, "data", "attribution", "polnear-train.jsonl.gz")).Where(document => given.ContainsKey(document.Article.Id))
            .AsParallel().WithCancellation(cancellationToken).Select(document => Compare(reader.ReadBase(document.Article), document.Json, given[document.Article.Id], extractor)))
        {
            foreach ((Stance known, Stance read) in article)
            {
                scores.Add(known, read);
            }
        }

        return scores;
    }

    /// <summary>The stances of one article's claims, as given and as read. Attributions of which no claim is made are left out.</summary>
    private static List<(Stance Given, Stance Read)> Compare(Document doc, JsonElement json, Stance[] stances, ClaimExtractor extractor)
    {
        (Attribution Attribution, Stance Stance)[] attributions = [.. json.GetProperty("attributions").EnumerateArray().Select((attribution, at) =>
        {
            TokenRange[] cue = GoldAttribution.Ranges(attribution.GetProperty("cue"), doc.Tokens);
            TokenRange[] source = GoldAttribution.Ranges(attribution.GetProperty("source"), doc.Tokens);
            return (new Attribution(source.FirstOrDefault(), cue.Length == 0 ? default : new TokenRange(cue[0].Start, cue[^1].End), [.. GoldAttribution.Ranges(attribution.GetProperty("content"), doc.Tokens)], -1, 1), stances[at]);
        }).Where(pair => !pair.Item1.Cue.IsEmpty && !pair.Item1.Content.IsEmpty).OrderBy(pair => pair.Item1.Cue.Start)];
        ILookup<int, Claim> claims = extractor.Extract(doc with { Attributions = new Attributions([.. attributions.Select(pair => pair.Attribution)]) }).Where(claim => claim.Cue is not null).ToLookup(claim => claim.Cue!.Span.Start);
        List<(Stance, Stance)> compared = [];
        foreach ((Attribution attribution, Stance stance) in attributions)
        {
            HashSet<int> content = GoldAttribution.Words(attribution.Content, doc.Tokens);
            Claim? claim = claims[doc.Tokens.Span(attribution.Cue).Start].MaxBy(claim => content.Count(token => claim.Content.Any(part => part.Span.Start <= doc.Tokens.Starts[token] && doc.Tokens.Starts[token] < part.Span.End)));
            if (claim is not null)
            {
                compared.Add((stance, claim.Stance));
            }
        }

        return compared;
    }
}
