using System.Collections.Immutable;
using Hearsay.Claims.Comparing;
using Hearsay.Tests.Specs;

namespace Hearsay.Tests.Claims;

/// <summary>Numbers of two statements as intervals, in whatever unit they are given.</summary>
public sealed class NumbersTest
{
    [Theory]
    [InlineData("1.2 tonnes of powder", "1,200 kg of powder")]
    [InlineData("1.2 tonnes of powder", "1200kg of powder")]
    [InlineData("five miles from the shore", "8 kilometres from the shore")]
    [InlineData("a range of 300km", "a range of 186 miles")]
    [InlineData("$1.2 billion of aid", "1,200 million dollars of aid")]
    [InlineData("$1.2m of aid", "$1,200,000 of aid")]
    [InlineData("3,000 metric tons of powder", "3000 tonnes of powder")]
    [InlineData("a dozen boats", "12 boats")]
    [InlineData("two dozen boats", "twenty-four boats")]
    [InlineData("at least 2 tonnes of powder", "2,600 kilograms of powder")]
    [InlineData("5 tonnes of powder", "5 kilometres of fence")]
    [InlineData("$5 million of aid", "€9 million of aid")]
    public void The_same_amount_in_other_units_is_no_contradiction(string one, string other) => Assert.False(Exclude(one, other));

    [Theory]
    [InlineData("2 tonnes of powder", "1,200 kg of powder")]
    [InlineData("five miles from the shore", "5 kilometres from the shore")]
    [InlineData("$1.2 billion of aid", "$1.2 million of aid")]
    [InlineData("3 million dollars of aid", "$5 million of aid")]
    [InlineData("two dozen boats", "twelve boats")]
    [InlineData("at least 2 tonnes of powder", "up to 900 kilograms of powder")]
    [InlineData("between 2 and 3 tonnes of powder", "5,000 kg of powder")]
    public void Amounts_that_exclude_each_other_do_so_across_units(string one, string other) => Assert.True(Exclude(one, other));

    private static bool Exclude(string one, string other)
    {
        bool excludes = Contradiction.OfNumbers(Statement(one, 0), Statement(other, 1));
        Assert.Equal(excludes, Contradiction.OfNumbers(Statement(other, 1), Statement(one, 0)));
        return excludes;
    }

    private static Comparand Statement(string content, int at) =>
        Assert.Single(Comparand.Of(ComparingSpecTest.Report($"2022-10-12 | Harbour Post | person Ilse Brandt | asserts | the port had seen {content}", at)).ToImmutableArray());
}
