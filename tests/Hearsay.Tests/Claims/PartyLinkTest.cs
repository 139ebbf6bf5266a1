using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Parties;

namespace Hearsay.Tests.Claims;

public sealed class PartyLinkTest
{
    [Theory]
    [InlineData("Mitch McConnell", "Chuck Schumer", false)]
    [InlineData("Mitch McConnell", "Barack Obama", false)]
    [InlineData("Mitch McConnell", "Mitch McConnell", true)]
    [InlineData("Barack Obama", "Donald Trump", true)]
    public void Who_holds_an_office_speaks_for_the_state_and_others_for_themselves(string one, string other, bool same)
    {
        Assert.Equal(same, PartyLink.Grade(At(one).Id, At(one).Country, one, At(other).Id, At(other).Country, other) >= PartyLink.Least);
        Assert.Equal(same, PartyLink.Key(At(one).Id, At(one).Country, one) == PartyLink.Key(At(other).Id, At(other).Country, other));
    }

    [Fact]
    public void No_figure_holds_an_office_in_the_tables() =>
        Assert.DoesNotContain(PartyRegistry.Standard.Tenures, tenure => tenure.Person.Id.StartsWith("figure:", StringComparison.Ordinal));

    private static Party At(string name) => PartyRegistry.Standard.FindPerson(name)!;
}
