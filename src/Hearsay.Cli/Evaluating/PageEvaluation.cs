using System.Text;
using System.Text.Json;
using Hearsay.Ingest;
using Hearsay.Text;

namespace Hearsay.Cli.Evaluating;

/// <summary>Scores the reading of web pages: saved news pages with the text that people, or parsers made for the one site, took from them.</summary>
/// <param name="shared">Folder that holds data.</param>
internal sealed class PageEvaluation(string shared)
{
    private const string Archive = "pages-dev.tar.xz";

    /// <summary>Reads and scores all pages that have an expected text.</summary>
    /// <param name="work">Folder for the unpacked pages.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <exception cref="IOException">The data cannot be read.</exception>
    public async Task<PageScores> RunAsync(string work, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(work, "pages");
        Directory.CreateDirectory(folder);
        await TimeEvaluation.UnpackAsync(Path.Combine(shared, "data", "html", Archive), folder, cancellationToken);
        var ingester = new Ingester(new IngestOptions());
        List<(string, double, double, double)> pages = [];
        int titles = 0;
        int titlesStated = 0;
        int days = 0;
        int daysStated = 0;
        int authors = 0;
        int authorsStated = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*.expected.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string page = path[..^".expected.json".Length];
            using JsonDocument json = JsonDocument.Parse(await File.ReadAllBytesAsync(path, cancellationToken));
            Article? article = null;
            await foreach (Ingested item in ingester.ReadAsync(new InputFile(page + ".html", Path.GetFileName(page)), cancellationToken))
            {
                article ??= item.Article;
            }

            string[] found = Words(WithoutTitle(article));

            // A file may hold what is expected of several pages of one site; the page at hand is the one that fits best.
            (Expected expected, double precision, double recall, double f1) = Expectations(json.RootElement).Select(one => Score(one, found)).MaxBy(score => score.F1);
            pages.Add((Path.GetFileName(page), precision, recall, f1));
            titlesStated += expected.Title is null ? 0 : 1;
            titles += expected.Title is { } title && article?.Title is { } ours && Words(title).SequenceEqual(Words(ours)) ? 1 : 0;
            daysStated += expected.Published is null ? 0 : 1;
            days += expected.Published is { } published && article?.Published is { } date && (date.Moment is { } moment ? moment.UtcDateTime.Date == published.UtcDateTime.Date : date.Day == DateOnly.FromDateTime(published.UtcDateTime)) ? 1 : 0;
            authorsStated += expected.Authors.Count > 0 ? 1 : 0;
            authors += expected.Authors.Count > 0 && article is not null && expected.Authors.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(article.Authors) ? 1 : 0;
        }

        return new PageScores(pages, [("title", titles, titlesStated), ("day of publication", days, daysStated), ("authors, all of them", authors, authorsStated)]);
    }

    /// <summary>The stored text without the headline, which the expected texts leave out.</summary>
    private static string WithoutTitle(Article? article)
    {
        string text = article?.Text.ToString() ?? "";
        return article?.Title is { } title && text.StartsWith(title, StringComparison.Ordinal) ? text[title.Length..] : text;
    }

    private static (Expected Expected, double Precision, double Recall, double F1) Score(Expected expected, string[] found)
    {
        string[] gold = Words(expected.Text);
        Dictionary<string, int> left = gold.CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        int common = 0;
        foreach (string word in found)
        {
            if (left.GetValueOrDefault(word) > 0)
            {
                left[word]--;
                common++;
            }
        }

        return (expected, found.Length == 0 ? 0 : 100.0 * common / found.Length, gold.Length == 0 ? 0 : 100.0 * common / gold.Length, found.Length + gold.Length == 0 ? 100 : 200.0 * common / (found.Length + gold.Length));
    }

    private static IEnumerable<Expected> Expectations(JsonElement root)
    {
        if (root.TryGetProperty("articleBody", out JsonElement body))
        {
            yield return new Expected(body.GetString() ?? "", null, null, []);
            yield break;
        }

        foreach (JsonProperty version in root.EnumerateObject().Where(version => version.Value.ValueKind == JsonValueKind.Object && version.Value.TryGetProperty("body", out JsonElement text) && text.ValueKind == JsonValueKind.Object))
        {
            JsonElement text = version.Value.GetProperty("body");
            List<string> parts = [.. Strings(text, "summary")];
            foreach (JsonElement section in text.GetProperty("sections").EnumerateArray())
            {
                parts.AddRange(Strings(section, "headline"));
                parts.AddRange(Strings(section, "paragraphs"));
            }

            string? title = version.Value.TryGetProperty("title", out JsonElement named) ? named.GetString() : null;
            DateTimeOffset? published = version.Value.TryGetProperty("publishing_date", out JsonElement date) && DateTimeOffset.TryParse(date.GetString(), System.Globalization.CultureInfo.InvariantCulture, out DateTimeOffset moment) ? moment : null;
            yield return new Expected(string.Join('\n', parts), title, published, [.. Strings(version.Value, "authors")]);
        }
    }

    private static IEnumerable<string> Strings(JsonElement element, string member) =>
        element.TryGetProperty(member, out JsonElement values) && values.ValueKind == JsonValueKind.Array ? values.EnumerateArray().Select(value => value.GetString()).OfType<string>() : [];

    /// <summary>Runs of letters, digits and underscores, in lower case.</summary>
    private static string[] Words(string text)
    {
        var apart = new StringBuilder(text.Length);
        foreach (char value in text)
        {
            apart.Append(char.IsLetterOrDigit(value) || value == '_' ? char.ToLowerInvariant(value) : ' ');
        }

        return apart.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed record Expected(string Text, string? Title, DateTimeOffset? Published, IReadOnlyList<string> Authors);
}
