using Hearsay.Text.Formats;

namespace Hearsay.Tests.Text.Formats;

public sealed class TagRunsTest
{
    [Fact]
    public void A_chunk_begins_at_B_or_where_the_label_changes() =>
        Assert.Equal([(0, 2, "PER"), (2, 3, "PER"), (3, 4, "LOC"), (5, 6, "ORG")], TagRuns.Of(["B-PER", "I-PER", "B-PER", "I-LOC", "O", "I-ORG"]));

    [Fact]
    public void Nothing_is_in_nothing() => Assert.Empty(TagRuns.Of(["O", ""]));
}
