using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace Hearsay.Ingest.Pdf;

/// <summary>The lines of a page in reading order: letters are joined to words by distance, words to blocks by the Docstrum method (O'Gorman 1993), and blocks are put in order column by column.</summary>
internal static class PageLines
{
    /// <summary>Most letters of a page whose layout is analysed: 30,000, four times a newspaper page. The analysis takes more than linear time.</summary>
    private const int MostLetters = 30_000;

    /// <summary>Reads one page.</summary>
    /// <returns>Blocks of lines, in order; a block is a paragraph or several. Empty for a page without text, or one with too many letters.</returns>
    public static IReadOnlyList<IReadOnlyList<TextLine>> Of(Page page)
    {
        // Text that is set up or down the page is a stamp or a label of a figure.
        Letter[] letters = [.. page.Letters.Where(letter => letter.TextOrientation == TextOrientation.Horizontal)];
        if (letters.Length is 0 or > MostLetters)
        {
            return [];
        }

        Word[] words = [.. NearestNeighbourWordExtractor.Instance.GetWords(letters).Where(word => !string.IsNullOrWhiteSpace(word.Text))];
        if (words.Length == 0)
        {
            return [];
        }

        TextBlock[] blocks = [.. new DocstrumBoundingBoxes(new DocstrumBoundingBoxes.DocstrumBoundingBoxesOptions { MaxDegreeOfParallelism = 1 }).GetBlocks(words)];
        IEnumerable<TextBlock> ordered = blocks.Length > 1 ? UnsupervisedReadingOrderDetector.Instance.Get(blocks) : blocks;
        return [.. ordered.Select(block => (IReadOnlyList<TextLine>)[.. block.TextLines.Select(Line).Where(line => line.Text.Length > 0)]).Where(lines => lines.Count > 0)];
    }

    private static TextLine Line(UglyToad.PdfPig.DocumentLayoutAnalysis.TextLine line)
    {
        PdfRectangle box = line.BoundingBox;
        double[] sizes = [.. line.Words.SelectMany(word => word.Letters).Select(letter => letter.PointSize).Order()];
        string text = string.Join(' ', line.Words.Select(word => word.Text.Trim()).Where(word => word.Length > 0));
        return new TextLine(text, box.Left, box.Right, box.Bottom, box.Top, sizes.Length == 0 ? 0 : sizes[sizes.Length / 2]);
    }
}
