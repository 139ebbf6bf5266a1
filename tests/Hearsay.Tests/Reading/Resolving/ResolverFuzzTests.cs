using System.Diagnostics;
using Hearsay.Reading;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Resolving;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading.Resolving;

/// <summary>Whatever the layers below say, trees with circles included, the resolver answers, and answers in time.</summary>
public sealed class ResolverFuzzTests(ITestOutputHelper output)
{
    private const int Seed = 20261123;
    private static readonly string[] Features = ["", "Number=Plur", "Number=Sing", "PronType=Rel", "Definite=Def|PronType=Art"];
    private static readonly string[] Vocabulary = ["the", "a", "general", "Kell", "Marta", "she", "he", "they", "it", "its", "said", "\"", "“", "”", "(", ")", ",", "and", "North", "Korea", "U.S.", "’s", "this", "IAEA", "International", "Agency", "one", "who", "\u00AD", "𝐀", "x"];
    private static readonly Resolver Resolver = Resolver.Load();

    [Fact]
    public void Random_layers_give_well_formed_entities()
    {
        output.WriteLine($"seed {Seed}");
        for (int round = 0; round < 300; round++)
        {
            var random = new Random(Seed + round);
            Check(Find(random, random.Next(0, 120), random.Next(1, 40)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(200_000)]
    public void A_very_long_document_is_read_in_time(int sentence)
    {
        var clock = Stopwatch.StartNew();
        Check(Find(new Random(Seed), 200_000, sentence));
        output.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Time_grows_with_length_and_no_faster()
    {
        // The same word over and over: the worst case for everything that looks for equal words.
        TimeSpan Time(int count)
        {
            var text = new RawText(string.Join(' ', Enumerable.Repeat("Kell", count)));
            Tokens tokens = Tokenizer.Tokenize(text);
            int[] heads = [.. Enumerable.Range(0, tokens.Count).Select(token => token == 0 ? Dependencies.Root : 0)];
            var sentences = new Sentences([0], [0], tokens.Count);
            byte[] relations = new byte[tokens.Count];
            relations.AsSpan().Fill((byte)DependencyRelation.Conj);
            byte[] tags = new byte[tokens.Count];
            tags.AsSpan().Fill((byte)PartOfSpeech.Propn);
            var clock = Stopwatch.StartNew();
            Check(Resolver.Find(tokens, sentences, WordsOf(tokens, tags, new short[tokens.Count]), new Dependencies(heads, relations), Names.None, QuotationFinder.Find(tokens, sentences)));
            return clock.Elapsed;
        }

        Time(2_000);
        TimeSpan small = Time(10_000);
        TimeSpan large = Time(80_000);
        output.WriteLine($"{small.TotalMilliseconds:F0} ms and {large.TotalMilliseconds:F0} ms");
        Assert.True(large < (small * 8 * 6) + TimeSpan.FromSeconds(2), $"eight times the tokens take {large / small:F0} times the time");
    }

    [Fact]
    public void The_same_layers_give_the_same_on_any_thread()
    {
        string Describe() => string.Join(' ', Enumerable.Range(0, 1).SelectMany(_ =>
        {
            Coreference found = Find(new Random(Seed), 3000, 20);
            return found.Mentions.ToArray().Select((mention, at) => $"{mention} {found.EntityOf(at)}");
        }));
        string[] all = [.. Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(_ => Describe())];
        Assert.Single(all.Distinct());
    }

    private static Coreference Find(Random random, int count, int sentenceLength)
    {
        var text = new RawText(string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[random.Next(Vocabulary.Length)])));
        Tokens tokens = Tokenizer.Tokenize(text);
        int[] starts = [.. Enumerable.Range(0, tokens.Count).Where(token => token % sentenceLength == 0)];
        var sentences = new Sentences(starts, [.. starts.Select((_, at) => at / 3)], tokens.Count);
        int[] heads = new int[tokens.Count];
        byte[] relations = new byte[tokens.Count];
        byte[] tags = new byte[tokens.Count];
        short[] features = new short[tokens.Count];
        bool circles = random.Next(2) == 0;
        for (int token = 0; token < heads.Length; token++)
        {
            TokenRange sentence = sentences[sentences.Of(token)];
            int head = random.Next(10) == 0 && circles ? random.Next(tokens.Count) : random.Next(sentence.Start, sentence.End);
            heads[token] = head == token || random.Next(12) == 0 || (!circles && head > token) ? Dependencies.Root : head;
            relations[token] = (byte)random.Next(Enum.GetValues<DependencyRelation>().Length);
            tags[token] = (byte)random.Next(Enum.GetValues<PartOfSpeech>().Length);
            features[token] = (short)random.Next(Features.Length);
        }

        List<Name> names = [];
        for (int at = random.Next(5); at + 3 < tokens.Count; at += 3 + random.Next(9))
        {
            names.Add(new Name(new TokenRange(at, at + 1 + random.Next(3)), (NameKind)random.Next(Enum.GetValues<NameKind>().Length)));
        }

        Quotations quotations = QuotationFinder.Find(tokens, sentences);
        return Resolver.Find(tokens, sentences, WordsOf(tokens, tags, features), new Dependencies(heads, relations), new Names(names), quotations, random.Next(2) == 0 ? CoreferenceScheme.Gum : CoreferenceScheme.OntoNotes);
    }

    private static Words WordsOf(Tokens tokens, byte[] tags, short[] features)
    {
        List<char> lemmas = [];
        int[] ends = new int[tokens.Count];
        for (int token = 0; token < ends.Length; token++)
        {
            lemmas.AddRange(tokens[token]);
            ends[token] = lemmas.Count;
        }

        return new Words(tags, features, Features, [.. lemmas], ends);
    }

    /// <summary>Ordered by construction; heads lie inside, entities hold every mention once.</summary>
    private static void Check(Coreference found)
    {
        bool[] seen = new bool[found.Mentions.Length];
        for (int entity = 0; entity < found.EntityCount; entity++)
        {
            int last = -1;
            Assert.NotEqual(0, found.Entity(entity).Length);
            foreach (int mention in found.Entity(entity))
            {
                Assert.True(mention > last && !seen[mention] && found.EntityOf(mention) == entity);
                seen[mention] = true;
                last = mention;
            }

            Assert.Equal(entity, found.EntityOf(found.Representative(entity)));
        }

        Assert.DoesNotContain(false, seen);
        foreach (Mention mention in found.Mentions)
        {
            Assert.True(mention.Tokens.Contains(mention.Head));
        }
    }
}
