using System.Text;
using System.Text.Json;
using Hearsay.Cli.Tables;

namespace Hearsay.Cli.Work;

/// <summary>Writes what a query found as a table for people, as CSV or as JSON Lines, page by page.</summary>
/// <param name="format">table, csv or jsonl.</param>
/// <param name="shown">Headings of the table; one that ends in "…" takes the space that is left.</param>
/// <param name="columns">Names of all values, for CSV.</param>
/// <param name="width">Columns of the screen.</param>
/// <param name="colour">Whether to colour the table.</param>
internal sealed class Listing(string format, string[] shown, string[] columns, int width, bool colour)
{
    private readonly RowTable _table = new(shown, width, new Palette(colour));
    private bool _begun;

    /// <summary>Lays out one page.</summary>
    /// <param name="items">What was found.</param>
    /// <param name="row">The cells of the table.</param>
    /// <param name="values">The values of the CSV line.</param>
    /// <param name="json">Writes the JSON object.</param>
    public byte[] Page<T>(IReadOnlyList<T> items, Func<T, string?[]> row, Func<T, string?[]> values, Action<Utf8JsonWriter, T> json)
    {
        if (format == "jsonl")
        {
            using var lines = new MemoryStream();
            foreach (T item in items)
            {
                using (var to = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
                {
                    json(to, item);
                }

                lines.WriteByte((byte)'\n');
            }

            return lines.ToArray();
        }

        var text = new StringBuilder();
        if (format == "csv")
        {
            if (!_begun)
            {
                CsvLine.Append(text, columns);
            }

            foreach (T item in items)
            {
                CsvLine.Append(text, values(item));
            }
        }
        else if (items.Count > 0)
        {
            _table.Append(text, [.. items.Select(row)]);
        }

        _begun = true;
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
