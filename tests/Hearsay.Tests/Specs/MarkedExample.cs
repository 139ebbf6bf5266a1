using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Specs;

/// <summary>An example of specs/marked: a text whose attributions are marked by hand, and the claims expected of it. The notation is explained in specs/marked/README.md.</summary>
/// <param name="Marked">The text with marks.</param>
/// <param name="Expected">Expected claims, in order: columns parted by bars.</param>
internal sealed record MarkedExample(string Marked, ImmutableArray<string> Expected)
{
    private static readonly Reader Reader = Reader.Load();

    /// <summary>The examples of a spec: fenced blocks named "claims", each with examples parted by empty lines.</summary>
    public static IEnumerable<MarkedExample> In(string markdown)
    {
        string[] fences = markdown.ReplaceLineEndings("\n").Split("\n```");
        return fences.Where(fence => fence.StartsWith("claims\n", StringComparison.Ordinal)).SelectMany(fence => fence["claims\n".Length..].Split("\n\n")).Select(example =>
        {
            string[] sides = example.Split("\n---\n");
            Assert.True(sides.Length == 2, $"an example is a text, a line --- and claims:\n{example}");
            return new MarkedExample(sides[0], [.. sides[1].Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
        });
    }

    /// <summary>The document that the marks describe.</summary>
    public Document Document() => Document(out _);

    /// <summary>The document that the marks describe, and the number of each of its attributions.</summary>
    public Document Document(out int[] numbers)
    {
        // "@2022-12-25" on a line of its own: the day of the text; "@2022-12-25 Reuters" also who published it.
        string[] head = Marked.StartsWith('@') ? Marked[1..Marked.IndexOf('\n')].Split(' ', 2) : [];
        PublicationDate? published = head.Length > 0 ? PublicationDate.TryParse(head[0]) : null;
        string? outlet = head.Length > 1 ? head[1] : null;
        var text = new StringBuilder();
        var marks = new List<(char Kind, int Number, int Start, int End)>();
        var open = new Stack<(char Kind, int Number, int Start)>();
        for (int at = head.Length == 0 ? 0 : Marked.IndexOf('\n') + 1; at < Marked.Length; at++)
        {
            if (Marked[at] == '[')
            {
                int space = Marked.IndexOf(' ', at);
                string number = Marked[(at + 2)..space];
                open.Push((Marked[at + 1], number.Length == 0 ? 1 : int.Parse(number, CultureInfo.InvariantCulture), text.Length));
                at = space;
            }
            else if (Marked[at] == ']')
            {
                (char kind, int number, int start) = open.Pop();
                marks.Add((kind, number, start, text.Length));
            }
            else
            {
                text.Append(Marked[at]);
            }
        }

        var raw = new RawText(text.ToString());
        // All layers but the attributions are read: rules about speakers look at trees, names and coreference.
        Document read = Reader.ReadBase(new Article("spec", raw, Outlet: outlet, Published: published));
        int[] starts = read.Tokens.Starts.ToArray();
        int[] ends = read.Tokens.Ends.ToArray();
        TokenRange[] Of(char kind, int number) => [.. marks.Where(mark => mark.Kind == kind && mark.Number == number).OrderBy(mark => mark.Start).Select(mark =>
            new TokenRange(ends.Count(end => end <= mark.Start), starts.Count(start => start < mark.End)))];
        (int Number, Attribution Attribution)[] numbered = [.. marks.Select(mark => mark.Number).Distinct()
            .Select(number => (number, new Attribution(Of('S', number).FirstOrDefault(), Of('K', number).FirstOrDefault(), [.. Of('C', number)], -1, 1))).Where(pair => !pair.Item2.Content.IsEmpty).OrderBy(pair => First(pair.Item2).Start)];
        Attribution[] flat = [.. numbered.Select(pair => pair.Attribution)];
        numbers = [.. numbered.Select(pair => pair.Number)];
        Attribution[] nested = [.. flat.Select(attribution => attribution with { Parent = ParentOf(attribution, flat) })];
        return read with { Attributions = new Attributions(nested), Reader = new ReaderVersion("spec", "spec") };
    }

    private static TokenRange First(Attribution attribution) => attribution.Cue.IsEmpty ? attribution.Content[0] : attribution.Cue;

    /// <summary>The smallest other content that holds the cue.</summary>
    private static int ParentOf(Attribution attribution, Attribution[] all) => Enumerable.Range(0, all.Length)
        .Where(i => !ReferenceEquals(all[i], attribution) && all[i].Content.Any(range => range.Start <= First(attribution).Start && First(attribution).End <= range.End))
        .OrderBy(i => all[i].Content.Sum(range => range.Length)).FirstOrDefault(-1);
}
