using Hearsay.Text;

namespace Hearsay.Cli.Evaluating;

/// <summary>Spans that agree, summed over documents.</summary>
internal sealed class SpanScore
{
    private int _gold;
    private int _system;
    private int _both;

    /// <summary>F1 in percent, one decimal.</summary>
    public double F1 => Score.F1(_both, _gold, _system);

    /// <summary>Adds the spans of one document; two agree when both borders do.</summary>
    public void Add(IEnumerable<TextSpan> gold, IEnumerable<TextSpan> system)
    {
        HashSet<TextSpan> expected = [.. gold];
        HashSet<TextSpan> found = [.. system];
        _gold += expected.Count;
        _system += found.Count;
        _both += expected.Count(found.Contains);
    }
}
