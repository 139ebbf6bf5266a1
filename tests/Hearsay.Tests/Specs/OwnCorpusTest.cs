using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Specs;

/// <summary>
/// Stances and speakers of the articles of training/corpus, where brackets give source, cue and content and training/corpus/claims says by hand what is made of them. No rule has to get one of them right;
/// together they show what a change of the rules costs.
/// </summary>
public sealed class OwnCorpusTest
{
    /// <summary>Shares right when this was measured last, 2026-11-30, less half a point.</summary>
    private const double StancesRight = 0.756;
    private const double NamesRight = 0.639;

    private const int Shown = 40;

    [Fact]
    public void Stances_and_speakers_are_right_as_often_as_before()
    {
        var extractor = new ClaimExtractor();
        int all = 0;
        int stances = 0;
        int names = 0;
        var confusions = new Dictionary<(string Known, string Read), int>();
        var wrong = new List<string>();
        foreach (string table in Directory.EnumerateFiles(Repository.PathOf("training", "corpus", "claims"), "*.tsv").Order(StringComparer.Ordinal))
        {
            string[] articles = File.ReadAllText(Directory.EnumerateFiles(Repository.PathOf("training", "corpus"), Path.GetFileNameWithoutExtension(table) + "-*.txt").Single()).Split("\n---\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (IGrouping<int, string[]> rows in File.ReadLines(table).Select(line => line.Split('\t')).GroupBy(row => int.Parse(row[0], CultureInfo.InvariantCulture)))
            {
                Document doc = new MarkedExample(articles[rows.Key], []).Document(out int[] numbers);
                ImmutableArray<Claim> claims = extractor.Extract(doc);
                foreach (string[] row in rows)
                {
                    int at = Array.IndexOf(numbers, int.Parse(row[1], CultureInfo.InvariantCulture));
                    if (at < 0 || claims.FirstOrDefault(claim => IsOf(claim, doc, doc.Attributions[at])) is not { } found)
                    {
                        continue;
                    }

                    string read = found.Stance.ToString().ToLowerInvariant();
                    all++;
                    stances += read == row[2] ? 1 : 0;
                    names += string.Equals(found.Sources[0].Name, row[3], StringComparison.OrdinalIgnoreCase) ? 1 : 0;
                    confusions[(row[2], read)] = confusions.GetValueOrDefault((row[2], read)) + 1;
                    if (read != row[2])
                    {
                        wrong.Add($"{Path.GetFileNameWithoutExtension(table)}:{row[0]}:{row[1]} {row[2]}, read as {read}: {found.Cue?.Quote} | {found.Content[0].Quote}");
                    }
                }
            }
        }

        var report = new StringBuilder($"{all} claims, stances right {(double)stances / all:P1}, names right {(double)names / all:P1}\n");
        foreach (((string known, string read), int count) in confusions.Where(pair => pair.Key.Known != pair.Key.Read).OrderByDescending(pair => pair.Value).Take(Shown))
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"{count} {known}, read as {read}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.True(all > 4000, report.ToString());
        Assert.True(stances >= StancesRight * all && names >= NamesRight * all, report + string.Join('\n', wrong.Take(Shown)));
    }

    /// <summary>True for the claim that was made of an attribution: its cue overlaps, and both contents share at least half of their characters.</summary>
    private static bool IsOf(Claim claim, Document doc, Attribution attribution)
    {
        TextSpan cue = attribution.Cue.IsEmpty ? default : doc.Tokens.Span(attribution.Cue);
        if (claim.Cue is { } words ? attribution.Cue.IsEmpty || words.Span.Start >= cue.End || cue.Start >= words.Span.End : !attribution.Cue.IsEmpty)
        {
            return false;
        }

        int shared = claim.Content.Sum(part => attribution.Content.Sum(range => doc.Tokens.Span(range) is var span ? Math.Max(0, Math.Min(span.End, part.Span.End) - Math.Max(span.Start, part.Span.Start)) : 0));
        int both = claim.Content.Sum(part => part.Span.End - part.Span.Start) + attribution.Content.Sum(range => doc.Tokens.Span(range) is var span ? span.End - span.Start : 0);
        return 3 * shared >= both;
    }
}
