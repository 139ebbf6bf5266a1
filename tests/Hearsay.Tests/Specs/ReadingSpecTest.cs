using System.Globalization;
using System.Text;
using Hearsay.Reading;
using Hearsay.Reading.Dating;
using Hearsay.Tests.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Specs;

/// <summary>
/// The examples of specs/reading: the layers that rules read. A fence is named "times", "quantities" or "inferred", times with the day of publication; examples are parted by
/// empty lines, each a text, a line --- and what must be read.
/// </summary>
public sealed class ReadingSpecTest
{
    private static readonly Reader Reader = Reader.Load();

    public static TheoryData<string, string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, string, string>();
        foreach (string path in Directory.EnumerateFiles(Repository.PathOf("specs", "reading"), "*.md").Order(StringComparer.Ordinal))
        {
            string[] fences = File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n```");
            for (int i = 1; i < fences.Length; i += 2)
            {
                int line = fences[i].IndexOf('\n', StringComparison.Ordinal);
                string[] name = fences[i][..line].Split(' ');
                foreach (string example in fences[i][(line + 1)..].Split("\n\n"))
                {
                    string[] sides = example.Split("\n---");
                    Assert.True(sides.Length == 2, $"{path}: an example is a text, a line --- and what is read:\n{example}");
                    examples.Add(name[0], name.Length > 1 ? name[1] : "", sides[0], sides[1].Trim('\n'));
                }
            }
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Reads_as_specified(string layer, string published, string text, string expected) => Assert.Equal(expected, layer switch
    {
        "times" => Times(text, PublicationDate.TryParse(published)),
        "inferred" => Reader.ReadBase(new Article("spec", new RawText(text))).Inferred is { } days ? $"{days} | {text[days.Words.Start..days.Words.End]}" : "nothing",
        "quantities" => Quantities(text, PublicationDate.TryParse(published)),
        _ => throw new InvalidOperationException($"no layer '{layer}'"),
    });

    [Fact]
    public void There_are_examples() => Assert.True(Examples().Count >= 120);

    private static string Times(string text, PublicationDate? published)
    {
        ReadText read = ReadText.Of(text);
        var to = new StringBuilder();
        foreach (TimeExpression time in TimeFinder.Find(read.Tokens, read.Sentences, published))
        {
            string modifier = time.Modifier == TimeModifier.None ? "" : ", " + Name(time.Modifier);
            string interval = time.Interval is { } span ? $"{Moment(span.Earliest)}..{Moment(span.Latest)}" : "-";
            to.Append(CultureInfo.InvariantCulture, $"{Words(read.Tokens, time.Tokens)} | {time.Kind.ToString().ToLowerInvariant()} {time.Value}{modifier} | {interval}{(time.Approximate ? " ~" : "")}{(time.RangeEnd >= 0 ? " →" : "")}\n");
        }

        return to.ToString().TrimEnd('\n');
    }

    private static string Quantities(string text, PublicationDate? published)
    {
        Document read = Reader.ReadBase(new Article("spec", new RawText(text)) { Published = published });
        var to = new StringBuilder();
        foreach (Quantity one in read.Quantities)
        {
            string bounds = $"{(one.LowerIncluded && one.Lower is not null ? '[' : '(')}{Number(one.Lower)}..{Number(one.Upper)}{(one.UpperIncluded && one.Upper is not null ? ']' : ')')}";
            to.Append(CultureInfo.InvariantCulture, $"{Words(read.Tokens, one.Tokens)} | {one.Kind.ToString().ToLowerInvariant()} {bounds}{(one.Approximate ? " ~" : "")}{(one.Unit is null ? "" : " " + one.Unit)} | {(one.Noun < 0 ? "-" : read.Tokens[one.Noun].ToString())}\n");
        }

        return to.ToString().TrimEnd('\n');
    }

    /// <summary>A modifier as TIMEX3 spells it.</summary>
    private static string Name(TimeModifier modifier) =>
        modifier == TimeModifier.Approximate ? "APPROX" : string.Concat(modifier.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    private static string Words(Tokens tokens, TokenRange range) => tokens.Text.Words(tokens.Span(range));

    private static string Number(decimal? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Moment(DateTime moment) => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
