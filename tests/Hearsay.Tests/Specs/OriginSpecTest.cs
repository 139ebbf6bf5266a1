using Hearsay.Claims.Origins;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Similarity;

namespace Hearsay.Tests.Specs;

/// <summary>specs/origins: lineage of a text, and how two texts stand to each other.</summary>
public sealed class OriginSpecTest
{
    public static TheoryData<string, string, string> Examples() => SpecExamples.In("specs", "origins");

    [Theory]
    [MemberData(nameof(Examples))]
    public void Texts_come_from_where_the_rule_says(string rule, string given, string expected)
    {
        Article[] articles = [.. given.Split("\n=====\n").Select(Parse)];
        string told = articles.Length == 1 ? Tell(Lineage.Find(articles[0], PartyRegistry.Standard)) : Tell(articles[0], articles[1]);
        Assert.True(expected == told, $"{rule}\nexpected: {expected}\ntold: {told}");
        if (articles.Length == 2)
        {
            Assert.Equal(told, Tell(articles[1], articles[0]));
        }
    }

    private static Article Parse(string side)
    {
        string[] parts = side[(side.IndexOf("```\n", StringComparison.Ordinal) is >= 0 and int fence ? fence + 4 : 0)..].Split("\n\n", 2);
        Assert.StartsWith("outlet: ", parts[0], StringComparison.Ordinal);
        return new Article("example", new RawText(parts[1]), Outlet: parts[0]["outlet: ".Length..]);
    }

    private static string Tell(Lineage lineage)
    {
        IEnumerable<string> lines = lineage.Credits.Select(credit => $"credit {credit.Agency.Name} {credit.Place.ToString().ToLowerInvariant()}")
            .Concat(lineage.Citations.Select(citation => $"{(citation.IsExplicit ? "cites" : "names")} {citation.Outlet.Name}"));
        return string.Join('\n', lines.DefaultIfEmpty("none"));
    }

    private static string Tell(Article first, Article second)
    {
        CopyVerdict verdict = CopyDetector.Judge(
            Fingerprint.Of(first.Text), Lineage.Find(first, PartyRegistry.Standard), Fingerprint.Of(second.Text), Lineage.Find(second, PartyRegistry.Standard));
        return verdict.Relation == CopyRelation.SameStatement ? "same-statement" : verdict.Relation.ToString().ToLowerInvariant();
    }
}
