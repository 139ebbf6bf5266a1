using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// The corpora of names, brought to <see cref="NameKind"/>. What each corpus calls a name differs; what is compared:
/// UNER on EWT: PER, ORG, LOC; OTH is left out.
/// re3d: Person, Organisation, Location, Nationality, and Weapon with MilitaryPlatform; of names within names the outermost. It also marks groups and places without a name
/// ("rebels", "the camp"): <see cref="Re3d"/> gives them as names or as words to be ignored.
/// CrossNER, politics: politician and person; organisation and politicalparty; country and location; election and event. misc is left out.
/// Wikigold: PER, ORG, LOC; MISC is left out.
/// </summary>
internal static class NameCorpora
{
    /// <summary>Names of UNER over the texts of the treebank that it annotates.</summary>
    /// <param name="names">The file of UNER, .iob2.gz, one word per line as in the treebank.</param>
    /// <param name="treebank">The same documents in CoNLL-U, in any order.</param>
    /// <exception cref="InvalidDataException">A document is not spelt the same in both. Its words may be cut otherwise.</exception>
    public static IEnumerable<NamedText> Uner(string names, IEnumerable<ConlluDocument> treebank)
    {
        var documents = new Dictionary<string, List<(string Form, string Tag)>>(StringComparer.Ordinal);
        List<(string Form, string Tag)> current = [];
        using (var lines = new StreamReader(new GZipStream(File.OpenRead(names), CompressionMode.Decompress), Encoding.UTF8))
        {
            while (lines.ReadLine() is { } line)
            {
                if (line.StartsWith("# newdoc id = ", StringComparison.Ordinal))
                {
                    documents[line["# newdoc id = ".Length..]] = current = [];
                }
                else if (line.Length > 0 && line[0] != '#')
                {
                    string[] cells = line.Split('\t');
                    current.Add((cells[1], cells[2]));
                }
            }
        }

        foreach (ConlluDocument doc in treebank)
        {
            if (documents.TryGetValue(doc.Id, out List<(string Form, string Tag)>? words))
            {
                TextSpan[] spans = [.. words.Select(Place(doc, names))];
                yield return Named(doc.Id, doc.Tokens.Text, TagRuns.Of([.. words.Select(word => word.Tag)]).Select(run => (new TextSpan(spans[run.Start].Start, spans[run.End - 1].End), run.Label)), Kind);
            }
        }
    }

    /// <summary>Finds one word after the other in the text of <paramref name="doc"/>, which has white space elsewhere.</summary>
    private static Func<(string Form, string Tag), TextSpan> Place(ConlluDocument doc, string file)
    {
        int at = 0;
        return word =>
        {
            RawText text = doc.Tokens.Text;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            int start = at;
            foreach (char c in word.Form)
            {
                at += at < text.Length && text[at] == c ? 1 : throw new InvalidDataException($"\"{word.Form}\" of {doc.Id} in {file} does not stand in the treebank");
            }

            return new TextSpan(start, at);
        };
    }

    /// <summary>Documents of one folder of re3d.</summary>
    /// <param name="folder">Holds documents.json and entities.json.</param>
    /// <param name="descriptions">True: words without a name count as names, as annotated. False: they are ignored; a name ends in a word with a capital or a digit.</param>
    public static IEnumerable<NamedText> Re3d(string folder, bool descriptions)
    {
        ILookup<string, (TextSpan Span, string Label)> entities = Json(Path.Combine(folder, "entities.json"))
            .ToLookup(entity => entity.GetProperty("documentId").GetString()!, entity => (new TextSpan(entity.GetProperty("begin").GetInt32(), entity.GetProperty("end").GetInt32()), entity.GetProperty("type").GetString()!));
        foreach (JsonElement document in Json(Path.Combine(folder, "documents.json")))
        {
            string id = document.GetProperty("_id").GetString()!;
            var text = new RawText(document.GetProperty("text").GetString()!);
            yield return Named(id, text, entities[id], label => Kind(label), span => descriptions || IsName(text[span]));
        }
    }

