using Hearsay.Text.Formats;

namespace Hearsay.Tests.Text.Formats;

public sealed class EntityColumnTest
{
    [Fact]
    public void Nested_brackets_are_read_outermost_first() => Assert.Equal(
        ["0..4 1 person", "0..1 2 place", "2..4 3 ", "4..5 1 "],
        Read("Entity=(1-person-new-cf1(2-place)", "X=1", "Entity=(3|SpaceAfter=No", "SpaceAfter=No|Entity=1)3)", "Entity=(1)"));

    [Fact]
    public void Equal_numbers_close_the_innermost() => Assert.Equal(["0..3 1 a", "1..2 1 b"], Read("Entity=(1-a", "Entity=(1-b)", "Entity=1)"));

    [Fact]
    public void Half_a_bracket_is_left_out() => Assert.Equal(["1..2 5 "], Read("Entity=9)(8", "Entity=(5)", "Entity="));

    private static string[] Read(params string[] misc)
    {
        string rows = string.Concat(misc.Select((column, at) => $"{at + 1}\tw\tw\tNOUN\t_\t_\t{(at == 0 ? 0 : 1)}\tdep\t_\t{column}\n"));
        return [.. EntityColumn.Read(ConlluReader.Read(new StringReader(rows + "\n")).Single()).Select(one => $"{one.Tokens.Start}..{one.Tokens.End} {one.Entity} {one.Kind}")];
    }
}
