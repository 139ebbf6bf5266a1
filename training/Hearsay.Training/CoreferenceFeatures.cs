using System.Runtime.InteropServices;
using Hearsay.Reading;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Recognizing;
using Hearsay.Reading.Resolving;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>Writes candidates, features and gold entities of the coreference corpus as arrays.</summary>
internal static class CoreferenceFeatures
{
    private const int Seed = 20261123;

    /// <summary>Share of names that the reader is taken to miss, and of those it gives a wrong kind: the names model has F1 of about 70.</summary>
    private const double MissedNames = 0.25;
    private const double WrongNames = 0.06;

    /// <summary>Share of candidates that are no mentions but are kept as antecedents: what the model lets pass by mistake.</summary>
    private const double StrayMentions = 0.2;

    /// <summary>Writes per candidate: rows of its features, row of its head's vector, number of its gold entity in either scheme (−1 for none), its gold kind (0 for none), and its document.</summary>
    public static void WriteCandidates(string shared, string unpacked, string work)
    {
        HeadVectors vectors = Vectors(work);
        var features = new List<int>();
        var labels = new List<int>();
        var documents = new List<int> { 0 };
        int[] row = new int[CandidateFeatures.Count];
        foreach (Reading reading in Read(shared, unpacked))
        {
            for (int i = 0; i < reading.Candidates.Length; i++)
            {
                ref readonly Candidate one = ref reading.Candidates[i];
                CandidateFeatures.Describe(i, reading.Candidates, reading.Table, row);
                features.AddRange(row.AsSpan(0, CandidateFeatures.Count - 1));
                labels.AddRange([vectors.Row(reading.Table.Forms[one.Head]), reading.Gum[i], reading.Onto[i], reading.Kinds[i], (int)one.Form, (int)one.Class]);
            }

            documents.Add(documents[^1] + reading.Candidates.Length);
        }

        Npy.Write<int>(Path.Combine(work, "candidates.npy"), CollectionsMarshal.AsSpan(features), features.Count / (CandidateFeatures.Count - 1), CandidateFeatures.Count - 1);
        Npy.Write<int>(Path.Combine(work, "labels.npy"), CollectionsMarshal.AsSpan(labels), labels.Count / 6, 6);
        Npy.Write<int>(Path.Combine(work, "documents.npy"), CollectionsMarshal.AsSpan(documents));
        Console.WriteLine($"{documents.Count - 1} documents, {documents[^1]:N0} candidates");
    }

