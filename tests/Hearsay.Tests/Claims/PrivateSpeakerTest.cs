using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Extracting;
using Hearsay.Tests.Specs;

namespace Hearsay.Tests.Claims;

/// <summary>Who belongs to a state without speaking for it.</summary>
public sealed class PrivateSpeakerTest
{
    [Theory]
    [InlineData("[S Iranian dissident Sara Ahmadi] [K said] [C the guns were new].", true)]
    [InlineData("[S The Kenyan footballer Juma Otieno] [K said] [C the guns were new].", true)]
    [InlineData("[S American director Piet Ansell] [K said] [C the guns were new].", true)]
    [InlineData("[S Kenya's former foreign minister, Juma Otieno,] [K said] [C the guns were new].", true)]
    [InlineData("[S An Iranian journalist] [K said] [C the guns were new].", true)]
    [InlineData("[S Rep. Tamsin Orrell (R-Utah)] [K said] [C the guns were new].", true)]
    [InlineData("[S Iranian Foreign Ministry spokesman Omid Karimi] [K said] [C the guns were new].", false)]
    [InlineData("[S Kenya's foreign minister, Juma Otieno,] [K said] [C the guns were new].", false)]
    [InlineData("[S A Kenyan army spokesman, Lt. Col. Juma Otieno,] [K said] [C the guns were new].", false)]
    [InlineData("[S A Kenyan official] [K said] [C the guns were new].", false)]
    [InlineData("[S A US intelligence source] [K said] [C the guns were new].", false)]
    [InlineData("[S Kenya] [K said] [C the guns were new].", false)]
    public void Persons_without_an_office_hold_a_position_of_their_own(string text, bool isPrivate)
    {
        Claim claim = Assert.Single(new ClaimExtractor().Extract(new MarkedExample(text, []).Document(out _)));
        Speaker speaker = claim.Sources[0];
        Assert.NotNull(speaker.Country);
        Assert.Equal(isPrivate, speaker.IsPrivate);
        Assert.Equal(!isPrivate, PartyLink.Key(speaker) == "state:" + speaker.Country);
    }
}
