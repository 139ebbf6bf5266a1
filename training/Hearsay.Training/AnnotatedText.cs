using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>A text with its attributions, which are token ranges as soon as the text is read.</summary>
/// <param name="Text">The text.</param>
/// <param name="Annotation">The attributions, given the other layers.</param>
/// <param name="Whole">Whether these are all there are; else a word that may be a cue and is not annotated teaches nothing.</param>
internal sealed record AnnotatedText(string Text, Func<Document, IEnumerable<Attribution>> Annotation, bool Whole = true)
{
    /// <summary>Whose habits the annotation follows.</summary>
    public AttributionConvention Convention { get; init; } = AttributionConvention.Parc;

    /// <summary>Genres of GUM under open licences (shared/data/README.md).</summary>
    private static readonly HashSet<string> OpenGenres = ["academic", "bio", "court", "interview", "news", "voyage", "speech", "textbook", "vlog"];

    /// <summary>A corpus of JSON Lines with source, cue and content as ranges of code points, as PolNeAR.</summary>
    public static IEnumerable<AnnotatedText> Spans(string path) => Corpus.JsonLines(path).Select(item => new AnnotatedText(item.GetProperty("text").GetString()!, doc => item.GetProperty("attributions").EnumerateArray().Select(attribution => Of(doc, attribution))));

    /// <summary>Documents of the open text that were annotated for this project (training/corpus/README.md): told apart by the hash of their words, attributions as ranges of code points.</summary>
    /// <param name="path">The annotations.</param>
    /// <param name="documents">The open text.</param>
    /// <exception cref="InvalidDataException">The open text lacks one of the documents.</exception>
    public static IEnumerable<AnnotatedText> Positions(string path, IEnumerable<string> documents)
    {
        Dictionary<string, JsonElement> annotated = Corpus.Annotations(path);
        foreach (string text in documents)
        {
            if (annotated.Remove(Corpus.HashOf(text), out JsonElement item))
            {
                yield return new AnnotatedText(text, doc => item.GetProperty("attributions").EnumerateArray().Select(attribution => Of(doc, attribution))) { Convention = AttributionConvention.Claims };
            }
        }

        if (annotated.Count > 0)
        {
            throw new InvalidDataException($"{path}: the open text lacks {annotated.Count} of the documents, the first of them with the hash {annotated.Keys.First()}");
        }
    }

    /// <summary>GUM's discourse edges of attribution. Its units hold their final stop, which a content does not.</summary>
    public static IEnumerable<AnnotatedText> Gum(string path) => Corpus.JsonLines(path).Where(item => OpenGenres.Contains(item.GetProperty("doc_id").GetString()!.Split('_')[1]))
        .Select(item => new AnnotatedText(item.GetProperty("text").GetString()!, doc => item.GetProperty("attributions").EnumerateArray().Select(attribution => TreeAttributions.Trimmed(doc, Of(doc, attribution))), Whole: false));

    /// <summary>
    /// FactAppeal: sentences with sources and contents, but without cues. The cue is the one that the rules find beside an annotated content.
    /// </summary>
    public static IEnumerable<AnnotatedText> FactAppeal(string path) => Corpus.JsonLines(path).Select(item => new AnnotatedText(item.GetProperty("text").GetString()!, doc =>
    {
        TokenRange[] contents = Ranges(doc, item.GetProperty("content"));
        TokenRange[] sources = Ranges(doc, item.GetProperty("source"));
        return TreeAttributions.Of(doc).Select(found => contents.FirstOrDefault(content => Shares(content, found.Content)) is { IsEmpty: false } content
            ? found with { Content = [content], Source = sources.FirstOrDefault(source => source.Start < found.Source.End && found.Source.Start < source.End) is { IsEmpty: false } source ? source : found.Source }
            : found);
    }, Whole: false));

    /// <summary>The project's own annotated articles: files of "training/corpus" (its README has the format).</summary>
    public static IEnumerable<AnnotatedText> Own(string folder)
    {
        foreach ((string file, int _, string article) in Articles(folder))
        {
            yield return Bracketed(article, file);
        }
    }