    /// <summary>Writes the rows of the kinds (out of kinds.npy) and, per pair: candidate, antecedent and rows of its features.</summary>
    public static void WritePairs(string shared, string unpacked, string work)
    {
        HeadVectors vectors = Vectors(work);
        (int[] kinds, _) = Npy.Read<int>(Path.Combine(work, "kinds.npy"));
        var kindRows = new List<int>();
        var pairs = new List<int>();
        var features = new List<int>();
        int[] row = new int[PairFeatures.Count];
        int offset = 0;
        var random = new Random(Seed);
        foreach (Reading reading in Read(shared, unpacked))
        {
            var window = new AntecedentWindow();
            var states = new EntityState[reading.Candidates.Length];
            int[] entities = Firsts(reading.Gum, reading.Onto);
            ReadOnlySpan<ulong> words = CollectionsMarshal.AsSpan(reading.Words);
            for (int i = 0; i < reading.Candidates.Length; i++)
            {
                ref Candidate one = ref reading.Candidates[i];
                one.Kind = one.Form == MentionForm.Pronoun ? CandidateKinds.Of(one, []) : (EntityKind)kinds[offset + i];
                kindRows.Add(CandidateFeatures.Row(one.Kind, one));
                int found = window.Find(one, words);
                int fitting = 0;
                for (int k = 0; k < found; k++)
                {
                    ref readonly Candidate other = ref reading.Candidates[window.Found[k]];
                    float cosine = one.Form == MentionForm.Pronoun || other.Form == MentionForm.Pronoun ? 0 : vectors.Cosine(vectors.Row(reading.Table.Forms[one.Head]), vectors.Row(reading.Table.Forms[other.Head]));
                    PairFeatures.Describe(one, other, reading.Table, words, window.Distances[k], Math.Min(fitting, PairFeatures.HighestRank), cosine, states[entities[window.Found[k]]], window.Found[k], row);
                    fitting += PairFeatures.Fits(one, other) ? 1 : 0;
                    pairs.AddRange([offset + i, offset + window.Found[k]]);
                    features.AddRange(row);
                }

                if (reading.Gum[i] >= 0 || reading.Onto[i] >= 0 || random.NextDouble() < StrayMentions)
                {
                    window.Add(i, one, words);
                    states[entities[i]].Join(i, one);
                }
            }

            offset += reading.Candidates.Length;
        }

        Npy.Write<int>(Path.Combine(work, "kind_rows.npy"), CollectionsMarshal.AsSpan(kindRows));
        Npy.Write<int>(Path.Combine(work, "pairs.npy"), CollectionsMarshal.AsSpan(pairs), pairs.Count / 2, 2);
        Npy.Write<int>(Path.Combine(work, "pair_rows.npy"), CollectionsMarshal.AsSpan(features), features.Count / PairFeatures.Count, PairFeatures.Count);
        File.WriteAllText(Path.Combine(work, "pair_table.txt"), PairFeatures.Rows.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Console.WriteLine($"{pairs.Count / 2:N0} pairs, {PairFeatures.Count} features of {PairFeatures.Rows:N0} rows");
    }

    private static HeadVectors Vectors(string work) => new(
        Npy.Read<ulong>(Path.Combine(work, "weights", "vocabulary.npy")).Data,
        Array.ConvertAll(Npy.Read<int>(Path.Combine(work, "weights", "vector.npy")).Data, value => (sbyte)value),
        Npy.Read<float>(Path.Combine(work, "weights", "vector.scale.npy")).Data);

    /// <summary>Each document twice: with the treebank's own trees, and with those that the reader reads, which were in its training data and so are spoilt to be as bad as on other texts.</summary>
    private static IEnumerable<Reading> Read(string shared, string unpacked)
    {
        var random = new Random(Seed);
        // The layers below only: the coreference model is what is to be made.
        using Stream stream = typeof(Reader).Assembly.GetManifestResourceStream("base.hsm")!;
        ModelFile model = ModelFile.Read(stream, "base.hsm");
        var reader = new BaseReader(model);
        NameReader named = NameReader.Load(model);
        var workspace = new Workspace(Vocabulary.Of(model.Longs("vocabulary")));
        foreach ((ConlluDocument doc, IReadOnlyList<EntityBracket> gum, IReadOnlyList<EntityBracket> onto) in CoreferenceCorpus.Read(shared, unpacked, "train"))
        {
            Quotations quotations = QuotationFinder.Find(doc.Tokens, doc.Sentences);
            workspace.Features.Describe(doc.Tokens, doc.Sentences, quotations);
            (Words readWords, Dependencies readSyntax) = reader.Read(doc.Tokens, doc.Sentences, Reader.MaximumTokens, workspace);
            Names readNames = named.Find(doc.Tokens, doc.Sentences, Reader.MaximumTokens, workspace);
            foreach ((Words tags, Dependencies syntax) in new[] { (doc.Words, doc.Syntax), NoisyParse.Of(readWords, readSyntax, random) })
            {
                var names = new List<Name>();
                foreach (Name name in readNames)
                {
                    double luck = random.NextDouble();
                    if (luck >= MissedNames)
                    {
                        names.Add(luck > 1 - WrongNames ? name with { Kind = (NameKind)random.Next(3) } : name);
                    }
                }

                var table = new TokenTable(doc.Tokens, doc.Sentences, tags, syntax, new Names(names), quotations);
                var words = new List<ulong>();
                Candidate[] candidates = MentionFinder.Find(table, words);
                yield return new Reading(table, candidates, words, Entities(candidates, gum), Entities(candidates, onto), Kinds(candidates, gum));
            }
        }
    }

    /// <summary>Per candidate: the first candidate of its gold entity, itself if it has none.</summary>
    private static int[] Firsts(int[] gum, int[] onto)
    {
        var firsts = new Dictionary<int, int>();
        return [.. Enumerable.Range(0, gum.Length).Select(i =>
        {
            int entity = gum[i] >= 0 ? gum[i] : onto[i] >= 0 ? -1 - onto[i] : int.MinValue;
            return entity == int.MinValue || firsts.TryAdd(entity, i) ? i : firsts[entity];
        })];
    }

    private static int[] Entities(Candidate[] candidates, IReadOnlyList<EntityBracket> brackets)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var entities = new Dictionary<TokenRange, int>();
        foreach (EntityBracket bracket in brackets)
        {
            numbers.TryAdd(bracket.Entity, numbers.Count);
            entities.TryAdd(bracket.Tokens, numbers[bracket.Entity]);
        }

        return [.. candidates.Select(one => entities.GetValueOrDefault(new TokenRange(one.Start, one.End), -1))];
    }

