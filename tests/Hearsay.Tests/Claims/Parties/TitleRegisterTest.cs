using System.Collections.Immutable;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Parties;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tokenizing;
using Hearsay.Tests.Specs;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Claims.Parties;

public sealed class TitleRegisterTest
{
    private static readonly DateOnly Day = new(2023, 3, 1);

    [Theory]
    [InlineData("Iranian Foreign Ministry spokesman Behzad Tolouei said no.", "Behzad Tolouei", "Iranian Foreign Ministry spokesman", "gov:irn-mfa", "IRN")]
    [InlineData("Omar Haddad, the head of Jordan's military intelligence, said no.", "Omar Haddad", "head of Jordan's military intelligence", "state:JOR", "JOR")]
    [InlineData("White House National Security Council Coordinator Joan Kirkwood said no.", "Joan Kirkwood", "White House National Security Council Coordinator", "gov:usa-nsc", "USA")]
    [InlineData("Kirsten Vale, the White House drone policy coordinator, said no.", "Kirsten Vale", "White House drone policy coordinator", "state:USA", "USA")]
    [InlineData("The minister met French Defence Minister Luc Morel in Oslo.", "Luc Morel", "French Defence Minister", "state:FRA", "FRA")]
    [InlineData("IAEA Director General Ana Kovar said no.", "Ana Kovar", "IAEA Director General", "org:iaea", null)]
    [InlineData("Pentagon spokesman Tom Baker said no.", "Tom Baker", "Pentagon spokesman", "gov:usa-pentagon", "USA")]
    public void A_title_beside_a_name_is_learnt(string text, string person, string title, string of, string? country)
    {
        LearntTitle learnt = Assert.Single(Learn(text));
        Assert.Equal((person, title, of, country, (DateOnly?)Day), (learnt.Person, learnt.Title, learnt.Of, learnt.Country, learnt.Seen));
        Assert.Contains(learnt.Words, text, StringComparison.Ordinal);
        string[] place = learnt.Document.Split(':', '-');
        Assert.Equal(learnt.Words, text[int.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture)..int.Parse(place[2], System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [Theory]
    [InlineData("Former French Defence Minister Luc Morel said no.")]
    [InlineData("Mr Luc Morel said no.")]
    [InlineData("General Luc Morel said no.")]
    [InlineData("Luc Morel, a farmer from the north, said no.")]
    [InlineData("French Defence Minister Morel said no.")]
    public void What_is_no_post_or_no_full_name_is_not_learnt(string text) => Assert.Empty(Learn(text));

    [Fact]
    public void A_learnt_surname_is_told_by_day_and_title()
    {
        TitleRegister register = TitleRegister.Empty.With(Learn("Iranian Foreign Ministry spokesman Behzad Tolouei said no."));
        Assert.Equal("Behzad Tolouei", register.Find("Tolouei", "", null, Day)?.Person);
        Assert.Equal("Behzad Tolouei", register.Find("Tolouei", "spokesman", "IRN", Day.AddDays(300))?.Person);
        Assert.Null(register.Find("Tolouei", "", null, Day.AddDays(-1)));
        Assert.Null(register.Find("Tolouei", "", null, Day.AddDays(TitleRegister.Lasts + 1)));
        Assert.Null(register.Find("Tolouei", "", "RUS", Day));
        Assert.Null(register.Find("Tolouei", "admiral", null, Day));
        Assert.Null(register.Find("Nobody", "", null, Day));
        Assert.Equal("Behzad Tolouei", register.FindHolder("gov:irn-mfa", null, "spokesman", Day.AddDays(30))?.Person);
        Assert.Null(register.FindHolder("gov:irn-mfa", null, "spokesman", Day.AddDays(400)));
        Assert.Null(register.FindHolder("gov:rus-mid", null, "spokesman", Day.AddDays(30)));
    }

    [Fact]
    public void Two_of_one_surname_are_nobody_without_a_title()
    {
        TitleRegister register = TitleRegister.Empty.With(Learn("White House coordinator Joan Kirkwood met Polish Foreign Minister Adam Kirkwood."));
        Assert.Equal(2, register.Titles.Length);
        Assert.Null(register.Find("Kirkwood", "", null, Day));
        Assert.Equal("Adam Kirkwood", register.Find("Kirkwood", "Foreign Minister", null, Day)?.Person);
        Assert.Equal("Joan Kirkwood", register.Find("Kirkwood", "", "USA", Day)?.Person);
    }

    [Fact]
    public void It_is_written_and_read_back()
    {
        TitleRegister register = TitleRegister.Empty.With(Learn("Iranian Foreign Ministry spokesman Behzad Tolouei said no. Omar Haddad, the head of Jordan's military intelligence, agreed."));
        string file = "# titles\n" + string.Concat(register.Titles.Select(TitleRegister.Line));
        TitleRegister again = TitleRegister.Read(file, out IReadOnlyList<Defect> defects);
        Assert.Empty(defects);
        Assert.Equal(register.Titles, again.Titles);
        Assert.Same(again, again.With(register.Titles));
    }

    [Theory]
    [InlineData("titel\tA\tB\t\t\t\t\t", "HS0401")]
    [InlineData("title\tA\tB", "HS0402")]
    [InlineData("title\t\tB\t\t\t\t\t", "HS0404")]
    [InlineData("title\tA B\tB\t\t\t2023\t\t", "HS0405")]
    public void Defects_say_code_and_line(string line, string code)
    {
        TitleRegister register = TitleRegister.Read("\n" + line + "\n", out IReadOnlyList<Defect> defects);
        Defect defect = Assert.Single(defects);
        Assert.Equal((code, 2), (defect.Code, defect.Line));
        Assert.Empty(register.Titles);
    }

    [Fact]
    public void A_line_never_breaks()
    {
        string line = TitleRegister.Line(new LearntTitle("A\tB", "C\nD", null, null, null, "x", "y\u2028z\r"));
        Assert.Equal(8, line.TrimEnd('\n').Split('\t').Length);
        Assert.DoesNotContain('\n', line.TrimEnd('\n'));
    }

    [Fact]
    public void A_later_document_uses_what_an_earlier_one_taught()
    {
        TitleRegister register = TitleRegister.Empty.With(Learn("Oruvian Foreign Ministry spokesman Behzad Tolouei said no. Kirsten Vale, the White House drone policy coordinator, agreed."));
        var extractor = new ClaimExtractor(PartyRegistry.Standard, register);
        var example = new MarkedExample("@2023-04-01\n[S1 Tolouei] [K1 said] [C1 the guns were new]. [S2 Coordinator Vale] [K2 said] [C2 they were old]. [S3 Mole] [K3 said] [C3 they were few].", []);
        Assert.Equal(["Behzad Tolouei", "Kirsten Vale", "Mole"], extractor.Extract(example.Document()).Select(claim => claim.Sources[0].Name));
        Assert.Equal(["Tolouei", "Vale", "Mole"], new ClaimExtractor().Extract(example.Document()).Select(claim => claim.Sources[0].Name));
    }

    private static ImmutableArray<LearntTitle> Learn(string text)
    {
        var raw = new RawText(text);
        Tokens tokens = Tokenizer.Tokenize(raw);
        Sentences sentences = SentenceSplitter.Split(tokens);
        var doc = new Document(new Article("a", raw, Published: new PublicationDate(Day)), tokens, sentences, QuotationFinder.Find(tokens, sentences), Attributions.None, new ReaderVersion("t", "t"), []);
        return new ClaimExtractor().Learn(doc);
    }
}
