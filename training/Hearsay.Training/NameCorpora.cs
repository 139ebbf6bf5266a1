using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>The corpora of names, each brought to <see cref="NameLabels"/>.</summary>
internal static class NameCorpora
{
    private static readonly NameKind[] Three = [NameKind.Person, NameKind.Organization, NameKind.Place];

    /// <summary>re3d marks pronouns as persons and organisations; they are no names.</summary>
    private static readonly HashSet<string> Pronouns = new(StringComparer.OrdinalIgnoreCase) { "I", "me", "my", "we", "us", "our", "he", "him", "his", "she", "her", "they", "them", "their", "it", "its", "who", "there", "this", "these" };

    /// <summary>Adjectives and nouns of nationality, from the product's own registry of states (docs/parties.md, the seventh column of a party).</summary>
    public static HashSet<string> Nationalities(string registry) =>
        [.. File.ReadLines(registry).Where(line => line.StartsWith("party\tstate:", StringComparison.Ordinal)).SelectMany(line => line.Split('\t')[6].Split('|')).Where(word => word.Length > 3 && !word.Contains(' ', StringComparison.Ordinal))];

    /// <summary>Names of UNER by document of EWT: tags "B-PER" of every syntactic word. Documents come in another order than in the treebank.</summary>
    public static Dictionary<string, List<string>> Uner(string path)
    {
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string> current = [];
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("# newdoc id = ", StringComparison.Ordinal))
            {
                found[line["# newdoc id = ".Length..]] = current = [];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                current.Add(line.Split('\t')[2]);
            }
        }

        return found;
    }

    public static int[] UnerLabels(ConlluDocument doc, List<string> tags, IReadOnlySet<string> nationalities)
    {
        var labels = new NameLabels(doc.Tokens, nationalities, Three);
        foreach ((int start, int end, string kind) in TagRuns.Of(tags))
        {
            switch (kind)
            {
                case "PER": labels.Mark(start, end, false, NameKind.Person); break;
                case "ORG": labels.Mark(start, end, false, NameKind.Organization); break;
                case "LOC": labels.Mark(start, end, false, NameKind.Place); break;
                default: labels.Mark(start, end, true, NameLabels.Rare); break;
            }
        }

        return labels.Finish();
    }

    /// <summary>
    /// Names in GUM are those of its mentions that consist of proper nouns and what joins them; the outermost counts.
    /// A proper noun in no such mention may be anything.
    /// </summary>
    public static int[] GumLabels(ConlluDocument doc, IReadOnlySet<string> nationalities)
    {
        var labels = new NameLabels(doc.Tokens, nationalities, [.. Three, NameKind.Event]);
        foreach (((int start, int end), _, string kind) in EntityColumn.Read(doc).OrderByDescending(mention => mention.Tokens.Length))
        {
            int first = start;
            while (first < end && doc.Words[first] is PartOfSpeech.Det or PartOfSpeech.Punct)
            {
                first++;
            }

            if (first == end || doc.Words[first] != PartOfSpeech.Propn || doc.Words[end - 1] != PartOfSpeech.Propn || Enumerable.Range(first, end - first).Any(labels.IsNamed)
                || !Enumerable.Range(first, end - first).All(token => doc.Words[token] == PartOfSpeech.Propn || doc.Tokens[token] is "of" or "the" or "for" or "'s" or "-" or "&" or "." or "de"))
            {
                continue;
            }

            switch (kind)
            {
                case "person": labels.Mark(first, end, false, NameKind.Person); break;
                case "organization": labels.Mark(first, end, false, NameKind.Organization); break;
                case "place": labels.Mark(first, end, false, NameKind.Place); break;
                case "event": labels.Mark(first, end, false, NameKind.Event); break;
                case "time": break;
                default: labels.Mark(first, end, true, NameLabels.Rare); break;
            }
        }

        for (int token = 0; token < doc.Tokens.Count; token++)
        {
            if (doc.Words[token] == PartOfSpeech.Propn && !labels.IsNamed(token))
            {
                labels.Free(token, token + 1);
            }
        }

        return labels.Finish();
    }

    /// <summary>Wikigold, CrossNER, re3d and the automatic names of PolNeAR, in the product's own tokens.</summary>
    public static IEnumerable<(Tokens Tokens, int[] Labels)> Others(string shared, IReadOnlySet<string> nationalities) => Marked(shared, nationalities).Concat(Automatic(shared, nationalities));

    /// <summary>Those of them that people marked: Wikigold, CrossNER, re3d.</summary>
    public static IEnumerable<(Tokens Tokens, int[] Labels)> Marked(string shared, IReadOnlySet<string> nationalities)
    {
        string folder = Path.Combine(shared, "data/names");
        foreach ((string text, List<(int, int, string)> spans) in Columns(Path.Combine(folder, "wikigold/CONLL-format/data/wikigold.conll.txt"), ' ')
            .Concat(Columns(Path.Combine(folder, "crossner-politics/train.txt"), '\t')).Concat(Columns(Path.Combine(folder, "crossner-politics/dev.txt"), '\t')))
        {
            yield return Label(text, spans, nationalities, Three);
        }

        foreach ((string text, List<(int, int, string)> spans) in Re3d(folder))
        {
            yield return Label(text, spans, nationalities, [.. Three, NameKind.Nationality, NameKind.Weapon]);
        }
    }

    private static IEnumerable<(Tokens Tokens, int[] Labels)> Automatic(string shared, IReadOnlySet<string> nationalities)
    {
        foreach (JsonElement item in Corpus.JsonLines(Path.Combine(shared, "data/attribution/polnear-train.jsonl.gz")))
        {
            if (!item.TryGetProperty("tokens", out JsonElement tokens))
            {
                continue;
            }

            var raw = new RawText(item.GetProperty("text").GetString()!);
            List<(int, int, string)> spans = [];
            string last = "O";
            foreach (JsonElement token in tokens.EnumerateArray())
            {
                string kind = token[4].GetString()!;
                int start = raw.CodePoints.ToUtf16(token[0].GetInt32());
                int end = raw.CodePoints.ToUtf16(token[1].GetInt32());
                if (kind is "PERSON" or "ORGANIZATION" or "LOCATION" or "MISC")
                {
                    if (kind == last)
                    {
                        spans[^1] = (spans[^1].Item1, end, kind);
                    }
                    else
                    {
                        spans.Add((start, end, kind));
                    }
                }

                last = kind;
            }

            yield return Label(raw.ToString(), spans, nationalities, Three);
        }
    }

    private static (Tokens Tokens, int[] Labels) Label(string text, List<(int Start, int End, string Kind)> spans, IReadOnlySet<string> nationalities, NameKind[] annotated)
    {
        Tokens tokens = Tokenizer.Tokenize(new RawText(text));
        var labels = new NameLabels(tokens, nationalities, annotated);
        foreach ((int start, int end, string kind) in spans)
        {
            int first = 0;
            int found = tokens.Starts.BinarySearch(start);
            first = found < 0 ? ~found : found;
            found = tokens.Ends.BinarySearch(end);
            int after = (found < 0 ? ~found : found) + 1;
            if (first >= tokens.Count || after > tokens.Count || after <= first || tokens.Starts[first] != start || tokens.Ends[after - 1] != end)
            {
                labels.Free(Math.Clamp(first - 1, 0, tokens.Count), Math.Clamp(after, 0, tokens.Count));
                continue;
            }

            // A name ends in a word with a capital or digit; what does not ("U.S. service members") names a group, and where its name would end is not marked.
            ReadOnlySpan<char> last = tokens[after - 1];
            bool name = !(after == first + 1 && Pronouns.Contains(last.ToString())) && (char.IsUpper(last[0]) || last.ContainsAnyInRange('0', '9') || last is "." or "'s" or ")");
            switch (kind)
            {
                case "PERSON" or "Person" or "I-PER" or "PER" or "politician" or "person" when name: labels.Mark(first, after, false, NameKind.Person); break;
                case "ORGANIZATION" or "Organisation" or "ORG" or "organisation" or "politicalparty" when name: labels.Mark(first, after, false, NameKind.Organization); break;
                case "LOCATION" or "Location" or "LOC" or "country" or "location" when name: labels.Mark(first, after, false, NameKind.Place); break;
                case "Nationality" when name: labels.Mark(first, after, false, NameKind.Nationality); break;
                case "Weapon" or "MilitaryPlatform" when name: labels.Mark(first, after, false, NameKind.Weapon); break;
                case "event" or "election" when name: labels.Mark(first, after, false, NameKind.Event); break;
                case "DocumentReference" when name: labels.Mark(first, after, true, NameKind.Work); break;
                case "MISC" or "misc" or "Vehicle" or "MilitaryPlatform": labels.Mark(first, after, true, NameLabels.Rare); break;
                case "Temporal" or "Quantity" or "Money" or "Frequency" or "Coordinate" or "CommsIdentifier": break;
                default:
                    if (!Pronouns.Contains(last.ToString()))
                    {
                        labels.Free(first, after);
                    }

                    break;
            }
        }

        return (tokens, labels.Finish());
    }

    /// <summary>Files of one token per line, name tag last, an empty line after each sentence; about 40 sentences make a text.</summary>
    private static IEnumerable<(string Text, List<(int Start, int End, string Kind)> Spans)> Columns(string path, char separator)
    {
        var text = new StringBuilder();
        List<(int, int, string)> spans = [];
        List<(string Form, string Tag)> sentence = [];
        int sentences = 0;
        foreach (string line in File.ReadLines(path).Append("").Append("end"))
        {
            bool last = line == "end";
            if (line.Length > 0 && !last && !line.StartsWith("-DOCSTART-", StringComparison.Ordinal))
            {
                string[] cells = line.Split(separator);
                sentence.Add((cells[0], cells[^1]));
                continue;
            }

            if (sentence.Count > 0)
            {
                List<int> starts = [];
                List<int> ends = [];
                foreach ((string form, _) in sentence)
                {
                    starts.Add(text.Length);
                    text.Append(form);
                    ends.Add(text.Length);
                    text.Append(' ');
                }

                text.Length--;
                text.Append("\n\n");
                spans.AddRange(TagRuns.Of([.. sentence.Select(token => token.Tag)]).Select(run => (starts[run.Start], ends[run.End - 1], run.Label)));
                sentence.Clear();
                sentences++;
            }

            if (text.Length > 0 && (last || sentences == 40 || line.StartsWith("-DOCSTART-", StringComparison.Ordinal)))
            {
                yield return (text.ToString(), spans);
                text.Clear();
                spans = [];
                sentences = 0;
            }
        }
    }

    private static IEnumerable<(string Text, List<(int Start, int End, string Kind)> Spans)> Re3d(string folder)
    {
        foreach (string part in Directory.EnumerateDirectories(Path.Combine(folder, "re3d")).Order(StringComparer.Ordinal))
        {
            ILookup<string, (int, int, string)> entities = File.ReadLines(Path.Combine(part, "entities.json")).Select(line => JsonDocument.Parse(line.TrimStart('\uFEFF')).RootElement)
                .ToLookup(entity => entity.GetProperty("documentId").GetString()!, entity => (entity.GetProperty("begin").GetInt32(), entity.GetProperty("end").GetInt32(), entity.GetProperty("type").GetString()!));
            foreach (string line in File.ReadLines(Path.Combine(part, "documents.json")))
            {
                JsonElement doc = JsonDocument.Parse(line.TrimStart('\uFEFF')).RootElement;
                // Longest first: shorter names inside are not marked again.
                List<(int Start, int End, string Kind)> outer = [];
                foreach ((int start, int end, string kind) in entities[doc.GetProperty("_id").GetString()!].OrderByDescending(span => span.Item2 - span.Item1))
                {
                    if (!outer.Exists(other => start < other.End && other.Start < end))
                    {
                        outer.Add((start, end, kind));
                    }
                }

                yield return (doc.GetProperty("text").GetString()!, outer);
            }
        }
    }
}
