using System.Collections.Immutable;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Specs;

/// <summary>The minimal pairs of specs/probes, read by the shipped reader. The notation is explained in specs/probes/README.md.</summary>
public sealed class ProbeTest
{
    private static readonly Reader Reader = Reader.Load();
    private static readonly ClaimExtractor Extractor = new();

    /// <summary>Probes that need not come out right: one in fifty.</summary>
    private const int MostOpen = 6;

    public static TheoryData<string, string> Probes() => Lines("probes");

    [Theory]
    [MemberData(nameof(Probes))]
    public void Is_read_as_it_should_be(string text, string expected) => Assert.True(Holds(text, expected, out string read), $"{text}\nexpected {expected}\nread     {read}");

    [Fact]
    public void There_are_three_hundred_and_few_are_open()
    {
        TheoryData<string, string> open = Lines("open");
        int held = Probes().Count;
        Assert.True(held >= 300, $"{held} probes hold");
        // Which of them a network gets right changes with the network; each has its reason.
        Assert.All(open, probe => Assert.Contains(" ## ", probe.Data.Item2, StringComparison.Ordinal));
        Assert.True(open.Count <= MostOpen, $"{open.Count} probes are open");
    }

    /// <summary>The contrasts of the shared data: holder, stance and status as the claim record has them. What they call affirmed is asserted, accused, admitted or pledged here.</summary>
    [Theory]
    [InlineData("fact", "narration | happened")]
    [InlineData("fact-arms", "narration | happened")]
    [InlineData("negated", "narration | not-happened")]
    [InlineData("future", "narration | planned")]
    [InlineData("conditional", "narration | conditional")]
    [InlineData("accusation", "Ukraine | accuses | happened")]
    [InlineData("reported", "United States | accuses | happened")]
    [InlineData("denial-gerund", "Iran | denies | not-happened")]
    [InlineData("denial-that", "Iran | denies | not-happened")]
    [InlineData("admission", "Iran | admits | happened")]
    [InlineData("called-baseless", "Iran | denies | -")]
    [InlineData("intel-claim", "Kirby | accuses | happened")]
    [InlineData("interest", "narration | possible")]
    [InlineData("plan", "Russia | pledges | planned")]
    [InlineData("historic", "narration | happened")]
    [InlineData("year2012", "narration | happened")]
    [InlineData("ack-that", "Iran | admits | happened")]
    [InlineData("might", "narration | possible")]
    [InlineData("allegedly", "unnamed | accuses | happened")]
    [InlineData("refused", "Iran | denies | not-happened")]
    [InlineData("agreed", "Iran | pledges | planned")]
    [InlineData("reported-tail", "Ukraine | accuses | happened")]
    [InlineData("stopped", "narration | not-happened")]
    [InlineData("sold", "narration | happened")]
    [InlineData("sent", "narration | happened")]
    [InlineData("whitehouse", "United States | accuses | happened")]
    [InlineData("chief", "chief of staff | denies | -")]
    public void The_contrasts_of_the_shared_data_come_out_right(string id, string expected)
    {
        Assert.SkipWhen(Shared.Folder is null, Shared.Missing);
        foreach (string line in File.ReadLines(Path.Combine(Shared.Folder!, "data", "events", "probe-attribution.jsonl")))
        {
            using var probe = JsonDocument.Parse(line);
            if (probe.RootElement.GetProperty("id").GetString() == id)
            {
                string text = probe.RootElement.GetProperty("text").GetString()!;
                Assert.True(Holds(text, expected, out string read), $"{text}\nexpected {expected}\nread     {read}");
                return;
            }
        }

        Assert.Fail($"no probe '{id}'");
    }

    private static TheoryData<string, string> Lines(string fence)
    {
        var probes = new TheoryData<string, string>();
        foreach (string path in Directory.EnumerateFiles(Repository.PathOf("specs", "probes"), "*.md").Order(StringComparer.Ordinal))
        {
            string[] parts = File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n```");
            foreach (string part in parts.Where(part => part.StartsWith(fence + "\n", StringComparison.Ordinal)))
            {
                foreach (string line in part[(fence.Length + 1)..].Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    string[] sides = line.Split(" => ");
                    Assert.True(sides.Length == 2, $"{path}: a probe is a text, ' => ' and what is read: {line}");
                    probes.Add(sides[0], sides[1]);
                }
            }
        }

        return probes;
    }

    private static bool Holds(string text, string expected, out string read)
    {
        Document doc = Reader.Read(new Article("probe", new RawText(text)));
        ImmutableArray<Claim> claims = Extractor.Extract(doc);
        var factuality = new FactualityReader(doc, new WordView(doc));
        string[] wanted = expected.Split(" ; ");
        string[] found = claims.IsEmpty
            ? [$"narration | {Name(factuality.StatusOf(factuality.MainPredicate([new TokenRange(0, doc.Tokens.Count)]), []))}"]
            : [.. claims.Select((claim, at) => $"{claim.Sources[0].Name} | {claim.Stance.ToString().ToLowerInvariant()} | {(at < wanted.Length && wanted[at].EndsWith("| -", StringComparison.Ordinal) ? "-" : Status(doc, factuality, claim))}")];
        read = string.Join(" ; ", found);
        return read == expected;
    }

    /// <summary>The status of what a claim's content tells first.</summary>
    private static string Status(Document doc, FactualityReader factuality, Claim claim)
    {
        if (!claim.Propositions.IsEmpty)
        {
            return Name(claim.Propositions[0].Status);
        }

        TokenRange[] content = [.. claim.Content.Select(part => new TokenRange(
            doc.Tokens.Ends.ToArray().Count(end => end <= part.Span.Start), doc.Tokens.Starts.ToArray().Count(start => start < part.Span.End)))];
        return Name(factuality.StatusOf(factuality.MainPredicate(content), content, claim.Stance));
    }

    private static string Name(EventStatus status) => status == EventStatus.NotHappened ? "not-happened" : status.ToString().ToLowerInvariant();
}
