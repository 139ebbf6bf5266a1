using System.Collections.Immutable;
using System.Text;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Reading;
using Hearsay.Text;

namespace Hearsay.Tests.Specs;

/// <summary>The examples of specs/events: what a text says happened, in whoever's voice. The notation is explained in specs/events/README.md.</summary>
public sealed class EventSpecTest
{
    private static readonly Reader Reader = Reader.Load();
    private static readonly ClaimExtractor Extractor = new();

    public static TheoryData<string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, string>();
        foreach (string path in Directory.EnumerateFiles(Repository.PathOf("specs", "events"), "*.md").Order(StringComparer.Ordinal))
        {
            foreach (string fence in File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n```").Where(fence => fence.StartsWith("events\n", StringComparison.Ordinal)))
            {
                foreach (string example in fence["events\n".Length..].Split("\n\n"))
                {
                    string[] sides = example.Split("\n---");
                    Assert.True(sides.Length == 2, $"{path}: an example is a text, a line --- and events:\n{example}");
                    examples.Add(Path.GetFileName(path), sides[0], sides[1].Trim('\n'));
                }
            }
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Reads_as_specified(string file, string text, string expected)
    {
        PublicationDate? published = text.StartsWith('@') ? PublicationDate.TryParse(text[1..text.IndexOf('\n', StringComparison.Ordinal)]) : null;
        Document doc = Reader.Read(new Article(file, new RawText(published is null ? text : text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]), Published: published));
        Proposition[] read = [.. Extractor.Extract(doc).AddRange(Extractor.Narrate(doc)).SelectMany(claim => claim.Propositions)
            .DistinctBy(proposition => (proposition.Predicate.Span.Start, proposition.Type)).OrderBy(proposition => proposition.Predicate.Span.Start)];
        string[] lines = expected.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, string.Join('\n', read.Select((proposition, index) => Line(proposition, index < lines.Length ? lines[index].Split('|').Length : 4))));
    }

    [Fact]
    public void There_are_examples() => Assert.True(Examples().Count >= 80);

    private static string Line(Proposition proposition, int columns)
    {
        string transfer = proposition.Transfer is { } frame ? $"transfer {Hyphened(frame.Kind.ToString())} {Hyphened(frame.Stage.ToString())}" : "no transfer";
        string[] all =
        [
            proposition.Type.ToString().ToUpperInvariant(),
            $"{Names(proposition.Actors)} > {Names(proposition.Recipients)}",
            proposition.Objects.IsEmpty ? "-" : string.Join(" + ", proposition.Objects.Select(goods => goods.Words.Quote)),
            Hyphened(proposition.Status.ToString()),
            transfer,
        ];
        return string.Join(" | ", all.Take(columns));
    }

    private static string Names(ImmutableArray<Participant> participants) => participants.IsEmpty ? "-" : string.Join(" + ", participants.Select(participant => participant.Name));

    private static string Hyphened(string name)
    {
        var to = new StringBuilder();
        foreach (char c in name)
        {
            to.Append(char.IsAsciiLetterUpper(c) && to.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        }

        return to.ToString();
    }
}
