using Hearsay.Claims.Parties;
using Hearsay.Text;

namespace Hearsay.Tests.Claims.Parties;

/// <summary>A user's own party file over ours.</summary>
public sealed class PartyFileTest
{
    [Fact]
    public void A_new_line_adds_a_party()
    {
        PartyRegistry registry = Read("party\tstate:ORU\tstate\tORU\tOruvia\tRepublic of Oruvia\tOruvian\tPort Cassel\t1921\t\tiso2=OU\tme");
        Party oruvia = registry.Find("Port Cassel")!;
        Assert.Equal("state:ORU", oruvia.Id);
        Assert.Same(oruvia, registry.FindAdjective("Oruvian"));
        Assert.Same(oruvia, registry.State("ORU"));
        Assert.Equal("OU", oruvia.Fact("iso2"));
        Assert.Equal((1, 0), (registry.MostWordsFrom("Oruvia"), registry.MostWordsFrom("Cassel")));
        Assert.Null(PartyRegistry.Standard.Find("Oruvia"));
    }

    [Fact]
    public void A_known_id_takes_the_place_of_ours()
    {
        PartyRegistry registry = Read("party\tmedia:reuters\tagency\tGBR\tReuters Ltd\t\t\t\t\t\t\tme");
        Assert.Equal("Reuters Ltd", registry.FindId("media:reuters")?.Name);
        Assert.Equal("media:reuters", registry.Find("Reuters Ltd")?.Id);
        Assert.Null(registry.Find("Reuters news agency"));
        Assert.Equal(PartyRegistry.Standard.Parties.Length, registry.Parties.Length);
    }

    [Fact]
    public void A_dropped_party_is_gone_with_all_its_names()
    {
        PartyRegistry registry = Read("drop\torg:quad\t");
        Assert.Null(registry.FindId("org:quad"));
        Assert.Null(registry.Find("Quad"));
    }

    [Fact]
    public void A_dropped_name_leaves_the_others()
    {
        PartyRegistry registry = Read("drop\tmedia:ft\tFT");
        Assert.Null(registry.Find("FT"));
        Assert.Equal("media:ft", registry.Find("Financial Times")?.Id);
    }

    [Fact]
    public void A_dropped_person_holds_no_office()
    {
        PartyRegistry registry = Read("drop\tperson:joe-biden\t");
        Assert.Null(registry.FindHolder("state:USA", "president", new DateOnly(2022, 1, 1)));
    }

    [Fact]
    public void Names_and_holders_can_be_added()
    {
        PartyRegistry registry = Read(
            "party\toffice:usa-envoy\toffice\tUSA\tEnvoy to Oruvia\t\t\t\t\t\tof=state:USA|role=envoy to Oruvia\tme\n"
            + "party\tperson:ann-lee\tperson\tUSA\tAnn Lee\t\t\t\t\t\tgender=f\tme\n"
            + "holder\toffice:usa-envoy\tperson:ann-lee\t2020-02\t2021\tme\n"
            + "name\tstate:USA\talias\tthe Hill\t2020\t2030\tSenate|House\tme\n");
        Assert.Equal("Ann Lee", registry.FindHolder("state:USA", "envoy to Oruvia", new DateOnly(2020, 5, 1))?.Person.Name);
        Assert.Null(registry.FindHolder("state:USA", "envoy to Oruvia", new DateOnly(2023, 5, 1)));
        Assert.Equal("state:USA", registry.Find("the Hill", new DateOnly(2024, 1, 1), word => word is "Senate")?.Id);
        Assert.Null(registry.Find("the Hill", new DateOnly(2024, 1, 1)));
    }

    [Theory]
    [InlineData("state:ORU\tstate", "HS0401")]
    [InlineData("party\tstate:ORU\tstate\tORU", "HS0402")]
    [InlineData("party\tx:1\tplanet\t\tX\t\t\t\t\t\t\tme", "HS0403")]
    [InlineData("party\t\tcompany\t\tX\t\t\t\t\t\t\tme", "HS0404")]
    [InlineData("party\tx:1\tcompany\t\t\t\t\t\t\t\t\tme", "HS0404")]
    [InlineData("name\tstate:USA\tnickname\tUncle Sam\t\t\t\tme", "HS0404")]
    [InlineData("party\tx:1\tcompany\t\tX\t\t\t\t1991-13\t\t\tme", "HS0405")]
    [InlineData("party\tx:1\tcompany\t\tX\t\t\t\t1991\t1980\t\tme", "HS0406")]
    [InlineData("holder\toffice:nobody\tperson:joe-biden\t\t\tme", "HS0407")]
    [InlineData("drop\torg:nobody\t", "HS0407")]
    [InlineData("drop\tmedia:ft\tNobody", "HS0407")]
    [InlineData("party\tx:1\tcompany\t\tX\t\t\t\t\t\t\tme\nparty\tx:1\tcompany\t\tX\t\t\t\t\t\t\tme", "HS0408")]
    [InlineData("party\tx:1\tcompany\t\tX\t\t\t\t\t\tlarge\tme", "HS0409")]
    public void Defects_say_code_and_line(string lines, string code)
    {
        PartyRegistry registry = PartyRegistry.Standard.With("# mine\n\n" + lines + "\n", out IReadOnlyList<Defect> defects);
        Defect defect = Assert.Single(defects);
        Assert.Equal(code, defect.Code);
        Assert.Equal(2 + lines.Split('\n').Length, defect.Line);
        Assert.Equal(DefectSeverity.Error, defect.Severity);
        Assert.Equal("state:IRN", registry.Find("Tehran")?.Id);
    }

    [Fact]
    public void Hostile_text_gives_defects_not_exceptions()
    {
        var random = new Random(20261123);
        string[] pieces = ["party", "name", "holder", "drop", "\t", "\t", "\t", "\n", "\r\n", "state:USA", "state", "|", "=", "@", "..", "1991", "\0", "\uD800", "é", "x", " "];
        for (int round = 0; round < 300; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            PartyRegistry registry = PartyRegistry.Standard.With(text, out IReadOnlyList<Defect> defects);
            Assert.NotNull(defects);
            Assert.NotEmpty(registry.Parties);
        }
    }

    [Fact]
    public void One_line_of_ten_million_characters_is_read_at_once()
    {
        PartyRegistry.Standard.With("party\t" + new string('\t', 10_000_000), out IReadOnlyList<Defect> defects);
        Assert.Single(defects);
    }

    [Fact]
    public void A_file_with_our_own_tables_is_the_same_registry()
    {
        string[] tables = ["states", "organs", "bodies", "groups", "companies", "outlets", "weapons", "history", "offices", "leaders", "names"];
        string all = string.Concat(tables.Select(table => File.ReadAllText(Repository.PathOf("src", "Hearsay.Claims", "Parties", table + ".tsv"))));
        PartyRegistry registry = PartyRegistry.Standard.With(all, out IReadOnlyList<Defect> defects);
        Assert.Empty(defects);
        Assert.Equal(PartyRegistry.Standard.Parties.Length, registry.Parties.Length);
        Assert.Equal("state:SUN", registry.Find("Moscow", new DateOnly(1985, 1, 1))?.Id);
    }

    private static PartyRegistry Read(string lines)
    {
        PartyRegistry registry = PartyRegistry.Standard.With(lines, out IReadOnlyList<Defect> defects);
        Assert.Empty(defects);
        return registry;
    }
}
