using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Text;

public sealed class DependenciesTest
{
    /// <summary>0 ← 2 → 4 → 3, 4 → 6; 5 hangs on 2 across 6's branch; 1 on 0.</summary>
    private static readonly Dependencies Tree = new([2, 0, Dependencies.Root, 4, 2, 2, 4], [.. new byte[5], (byte)DependencyRelation.Punct, 0]);

    [Fact]
    public void Dependents_come_from_left_to_right()
    {
        List<int> found = [];
        for (int child = Tree.FirstDependent(2); child >= 0; child = Tree.NextDependent(child))
        {
            found.Add(child);
        }

        Assert.Equal([0, 4, 5], found);
        Assert.Equal(5, Tree.Dependent(2, DependencyRelation.Punct));
        Assert.Equal(-1, Tree.Dependent(4, DependencyRelation.Punct));
    }

    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(1, 1, 2)]
    [InlineData(2, 0, 7)]
    [InlineData(4, 3, 7)]
    public void Yield_spans_all_that_depends(int token, int start, int end) => Assert.Equal(new TokenRange(start, end), Tree.Yield(token));

    [Fact]
    public void A_deep_tree_does_not_overflow()
    {
        int[] heads = [.. Enumerable.Range(-1, 200_000)];
        Assert.Equal(new TokenRange(0, 200_000), new Dependencies(heads, new byte[heads.Length]).Yield(0));
    }
}
