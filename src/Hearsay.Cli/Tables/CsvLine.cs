using System.Buffers;
using System.Text;

namespace Hearsay.Cli.Tables;

/// <summary>One line of comma-separated values, RFC 4180: quotation marks where a value needs them, doubled inside; ends with CR LF. Values stand as they are stored.</summary>
internal static class CsvLine
{
    private static readonly SearchValues<char> ToQuote = SearchValues.Create(",\"\r\n");

    /// <summary>Appends a line. Null and empty are both an empty value.</summary>
    public static void Append(StringBuilder to, IReadOnlyList<string?> values)
    {
        for (int at = 0; at < values.Count; at++)
        {
            string value = values[at] ?? "";
            to.Append(at > 0 ? "," : "");
            if (value.AsSpan().ContainsAny(ToQuote) || value.StartsWith(' ') || value.EndsWith(' '))
            {
                to.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                to.Append(value);
            }
        }

        to.Append("\r\n");
    }
}
