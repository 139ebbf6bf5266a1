using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Specs;

/// <summary>The examples of specs/coreference/*.md, read by the shipped reader.</summary>
public sealed class CoreferenceSpecTest(ITestOutputHelper output)
{
    /// <summary>Examples that hold with the shipped models; raise it when more do.</summary>
    private const int LeastRight = 50;

    private static readonly Reader Reader = Reader.Load();

    public static TheoryData<string, string, string> Examples() => SpecExamples.In("specs", "coreference");

    [Fact]
    public void Most_are_resolved_as_specified()
    {
        // A model decides: what it gets wrong is printed, and fewer right than before fail.
        int right = 0;
        foreach (ITheoryDataRow row in Examples())
        {
            object?[] example = row.GetData();
            Document doc = Reader.Read(new Article((string)example[0]!, new RawText((string)example[1]!)));
            string found = Describe(doc, doc.Coreference, (string)example[2]!);
            if (found == (string)example[2]!)
            {
                right++;
            }
            else
            {
                output.WriteLine($"{example[0]}\n{found}\n");
            }
        }

        output.WriteLine($"{right} of {Examples().Count}");
        Assert.True(right >= LeastRight, $"{right} examples hold; it were {LeastRight} or more");
    }

    [Fact]
    public void There_are_examples_whose_words_stand_in_their_texts()
    {
        int count = 0;
        foreach (ITheoryDataRow row in Examples())
        {
            object?[] example = row.GetData();
            count++;
            Assert.All(((string)example[2]!).Split('\n').SelectMany(line => line.Split(" = ")), words => Assert.True(Place((string)example[1]!, words).Start >= 0, $"{example[0]}: no \"{words}\""));
        }

        Assert.True(count >= 60);
    }

    /// <summary>The mentions that the specification names, those of one entity on one line, as they were read; "?" before words that are no mention.</summary>
    private static string Describe(Document doc, Coreference found, string expected)
    {
        var lines = new List<(int Entity, List<string> Words)>();
        foreach (string words in expected.Split('\n').SelectMany(line => line.Split(" = ")))
        {
            int mention = Mention(doc, found, Place(doc.Article.Text.ToString(), words));
            int entity = mention < 0 ? -1 - lines.Count : found.EntityOf(mention);
            int line = lines.FindIndex(one => one.Entity == entity);
            if (line < 0)
            {
                // Words that are said to stand alone need not be a mention.
                lines.Add((entity, [mention < 0 && expected.Split('\n').All(one => one != words) ? "?" + words : words]));
            }
            else
            {
                lines[line].Words.Add(words);
            }
        }

        return string.Join('\n', lines.Select(line => string.Join(" = ", line.Words)));
    }

    /// <summary>The mention with just these words; else the longest whose head lies in them and that is not longer than thrice as much.</summary>
    private static int Mention(Document doc, Coreference found, TextSpan place)
    {
        int best = -1;
        for (int at = 0; at < found.Mentions.Length; at++)
        {
            Mention mention = found.Mentions[at];
            TextSpan span = doc.Tokens.Span(mention.Tokens);
            TextSpan head = doc.Tokens.Span(mention.Head);
            if (span == place)
            {
                return at;
            }

            if (head.Start >= place.Start && head.End <= place.End && span.Start <= place.Start && (best < 0 || span.End - span.Start > doc.Tokens.Span(found.Mentions[best].Tokens).End - doc.Tokens.Span(found.Mentions[best].Tokens).Start))
            {
                best = at;
            }
        }

        return best;
    }

    /// <summary>Where the words stand: whole words, their first occurrence or the one after "#"; −1 where they do not.</summary>
    private static TextSpan Place(string text, string words)
    {
        string[] parts = words.Split('#');
        int start = -1;
        for (int occurrence = parts.Length == 1 ? 1 : int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture); occurrence > 0; occurrence--)
        {
            do
            {
                start = text.IndexOf(parts[0], start + 1, StringComparison.Ordinal);
            }
            while (start >= 0 && ((start > 0 && char.IsLetter(text[start - 1])) || (start + parts[0].Length < text.Length && char.IsLetter(text[start + parts[0].Length]))));
            if (start < 0)
            {
                break;
            }
        }

        return new TextSpan(start, start + parts[0].Length);
    }
}
