namespace Hearsay.Text.Formats;

/// <summary>Reads chunk tags, one per word, as corpora of names have them: "B-PER" begins a chunk, "I-PER" goes on with it (IOB; Ramshaw and Marcus 1995).</summary>
public static class TagRuns
{
    /// <summary>The chunks of a sentence or document, in order; one also begins where the label changes. A tag that is shorter than three characters, as "O", is outside.</summary>
    public static IEnumerable<(int Start, int End, string Label)> Of(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return Runs(tags);
    }

    private static IEnumerable<(int Start, int End, string Label)> Runs(IReadOnlyList<string> tags)
    {
        int start = -1;
        for (int at = 0; at <= tags.Count; at++)
        {
            string tag = at < tags.Count ? tags[at] : "O";
            if (start >= 0 && (tag.Length < 3 || tag[0] == 'B' || tag[2..] != tags[start][2..]))
            {
                yield return (start, at, tags[start][2..]);
                start = -1;
            }

            if (start < 0 && tag.Length >= 3)
            {
                start = at;
            }
        }
    }
}
