using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Parties;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>Writes annotated replies as text: for each claim all that it may reply to, with features, and what it does reply to.</summary>
internal static partial class AnswerExamples
{
    /// <summary>Lines of JSON: document, number of the claim, what it replies to, what the rules find, candidates with features; the last candidate is none.</summary>
    /// <param name="shared">Folder of the corpora.</param>
    /// <param name="corpus">The project's own annotations, training/corpus.</param>
    /// <param name="output">The file to write.</param>
    /// <param name="earlier">What a first model found that each claim replies to (answers.py --links), or null: what the earlier claims of a document reply to is told by it then, and not by hand, as it will be when the model is used.</param>
    public static void Write(string shared, string corpus, string output, string? earlier)
    {
        Reader reader = Reader.LoadWithoutEvents();
        Dictionary<string, JsonElement> annotated = Corpus.Annotations(Path.Combine(corpus, "events.jsonl"));
        Dictionary<string, Dictionary<int, int[]>> answers = Corpus.Annotations(Path.Combine(corpus, "answers.jsonl")).ToDictionary(
            pair => pair.Key,
            pair => pair.Value.GetProperty("answers").EnumerateObject().ToDictionary(one => int.Parse(one.Name, CultureInfo.InvariantCulture), one => one.Value.EnumerateArray().Select(target => target.GetInt32()).ToArray()),
            StringComparer.Ordinal);
        foreach ((string text, Dictionary<int, int[]> own) in Own(corpus))
        {
            answers.Add(Corpus.HashOf(text), own);
        }

        ILookup<(string Document, int Claim), int>? found = earlier is null ? null : File.ReadLines(earlier).Select(line => JsonDocument.Parse(line).RootElement)
            .ToLookup(link => (link.GetProperty("document").GetString()!, link.GetProperty("claim").GetInt32()), link => link.GetProperty("target").GetInt32());
        // Claims stand in events.jsonl; those of PolNeAR's other articles in the corpus itself.
        using var to = new StreamWriter(output);
        void Add(string text, JsonElement claims, string from)
        {
            if (answers.Remove(Corpus.HashOf(text), out Dictionary<int, int[]>? replies))
            {
                foreach (string line in Of(reader.ReadBase(new Article("text", new RawText(text))), claims, from, replies, found))
                {
                    to.WriteLine(line);
                }
            }
        }

        foreach (string text in EventFeatures.Texts(shared))
        {
            if (annotated.TryGetValue(Corpus.HashOf(text), out JsonElement item))
            {
                Add(text, item.GetProperty("claims"), item.GetProperty("from").GetString()!);
            }
        }

        foreach (JsonElement item in Corpus.JsonLines(Path.Combine(shared, "data", "attribution", "polnear-train.jsonl.gz")))
        {
            Add(item.GetProperty("text").GetString()!, item.GetProperty("attributions"), "polnear");
        }

        Console.WriteLine($"{answers.Count:N0} annotated texts not found");
    }

    /// <summary>The invented articles, and by place in the order of its numbers what each attribution replies to.</summary>
    private static IEnumerable<(string Text, Dictionary<int, int[]> Answers)> Own(string corpus)
    {
        foreach (IGrouping<string, (string File, int Place, string Bracketed)> file in AnnotatedText.Articles(corpus).GroupBy(article => article.File))
        {
            ILookup<int, string[]> rows = File.ReadLines(Path.Combine(corpus, "claims", Path.GetFileName(file.Key)[..2] + ".tsv")).Select(line => line.Split('\t')).ToLookup(row => int.Parse(row[0], CultureInfo.InvariantCulture));
            foreach ((string _, int article, string bracketed) in file)
            {
                int[] numbers = [.. Numbers().Matches(bracketed).Select(match => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Order()];
                int Place(string number) => Array.IndexOf(numbers, int.Parse(number, CultureInfo.InvariantCulture));
                yield return (AnnotatedText.Bracketed(bracketed, file.Key).Text, rows[article].Where(row => row[4] != "-").ToDictionary(row => Place(row[1]), row => row[4].Split(',').Select(Place).ToArray()));
            }
        }
    }

    [GeneratedRegex(@"\[[SKC](?<number>\d+) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    private static IEnumerable<string> Of(Document doc, JsonElement claims, string from, Dictionary<int, int[]> replies, ILookup<(string Document, int Claim), int>? found)
    {
        (int Place, Attribution Attribution)[] annotated = [.. claims.EnumerateArray().Select((claim, place) => (place, AnnotatedText.Of(doc, claim))).Where(pair => !pair.Item2.Content.IsEmpty).OrderBy(pair => First(pair.Item2))];
        Attribution[] flat = [.. annotated.Select(pair => pair.Attribution)];
        doc = doc with { Attributions = new Attributions([.. flat.Select(one => one with { Parent = Array.FindIndex(flat, other => other != one && other.Content.Any(range => !one.Cue.IsEmpty && range.Start <= one.Cue.Start && one.Cue.End <= range.End)) })]) };
        var words = new WordView(doc);
        CitedEvidence cited = CitedEvidence.Of(doc, words);
        doc = doc with { Attributions = cited.Attributions };
        ClaimDrafts told = ClaimDrafts.Of(doc, words, cited, PartyRegistry.Standard, TitleRegister.Empty);
        List<Attribution> attributions = [.. doc.Attributions];
        int[] placeOf = [.. told.All.Select(draft => annotated[attributions.IndexOf(draft.Attribution)].Place)];
        var finder = new AnswerFinder(doc, words, told.Speakers.Parties, told.Speakers.Persons, told.All);
        IReadOnlyList<List<int>> byRule = finder.Find();
        List<int>[] answers = [.. placeOf.Select(place => replies.TryGetValue(place, out int[]? targets) ? Enumerable.Range(0, placeOf.Length).Where(other => targets.Contains(placeOf[other])).ToList() : [])];
        List<int>[] known = found is null ? answers : [.. Enumerable.Range(0, placeOf.Length).Select(claim => found[(doc.Article.Text.Sha256, claim)].ToList())];
        var features = new AnswerFeatures(doc, words, told.All, finder);
        for (int reply = 0; reply < told.All.Count; reply++)
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                json.WriteString("document", doc.Article.Text.Sha256);
                json.WriteString("from", from);
                json.WriteNumber("claim", reply);
                json.WriteString("stance", told.All[reply].Stance.ToString());
                Write(json, "gold", answers[reply]);
                Write(json, "rule", byRule[reply]);
                json.WriteStartArray("candidates");
                foreach (int target in AnswerRanker.Candidates(told.All, reply).Append(-1))
                {
                    var names = new FeatureNames();
                    if (target < 0)
                    {
                        features.Alone(reply, known, byRule[reply], names);
                    }
                    else
                    {
                        features.Describe(reply, target, known, byRule[reply], names);
                    }

                    json.WriteStartArray();
                    json.WriteNumberValue(target);
                    names.All.ForEach(json.WriteStringValue);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            yield return Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    private static int First(Attribution attribution) => attribution.Cue.IsEmpty ? attribution.Content[0].Start : attribution.Cue.Start;

    private static void Write(Utf8JsonWriter json, string name, List<int> numbers)
    {
        json.WriteStartArray(name);
        numbers.ForEach(json.WriteNumberValue);
        json.WriteEndArray();
    }
}