    /// <summary>
    /// A file of one word and its tag per line, an empty line after each sentence. The text is put together with a space between words but where English writes none,
    /// and an empty line between sentences. Documents begin with -DOCSTART-; a file that names none is cut after every 40 sentences.
    /// </summary>
    public static IEnumerable<NamedText> Columns(string path)
    {
        const int InventedDocument = 40;
        string[] lines = File.ReadAllLines(path);
        bool named = lines.Any(StartsDocument);
        string name = Path.GetFileNameWithoutExtension(path);
        var text = new StringBuilder();
        List<(TextSpan, string)> names = [];
        List<TextSpan> words = [];
        List<string> tags = [];
        int sentences = 0;
        int documents = 0;
        foreach (string line in lines.Append("").Append("-DOCSTART-"))
        {
            bool start = StartsDocument(line);
            if (line.Length > 0 && !start)
            {
                string[] cells = line.Split([' ', '\t']);
                if (words.Count == 0 ? text.Length > 0 : !Joins(text, cells[0]))
                {
                    text.Append(words.Count == 0 ? "\n\n" : " ");
                }

                words.Add(new TextSpan(text.Length, text.Length + cells[0].Length));
                text.Append(cells[0]);
                tags.Add(cells[^1]);
                continue;
            }

            if (words.Count > 0)
            {
                names.AddRange(TagRuns.Of(tags).Select(run => (new TextSpan(words[run.Start].Start, words[run.End - 1].End), run.Label)));
                words.Clear();
                tags.Clear();
                sentences++;
            }

            if (text.Length > 0 && (start || (!named && sentences == InventedDocument)))
            {
                documents++;
                yield return Named($"{name}-{documents}", new RawText(text.ToString()), names, Kind);
                text.Clear();
                names = [];
                sentences = 0;
            }
        }
    }

    private static bool StartsDocument(string line) => line.StartsWith("-DOCSTART-", StringComparison.Ordinal);

    /// <summary>The kind that a corpus' label stands for, or null for labels that are left out.</summary>
    private static NameKind? Kind(string label) => label switch
    {
        "PER" or "Person" or "person" or "politician" => NameKind.Person,
        "ORG" or "Organisation" or "organisation" or "politicalparty" => NameKind.Organization,
        "LOC" or "Location" or "location" or "country" => NameKind.Place,
        "Nationality" => NameKind.Nationality,
        "Weapon" or "MilitaryPlatform" => NameKind.Weapon,
        "event" or "election" => NameKind.Event,
        _ => null,
    };

    private static NamedText Named(string id, RawText text, IEnumerable<(TextSpan Span, string Label)> marked, Func<string, NameKind?> kind, Func<TextSpan, bool>? counts = null)
    {
        List<NamedSpan> names = [];
        List<TextSpan> ignored = [];
        var taken = new List<TextSpan>();
        foreach ((TextSpan span, string label) in marked.OrderBy(mark => mark.Span.Start).ThenByDescending(mark => mark.Span.End))
        {
            if (kind(label) is not { } named || (taken.Count > 0 && taken[^1].Overlaps(span)))
            {
                continue;
            }

            taken.Add(span);
            TextSpan bare = NameScore.WithoutArticle(text, span);
            if (counts is null || counts(span))
            {
                names.Add(new NamedSpan(bare, named));
            }
            else
            {
                ignored.Add(bare);
            }
        }

        return new NamedText(id, text, names, ignored);
    }

    private static bool IsName(ReadOnlySpan<char> words)
    {
        foreach (char c in words[(words.LastIndexOf(' ') + 1)..])
        {
            if (char.IsUpper(c) || char.IsDigit(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a word stands without space after what is written already.</summary>
    private static bool Joins(StringBuilder text, string word) =>
        text[^1] is '(' or '[' or '$' or '£' or '€' || word is "." or "," or ";" or ":" or "!" or "?" or ")" or "]" or "%" or "'s" or "n't" or "'re" or "'ve" or "'ll" or "'d" or "'m";

    private static IEnumerable<JsonElement> Json(string path)
    {
        foreach (string line in File.ReadLines(path))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            yield return json.RootElement.Clone();
        }
    }
}
