using System.Text;
using Hearsay.Claims;
using Hearsay.Cli.Tables;
using Hearsay.Text;

namespace Hearsay.Tests.Cli;

/// <summary>The table for people: fits its width, shows structure, and nothing from a text gets out of its cell.</summary>
public sealed class ClaimTableTest
{
    private static readonly Article Story = new("story", new RawText("x"), "Two ministers and a denial", "The Coast Wire", PublicationDate.TryParse("2031-05-02"));

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(79)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    public void No_line_is_wider_than_the_screen(int width)
    {
        string table = Render(width, Claims());
        Assert.All(table.Split('\n'), line => Assert.True(CellText.Width(line) <= width, $"{CellText.Width(line)} columns: {line}"));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    public void Structure_is_readable_without_colour(int width)
    {
        string table = Render(width, Claims());
        Assert.Contains("Two ministers and a denial", table, StringComparison.Ordinal);
        Assert.Contains("The Coast Wire · 2031-05-02", table, StringComparison.Ordinal);
        Assert.Contains("→ #1", table, StringComparison.Ordinal);
        Assert.Contains("John Harrow ← a report", table, StringComparison.Ordinal);
        Assert.Contains("4 claims: 2 asserts, 1 accuses, 1 denies", table, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_tells_disputes_first_and_names_its_rows()
    {
        Claim[] claims =
        [
            .. Claims(),
            Make("5", "the government of Veland and its unusually long-named allies on the coast", "that a few radars were sold") with { Stance = Stance.Admits, Cue = new Evidence(default, "admitted") },
        ];
        string table = Render(160, claims);
        Assert.Contains("In dispute\n  John Harrow accuses: Veland had supplied rockets", table, StringComparison.Ordinal);
        Assert.Contains("(#1)\n  ↳ The government of Veland and its unusually long-named allies on the coast denies: the accusation (#3); admits that a few radars were sold (#5)\n", table, StringComparison.Ordinal);
        Assert.True(table.IndexOf("In dispute", StringComparison.Ordinal) < table.IndexOf("Also", StringComparison.Ordinal));
        Assert.DoesNotContain("In dispute", Render(120, Claims()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_and_its_reply_are_no_dispute()
    {
        Claim[] claims =
        [
            .. Claims(),
            Make("5", "a reporter", "who had paid") with { Stance = Stance.Asks, Cue = new Evidence(default, "asked") },
            Make("6", "Anna Weiss", "who it was") with { Stance = Stance.Declines, Cue = new Evidence(default, "declined to say"), Answers = [new ClaimId("5")] },
        ];
        string table = Render(160, claims);
        Assert.Matches(@"Asked\n  A reporter asks.* who had paid \(#5\)\n  ↳ Anna Weiss .* \(#6\)\n", table);
        Assert.True(table.IndexOf("In dispute", StringComparison.Ordinal) < table.IndexOf("Asked", StringComparison.Ordinal));
    }

    [Fact]
    public void A_nested_claim_follows_the_one_that_holds_it() =>
        Assert.Matches(@"#2  └ Anna Weiss +asserts +└ an inner thing", Render(120, Claims()));

    [Fact]
    public void A_ring_of_parents_loses_no_claim()
    {
        Claim one = Make("1", "a", "first") with { Parent = new ClaimId("2") };
        Claim two = Make("2", "b", "second") with { Parent = new ClaimId("1") };
        string table = Render(100, [one, two]);
        Assert.Contains("first", table, StringComparison.Ordinal);
        Assert.Contains("second", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_cannot_act_on_the_terminal()
    {
        string table = Render(100, [Make("1", "x\e[2Jy", "[red]a\u202Ecba\a\r\nb\u0085c\uD800 d[/]")]);
        Assert.DoesNotContain('\e', table);
        Assert.DoesNotContain('\a', table);
        Assert.DoesNotContain('\r', table);
        Assert.DoesNotContain('\u202E', table);
        Assert.DoesNotContain('\u0085', table);
        Assert.Contains("<U+202E>", table, StringComparison.Ordinal);
        Assert.Contains("[red]a", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("日本語", 6)]
    [InlineData("e\u0301", 1)]
    [InlineData("한국", 4)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("🚀", 2)]
    [InlineData("ไม่", 2)]
    public void Columns_are_counted_as_a_terminal_does(string words, int columns) => Assert.Equal(columns, CellText.Width(words));

    [Fact]
    public void Lines_break_at_spaces_and_between_ideographs_but_never_before_a_mark()
    {
        Assert.Equal(["one two", "three"], CellText.Wrap("one two three", 8));
        Assert.Equal(["日本", "語"], CellText.Wrap("日本語", 5));
        Assert.Equal(["abcd", "ef"], CellText.Wrap("abcdef", 4));
        Assert.Equal(["abce\u0301", "f"], CellText.Wrap("abce\u0301f", 4));
        Assert.Equal([""], CellText.Wrap("", 4));
    }

    [Fact]
    public void Right_to_left_words_are_isolated() => Assert.Equal(["\u2068قال الوزير\u2069"], CellText.Wrap("قال الوزير", 20));

    private static string Render(int width, IReadOnlyList<Claim> claims)
    {
        var to = new StringBuilder();
        new ClaimTable(width, new Palette(false)).Append(to, Story, claims);
        return to.ToString();
    }

    private static List<Claim> Claims() =>
    [
        Make("1", "John Harrow", "Veland had supplied rockets to the rebels in the north over a period of eleven months, in spite of its promises") with { Stance = Stance.Accuses, Sources = [new(null, "John Harrow", SpeakerKind.Person, "VEL", null), new(null, "a report", SpeakerKind.Document, null, null)] },
        Make("3", "the government of Veland and its unusually long-named allies on the coast", "the accusation") with { Stance = Stance.Denies, Answers = [new ClaimId("1")] },
        Make("4", "王毅", "中国从未向冲突任何一方提供致命性武器，这一立场是一贯的、明确的。"),
        Make("2", "Anna Weiss", "an inner thing") with { Parent = new ClaimId("1") },
    ];

    private static Claim Make(string id, string speaker, string content) => new(
        new ClaimId(id), "story", "", [new Speaker(null, speaker, SpeakerKind.Person, null, null)], new Evidence(default, "said"), [new Evidence(default, content)], [], null, Form.Indirect, Stance.Asserts, [], [], null, 0, new ReaderVersion("0", "0"), 1);
}
