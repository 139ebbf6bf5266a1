using Hearsay.Claims;
using Hearsay.Claims.Parties;

namespace Hearsay.Tests.Claims;

public sealed class PartyRegistryTest
{
    private static readonly PartyRegistry Registry = PartyRegistry.Standard;

    [Fact]
    public void Every_member_of_the_United_Nations_is_there_and_four_more()
    {
        // 193 members, the two observers (Vatican, Palestine), Taiwan and Kosovo.
        Party[] states = [.. Registry.Parties.Where(party => party.IsState)];
        Assert.Equal(197, states.Length);
        Assert.All(states, state =>
        {
            Assert.Equal(3, state.Country!.Length);
            Assert.Equal("state:" + state.Country, state.Id);
            Assert.Equal(SpeakerKind.Government, state.Kind);
            Assert.NotEmpty(state.Adjectives);
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

    [Fact]
    public void No_name_is_claimed_twice()
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        Assert.All(Registry.Parties.SelectMany(party => party.Aliases.Prepend(party.Name).Distinct(StringComparer.Ordinal), (party, name) => (party.Id, name)), entry =>
            Assert.True(owners.TryAdd(entry.name, entry.Id), $"{entry.name} is claimed by {owners[entry.name]} and {entry.Id}"));
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
    [InlineData("People’s Daily", "media:peoplesdaily")]
    public void Names_find_their_party(string name, string id) => Assert.Equal(id, Registry.Find(name)?.Id);

    [Theory]
    [InlineData("Iranian", "state:IRN")]
    [InlineData("North Korean", "state:PRK")]
    [InlineData("Dutch", "state:NLD")]
    public void Adjectives_find_their_state(string adjective, string id) => Assert.Equal(id, Registry.FindAdjective(adjective)?.Id);

    [Theory]
    [InlineData("iran")]
    [InlineData("")]
    [InlineData("the Netherlands of")]
    public void What_is_no_name_finds_nothing(string name) => Assert.Null(Registry.Find(name));
}
