using Hearsay.Claims;
using Hearsay.Claims.Parties;

namespace Hearsay.Tests.Claims.Parties;

public sealed class PartyRegistryTest
{
    private static readonly PartyRegistry Registry = PartyRegistry.Standard;

    [Fact]
    public void Every_member_of_the_United_Nations_is_there_and_four_more()
    {
        // 193 members, the two observers (Vatican, Palestine), Taiwan and Kosovo.
        Party[] states = [.. Registry.Parties.Where(party => party is { IsState: true, Period.To: null })];
        Assert.Equal(197, states.Length);
        Assert.All(states, state =>
        {
            Assert.Equal(3, state.Country!.Length);
            Assert.Equal("state:" + state.Country, state.Id);
            Assert.Equal(SpeakerKind.Government, state.Kind);
            Assert.NotEmpty(state.Adjectives);
            Assert.NotEmpty(state.Capitals);
            Assert.Equal(2, state.Fact("iso2")?.Length);
            Assert.Same(state, Registry.State(state.Country));
            Assert.Same(state, Registry.Find(state.Name));
        });
    }

    [Fact]
    public void Ids_are_unique_and_lead_back()
    {
        Assert.Equal(Registry.Parties.Length, Registry.Parties.Select(party => party.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Registry.Parties, party => Assert.Same(party, Registry.FindId(party.Id)));
    }

    [Fact]
    public void Countries_are_states_of_the_registry_or_territories_with_a_code_of_their_own()
    {
        string[] territories = ["HKG"];
        Assert.All(Registry.Parties.Where(party => party.Country is not null && !territories.Contains(party.Country)), party => Assert.NotNull(Registry.State(party.Country)));
    }

    [Theory]
    [InlineData("Tehran", "state:IRN")]
    [InlineData("Islamic Republic of Iran", "state:IRN")]
    [InlineData("U.S.", "state:USA")]
    [InlineData("Kremlin", "state:RUS")]
    [InlineData("Kyiv", "state:UKR")]
    [InlineData("Kiev", "state:UKR")]
    [InlineData("Türkiye", "state:TUR")]
    [InlineData("Pentagon", "gov:usa-pentagon")]
    [InlineData("FSB", "gov:rus-fsb")]
    [InlineData("International Atomic Energy Agency", "org:iaea")]
    [InlineData("Brussels", "org:eu")]
    [InlineData("Foggy Bottom", "gov:usa-state")]
    [InlineData("People’s Daily", "media:peoplesdaily")]
    public void Names_find_their_party(string name, string id) => Assert.Equal(id, Registry.Find(name)?.Id);

    [Theory]
    [InlineData("Iranian", "state:IRN")]
    [InlineData("North Korean", "state:PRK")]
    [InlineData("Dutch", "state:NLD")]
    public void Adjectives_find_their_state(string adjective, string id) => Assert.Equal(id, Registry.FindAdjective(adjective)?.Id);

    [Theory]
    [InlineData("Moscow", 1985, "state:SUN")]
    [InlineData("Moscow", 1992, "state:RUS")]
    [InlineData("Kremlin", 1985, "state:SUN")]
    [InlineData("Prague", 1985, "state:CSK")]
    [InlineData("Prague", 1995, "state:CZE")]
    [InlineData("Belgrade", 1995, "state:YUG")]
    [InlineData("Belgrade", 2004, "state:SCG")]
    [InlineData("Belgrade", 2010, "state:SRB")]
    [InlineData("Zaire", 1990, "state:COD")]
    [InlineData("Congo", 1990, "state:COG")]
    [InlineData("Congo", 2005, "state:COD")]
    [InlineData("Kampuchea", 1982, "state:KHM")]
    [InlineData("Upper Volta", 1983, "state:BFA")]
    [InlineData("Burma", 1985, "state:MMR")]
    [InlineData("Bonn", 1985, "state:DEU")]
    [InlineData("Bonn", 2010, null)]
    [InlineData("OAU", 1990, "org:africanunion")]
    [InlineData("Soviet Union", 2010, "state:SUN")]
    public void Names_hold_for_their_time(string name, int year, string? id) => Assert.Equal(id, Registry.Find(name, new DateOnly(year, 6, 1))?.Id);

    [Fact]
    public void Without_a_day_what_lasts_is_meant()
    {
        Assert.Equal("state:RUS", Registry.Find("Moscow")?.Id);
        Assert.Equal("state:COD", Registry.Find("Congo")?.Id);
        Assert.Equal("state:SUN", Registry.Find("USSR")?.Id);
    }

    [Theory]
    [InlineData("Georgia", "", "state:GEO")]
    [InlineData("Georgia", "Atlanta", "place:us-georgia")]
    [InlineData("Georgia", "Tbilisi", "state:GEO")]
    [InlineData("Georgia", "Atlanta Tbilisi Abkhazia", "state:GEO")]
    [InlineData("Georgia", "Atlanta Tbilisi", null)]
    [InlineData("Congo", "Brazzaville", "state:COG")]
    [InlineData("Congo", "Kinshasa", "state:COD")]
    [InlineData("Korea", "", null)]
    [InlineData("Korea", "Seoul", "state:KOR")]
    [InlineData("Korea", "Pyongyang", "state:PRK")]
    [InlineData("Washington", "", "state:USA")]
    [InlineData("Washington", "Seattle", "place:us-washington")]
    public void Shared_names_are_told_by_the_words_around(string name, string around, string? id) =>
        Assert.Equal(id, Registry.Find(name, new DateOnly(2020, 1, 1), word => around.Split(' ').Contains(word.ToString()))?.Id);

    [Theory]
    [InlineData("state:USA", "president", "2022-12-25", "Joe Biden")]
    [InlineData("state:USA", "President", "2021-01-19", "Donald Trump")]
    [InlineData("state:USA", "president", "2021-01-20", "Joe Biden")]
    [InlineData("state:RUS", "president", "2010-01-01", "Dmitry Medvedev")]
    [InlineData("state:RUS", "foreign minister", "2022-12-25", "Sergei Lavrov")]
    [InlineData("gov:rus-mid", "spokeswoman", "2022-12-25", "Maria Zakharova")]
    [InlineData("gov:irn-mfa", "spokesman", "2023-05-01", "Nasser Kanaani")]
    [InlineData("org:nato", "secretary general", "2022-12-25", "Jens Stoltenberg")]
    [InlineData("org:un", "secretary-general", "1985-12-25", "Javier Perez de Cuellar")]
    [InlineData("state:HUN", "prime minister", "2020-01-01", "Viktor Orban")]
    [InlineData("state:USA", "dogcatcher", "2020-01-01", null)]
    [InlineData("state:USA", "president", "1850-01-01", null)]
    [InlineData("gov:irn-mfa", "spokesman", "2022-06-15", null)]
    public void Offices_are_held_for_a_time(string of, string role, string day, string? holder) =>
        Assert.Equal(holder, Registry.FindHolder(of, role, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))?.Person.Name);

