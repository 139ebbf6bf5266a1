using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>An attribution of a corpus, as numbers of the reader's tokens; marks are left out, for corpora differ in whether they belong to a span. Cue and source may be empty.</summary>
/// <param name="Cue">Words of the cue.</param>
/// <param name="Source">Words of the source.</param>
/// <param name="Content">Words of the content.</param>
internal sealed record GoldAttribution(IReadOnlySet<int> Cue, IReadOnlySet<int> Source, IReadOnlySet<int> Content)
{
    /// <summary>Documents of a JSON Lines corpus packed with gzip, objects with "doc_id" and "text".</summary>
    public static IEnumerable<(JsonElement Json, Article Article)> Documents(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement.Clone();
            yield return (root, new Article(root.GetProperty("doc_id").GetString()!, new RawText(root.GetProperty("text").GetString()!)));
        }
    }

    /// <summary>The words of an array of [start, end) in code points.</summary>
    public static HashSet<int> Words(JsonElement pairs, Tokens tokens) => Words(Ranges(pairs, tokens), tokens);

    /// <summary>The tokens that each of an array of [start, end) in code points touches, where it touches any.</summary>
    public static TokenRange[] Ranges(JsonElement pairs, Tokens tokens) => [.. pairs.EnumerateArray()
        .Select(pair => tokens.Touching(new TextSpan(tokens.Text.CodePoints.ToUtf16(pair[0].GetInt32()), tokens.Text.CodePoints.ToUtf16(pair[1].GetInt32())))).Where(range => !range.IsEmpty)];

    /// <summary>The words of some ranges.</summary>
    public static HashSet<int> Words(IEnumerable<TokenRange> ranges, Tokens tokens)
    {
        HashSet<int> words = [];
        foreach (TokenRange range in ranges)
        {
            for (int token = range.Start; token < range.End; token++)
            {
                Add(words, token, tokens);
            }
        }

        return words;
    }

    /// <summary>Words in both over words in either; 1 when there are none.</summary>
    public static double Jaccard(IReadOnlySet<int> a, IReadOnlySet<int> b)
    {
        int both = a.Count(b.Contains);
        return a.Count + b.Count == 0 ? 1 : (double)both / (a.Count + b.Count - both);
    }

    private static void Add(HashSet<int> words, int token, Tokens tokens)
    {
        if (char.IsLetterOrDigit(tokens[token][0]))
        {
            words.Add(token);
        }
    }
}