    private static int[] Kinds(Candidate[] candidates, IReadOnlyList<EntityBracket> brackets)
    {
        var kinds = new Dictionary<TokenRange, int>();
        foreach (EntityBracket bracket in brackets)
        {
            string kind = bracket.Kind == "object" ? nameof(EntityKind.Thing) : bracket.Kind;
            kinds.TryAdd(bracket.Tokens, Enum.TryParse(kind, ignoreCase: true, out EntityKind of) ? (int)of : 0);
        }

        return [.. candidates.Select(one => kinds.GetValueOrDefault(new TokenRange(one.Start, one.End)))];
    }

    private sealed record Reading(TokenTable Table, Candidate[] Candidates, List<ulong> Words, int[] Gum, int[] Onto, int[] Kinds);

    /// <summary>Which gold mentions are among the candidates.</summary>
    public static void Coverage(string shared, string unpacked)
    {
        int[] gold = new int[2];
        int[] found = new int[2];
        int count = 0;
        int tokens = 0;
        var missed = new List<string>();
        foreach ((ConlluDocument doc, IReadOnlyList<EntityBracket> gum, IReadOnlyList<EntityBracket> onto) in CoreferenceCorpus.Read(shared, unpacked, "train"))
        {
            Quotations quotations = QuotationFinder.Find(doc.Tokens, doc.Sentences);
            var table = new TokenTable(doc.Tokens, doc.Sentences, doc.Words, doc.Syntax, CoreferenceCorpus.NamesOf(doc, gum), quotations);
            HashSet<TokenRange> spans = [.. MentionFinder.Find(table, []).Select(one => new TokenRange(one.Start, one.End))];
            count += spans.Count;
            tokens += doc.Tokens.Count;
            foreach ((int scheme, IReadOnlyList<EntityBracket> brackets) in new[] { (0, gum), (1, onto) })
            {
                foreach (EntityBracket bracket in brackets)
                {
                    gold[scheme]++;
                    if (spans.Contains(bracket.Tokens))
                    {
                        found[scheme]++;
                    }
                    else
                    {
                        missed.Add($"{scheme} {doc.Tokens.Text[doc.Tokens.Span(bracket.Tokens)]} ## {string.Join(" / ", spans.Where(span => span.Start < bracket.Tokens.End && bracket.Tokens.Start < span.End && (Math.Abs(span.Length - bracket.Tokens.Length) < 5 || span.Start==bracket.Tokens.Start || span.End==bracket.Tokens.End)).Take(3).Select(span => doc.Tokens.Text[doc.Tokens.Span(span)].ToString()))}");
                    }
                }
            }
        }

        var random = new Random(1);
        foreach (string line in missed.Where(l=>l.Contains(' ') && l.Split(" ## ")[0].Split(' ').Length is 3 or 4).OrderBy(_ => random.Next()).Take(100))
        {
            Console.WriteLine(line.ReplaceLineEndings(" "));
        }

        Console.WriteLine($"{tokens:N0} tokens, {count:N0} candidates; native {found[0]} of {gold[0]} = {100.0 * found[0] / gold[0]:F1} %, onto {found[1]} of {gold[1]} = {100.0 * found[1] / gold[1]:F1} %");
    }
}