    [Theory]
    [InlineData("Trump", "President", null, "2018-05-01", "Donald Trump")]
    [InlineData("Bush", "President", null, "1990-05-01", "George H. W. Bush")]
    [InlineData("Bush", "US President", "USA", "2003-05-01", "George W. Bush")]
    [InlineData("Bush", "former President", null, "2020-05-01", null)]
    [InlineData("Sharif", "Prime Minister", "PAK", "2022-09-01", "Shehbaz Sharif")]
    [InlineData("Sharif", "Prime Minister", "PAK", "2015-09-01", "Nawaz Sharif")]
    [InlineData("Bush", "Vice President", null, "1985-05-01", "George H. W. Bush")]
    [InlineData("Bush", "President", null, "1985-05-01", null)]
    [InlineData("Macron", "President", "DEU", "2020-05-01", null)]
    [InlineData("Xi", "Chinese President", "CHN", "2020-05-01", "Xi Jinping")]
    [InlineData("Lavrov", "deputy foreign minister", null, "2020-05-01", null)]
    [InlineData("Truss", "Prime Minister", null, "2020-05-01", null)]
    public void A_title_and_a_surname_name_a_person(string surname, string title, string? country, string day, string? name) =>
        Assert.Equal(name, Registry.FindTitled(surname, title, country, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))?.Name);

    [Theory]
    [InlineData("Geran-2", "weapon:shahed-136", "shahed")]
    [InlineData("Shahed-131", "weapon:shahed-131", "shahed")]
    [InlineData("SCALP-EG", "weapon:stormshadow", null)]
    [InlineData("ATACMS", "weapon:atacms", null)]
    [InlineData("TB2", "weapon:tb2", "bayraktar")]
    [InlineData("Hwasong-18", "weapon:hwasong-18", "hwasong")]
    [InlineData("T-90M", "weapon:t-90", "t-tank")]
    public void Weapons_are_found_by_any_name(string name, string id, string? family)
    {
        Party? weapon = Registry.FindWeapon(name);
        Assert.Equal(id, weapon?.Id);
        Assert.Equal(family is null ? null : "weapon:" + family, weapon?.Fact("part-of"));
        Assert.Null(Registry.Find(name));
    }

    [Fact]
    public void Relations_have_dates()
    {
        Party finland = Registry.State("FIN")!;
        Assert.False(finland.Has("member-of", "org:nato", new DateOnly(2022, 1, 1)));
        Assert.True(finland.Has("member-of", "org:nato", new DateOnly(2024, 1, 1)));
        Assert.False(Registry.State("GBR")!.Has("member-of", "org:eu"));
        Assert.True(Registry.State("GBR")!.Has("member-of", "org:eu", new DateOnly(2019, 1, 1)));
    }

    [Theory]
    [InlineData("iran")]
    [InlineData("")]
    [InlineData("the Netherlands of")]
    public void What_is_no_name_finds_nothing(string name) => Assert.Null(Registry.Find(name));
}
