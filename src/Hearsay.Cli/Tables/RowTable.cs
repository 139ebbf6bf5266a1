using System.Text;

namespace Hearsay.Cli.Tables;

/// <summary>
/// Rows for people: columns as wide as their words need, the flexible one takes what is left of the screen. One line per row; what does not fit is cut with "…". Rows are
/// laid out page by page, so that a long listing starts at once.
/// </summary>
/// <param name="columns">Headings. A name that ends in "…" is the flexible column.</param>
/// <param name="width">Columns of the screen.</param>
/// <param name="palette">Colours, or none.</param>
internal sealed class RowTable(string[] columns, int width, Palette palette)
{
    private const int Gap = 2;

    /// <summary>No other column than the flexible one takes more than this share of the screen.</summary>
    private const int LargestShare = 4;

    private int[]? _widths;

    /// <summary>Appends rows, after the headings when they are the first.</summary>
    public void Append(StringBuilder to, IReadOnlyList<string?[]> rows)
    {
        bool first = _widths is null;
        List<string[]> clean = [.. rows.Select(row => Array.ConvertAll(row, cell => CellText.Clean(cell ?? "")))];
        _widths ??= Widths(clean);
        if (first)
        {
            to.Append(palette.Faint(Line([.. columns.Select(name => name.TrimEnd('…'))]))).Append('\n');
        }

        foreach (string[] row in clean)
        {
            to.Append(Line(row)).Append('\n');
        }
    }

    private int[] Widths(List<string[]> rows)
    {
        int most = Math.Max(8, width / LargestShare);
        int[] widths = [.. columns.Select((name, at) => Math.Min(most, rows.Select(row => CellText.Width(row[at])).Append(CellText.Width(name.TrimEnd('…'))).Max()))];
        int flexible = Array.FindIndex(columns, name => name.EndsWith('…'));
        if (flexible >= 0)
        {
            int others = widths.Sum() - widths[flexible] + (Gap * (columns.Length - 1));
            int needed = rows.Select(row => CellText.Width(row[flexible])).Append(columns[flexible].Length - 1).Max();
            widths[flexible] = Math.Clamp(width - others, 10, Math.Max(10, needed));
        }

        return widths;
    }

    private string Line(string[] cells)
    {
        var line = new StringBuilder();
        for (int at = 0; at < cells.Length; at++)
        {
            string fitted = CellText.Fit(cells[at], _widths![at]);
            line.Append(fitted);
            if (at < cells.Length - 1)
            {
                line.Append(' ', Math.Max(0, _widths[at] - CellText.Width(fitted)) + Gap);
            }
        }

        return line.ToString().TrimEnd();
    }
}