    /// <summary>The project's own articles with their brackets, each with its file and its place there.</summary>
    public static IEnumerable<(string File, int Place, string Bracketed)> Articles(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            string[] articles = File.ReadAllText(file).Split("\n---\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            for (int place = 0; place < articles.Length; place++)
            {
                yield return (file, place, articles[place]);
            }
        }
    }

    /// <summary>A text with brackets: "[S1 Iran] [K1 denied] [C1 supplying drones]".</summary>
    /// <exception cref="InvalidDataException">A bracket is not closed, or not one of S, K and C with a number.</exception>
    public static AnnotatedText Bracketed(string article, string file)
    {
        var text = new StringBuilder();
        var open = new Stack<(char Role, int Number, int Start)>();
        var spans = new List<(char Role, int Number, TextSpan Span)>();
        for (int at = 0; at < article.Length; at++)
        {
            if (article[at] == '[')
            {
                int end = at + 2;
                while (end < article.Length && char.IsAsciiDigit(article[end]))
                {
                    end++;
                }

                if (end == at + 2 || end >= article.Length || article[end] != ' ' || article[at + 1] is not ('S' or 'K' or 'C'))
                {
                    throw new InvalidDataException($"{file}: '{article.Substring(at, Math.Min(30, article.Length - at))}': a bracket is [S1 …], [K1 …] or [C1 …]");
                }

                open.Push((article[at + 1], int.Parse(article.AsSpan((at + 2)..end), System.Globalization.CultureInfo.InvariantCulture), text.Length));
                at = end;
            }
            else if (article[at] == ']')
            {
                (char role, int number, int start) = open.Count > 0 ? open.Pop() : throw new InvalidDataException($"{file}: a bracket closes that was not opened, after '{text.ToString(Math.Max(0, text.Length - 30), Math.Min(30, text.Length))}'");
                spans.Add((role, number, new TextSpan(start, text.Length)));
            }
            else
            {
                text.Append(article[at]);
            }
        }

        if (open.Count > 0)
        {
            throw new InvalidDataException($"{file}: '[{open.Peek().Role}{open.Peek().Number}' is not closed");
        }

        return new AnnotatedText(text.ToString(), doc => spans.GroupBy(span => span.Number).OrderBy(group => group.Min(span => span.Span.Start)).Select(group =>
        {
            TokenRange Whole(char role) => group.Where(span => span.Role == role).Select(span => doc.Tokens.Touching(span.Span)).Aggregate(default(TokenRange), (all, range) => all.IsEmpty ? range : new TokenRange(Math.Min(all.Start, range.Start), Math.Max(all.End, range.End)));
            return new Attribution(Whole('S'), Whole('K'), [.. group.Where(span => span.Role == 'C').Select(span => doc.Tokens.Touching(span.Span)).Where(range => !range.IsEmpty).OrderBy(range => range.Start)], -1, 1);
        })) { Convention = AttributionConvention.Claims };
    }

    /// <summary>An attribution whose source, cue and content are ranges of code points.</summary>
    public static Attribution Of(Document doc, JsonElement attribution)
    {
        TokenRange[] cue = Ranges(doc, attribution.GetProperty("cue"));
        TokenRange[] source = Ranges(doc, attribution.GetProperty("source"));
        return new Attribution(source.Length == 0 ? default : source[0], cue.Length == 0 ? default : new TokenRange(cue[0].Start, cue[^1].End), [.. Ranges(doc, attribution.GetProperty("content"))], -1, 1);
    }

    /// <summary>Pairs of code points as token ranges.</summary>
    private static TokenRange[] Ranges(Document doc, JsonElement pairs) => [.. pairs.EnumerateArray()
        .Select(pair => doc.Tokens.Touching(new TextSpan(doc.Article.Text.CodePoints.ToUtf16(pair[0].GetInt32()), doc.Article.Text.CodePoints.ToUtf16(pair[1].GetInt32())))).Where(range => !range.IsEmpty)];

    /// <summary>Whether a range and several others have half of their tokens in common.</summary>
    private static bool Shares(TokenRange one, ImmutableArray<TokenRange> others)
    {
        int shared = others.Sum(other => Math.Max(0, Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start)));
        return 2 * shared >= one.Length + others.Sum(other => other.Length) - shared;
    }
}
