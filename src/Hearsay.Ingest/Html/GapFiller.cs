namespace Hearsay.Ingest.Html;

/// <summary>
/// Puts back paragraphs that the extraction lost between two paragraphs that it kept: it drops blocks with many links, and the sentence that names last week's report is often
/// one link. What stands in the middle of an article and reads as a sentence belongs to it.
/// </summary>
internal static class GapFiller
{
    /// <summary>Widest gap that is filled, in paragraphs of the page: 12. A wider one is a list of other articles.</summary>
    private const int WidestGap = 12;

    /// <summary>Fewest words of a paragraph that is put back: 4, the shortest sentence that reports something.</summary>
    private const int FewestWords = 4;

    /// <summary>Largest share of links in a paragraph that is put back, unless a full stop stands behind the last link.</summary>
    private const double MostlyLinks = 0.5;

    /// <summary>The paragraphs of <paramref name="found"/>, with what belongs between them out of <paramref name="page"/>.</summary>
    /// <param name="found">What the extraction kept, in order.</param>
    /// <param name="page">All paragraphs of the page, in order.</param>
    public static IReadOnlyList<Paragraph> Fill(IReadOnlyList<Paragraph> found, IReadOnlyList<Paragraph> page)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < page.Count; i++)
        {
            if (!places.TryGetValue(page[i].Text, out List<int>? at))
            {
                places[page[i].Text] = at = [];
            }

            at.Add(i);
        }

        var kept = found.Select(paragraph => paragraph.Text).ToHashSet(StringComparer.Ordinal);
        var filled = new List<Paragraph>(found.Count);
        int last = -1;
        foreach (Paragraph paragraph in found)
        {
            int place = places.TryGetValue(paragraph.Text, out List<int>? at) ? Next(at, last) : -1;
            if (place > last && last >= 0 && place - last - 1 <= WidestGap)
            {
                for (int gap = last + 1; gap < place; gap++)
                {
                    if (IsSentence(page[gap]) && !kept.Contains(page[gap].Text))
                    {
                        filled.Add(page[gap]);
                    }
                }
            }

            filled.Add(paragraph);
            last = place >= 0 ? place : last;
        }

        return filled;
    }

    /// <summary>The first place after <paramref name="last"/>, or -1.</summary>
    private static int Next(List<int> places, int last)
    {
        int at = places.BinarySearch(last + 1);
        at = at < 0 ? ~at : at;
        return at < places.Count ? places[at] : -1;
    }

    /// <summary>List items are no part of the running text: they are left to the extraction, which weighs the list as a whole.</summary>
    private static bool IsSentence(Paragraph paragraph)
    {
        ReadOnlySpan<char> text = paragraph.Text.AsSpan().TrimEnd("\"'”’»)");
        return !paragraph.IsListItem && !text.IsEmpty && text[^1] is '.' or '!' or '?' && (paragraph.LinkShare <= MostlyLinks || paragraph.LinkedCharacters == paragraph.Text.Length - 1) && text.Count(' ') + 1 >= FewestWords;
    }
}
