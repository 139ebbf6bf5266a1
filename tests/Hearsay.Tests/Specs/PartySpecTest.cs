using Hearsay.Claims.Parties;

namespace Hearsay.Tests.Specs;

/// <summary>The blocks marked "names" in specs/marked/parties.md: which party a name means on a day, near certain words.</summary>
public sealed class PartySpecTest
{
    public static TheoryData<string> Lines => [.. File.ReadAllText(Repository.PathOf("specs", "marked", "parties.md")).ReplaceLineEndings("\n").Split("\n```")
        .Where(fence => fence.StartsWith("names\n", StringComparison.Ordinal)).SelectMany(fence => fence["names\n".Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Resolves_as_specified(string line)
    {
        string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
        Assert.Equal(4, cells.Length);
        DateOnly? on = cells[1].Length == 0 ? null : DateOnly.ParseExact(cells[1], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string[] around = cells[2].Split(' ');
        Party? found = PartyRegistry.Standard.Find(cells[0], on, word => around.Contains(word.ToString()));
        Assert.Equal(cells[3], found?.Id ?? "");
    }

    [Fact]
    public void There_are_examples() => Assert.True(Lines.Count >= 45);
}
