using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Text;

public sealed class CoreferenceTest
{
    private static readonly Coreference Read = new(
        [
            Of(0, 6, 5, MentionForm.Nominal), // the minister of the country
            Of(3, 5, 4, MentionForm.Nominal), // the country
            Of(7, 8, 7, MentionForm.Pronoun),
            Of(9, 11, 10, MentionForm.Name),
            Of(10, 11, 10, MentionForm.Name),
            Of(12, 15, 13, MentionForm.Name),
        ],
        [7, 2, 2, 7, 5, 7]);

    [Fact]
    public void Entities_are_numbered_by_first_mention_and_hold_theirs_in_order()
    {
        Assert.Equal(3, Read.EntityCount);
        Assert.Equal([0, 1, 1, 0, 2, 0], Enumerable.Range(0, 6).Select(Read.EntityOf));
        Assert.Equal([0, 3, 5], Read.Entity(0).ToArray());
        Assert.Equal([1, 2], Read.Entity(1).ToArray());
        Assert.Equal([4], Read.Entity(2).ToArray());
    }

    [Fact]
    public void The_longest_name_stands_for_an_entity_or_else_a_noun() =>
        Assert.Equal([5, 1, 4], Enumerable.Range(0, Read.EntityCount).Select(Read.Representative));

    [Fact]
    public void A_mention_is_found_by_its_head()
    {
        Assert.Equal(0, Read.WithHead(5));
        Assert.Equal(1, Read.WithHead(4));
        Assert.Equal(5, Read.WithHead(13));
        Assert.Equal(-1, Read.WithHead(0));
        Assert.Equal(-1, Coreference.None.WithHead(0));
    }

    [Fact]
    public void Columns_must_fit_and_be_ordered()
    {
        Assert.Throws<ArgumentException>(() => new Coreference([Of(0, 1, 0, MentionForm.Name)], []));
        Assert.Throws<ArgumentException>(() => new Coreference([Of(1, 2, 1, MentionForm.Name), Of(0, 2, 1, MentionForm.Name)], [0, 1]));
        Assert.Throws<ArgumentException>(() => new Coreference([Of(0, 1, 0, MentionForm.Name), Of(0, 2, 1, MentionForm.Name)], [0, 1]));
    }

    private static Mention Of(int start, int end, int head, MentionForm form) => new(new TokenRange(start, end), head, form, EntityKind.Unknown, MentionNumber.Unknown, MentionGender.Unknown, 3);
}
