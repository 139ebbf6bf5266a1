namespace Hearsay.Ingest.Html;

/// <summary>One block of a page as text.</summary>
/// <param name="Text">Its characters, white space collapsed, trimmed, not empty; "\n" where the page breaks the line.</param>
/// <param name="LinkedCharacters">How many of them stand in links.</param>
/// <param name="IsListItem">Whether it stands in a list.</param>
internal readonly record struct Paragraph(string Text, int LinkedCharacters, bool IsListItem = false)
{
    /// <summary>Share of the characters that stand in links, 0 … 1.</summary>
    public double LinkShare => (double)LinkedCharacters / Text.Length;
}
