using System.Buffers;
using System.Text;

namespace Hearsay.Ingest.Html;

/// <summary>The character set that a web page names for itself in a meta element or an XML declaration.</summary>
internal static class DeclaredCharset
{
    /// <summary>Bytes searched: 4 KiB. The HTML Standard asks for the declaration within 1,024 bytes; pages with long comments miss that.</summary>
    private const int SearchedBytes = 4096;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \"'>;/?");

    /// <summary>The name after the first "charset=" or "encoding=" of the page, or null.</summary>
    public static string? Find(ReadOnlySpan<byte> page)
    {
        string head = Encoding.Latin1.GetString(page[..Math.Min(page.Length, SearchedBytes)]);
        int at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        int length = "charset=".Length;
        if (at < 0 && head.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            at = head.IndexOf("encoding=", StringComparison.OrdinalIgnoreCase);
            length = "encoding=".Length;
        }

        if (at < 0)
        {
            return null;
        }

        ReadOnlySpan<char> value = head.AsSpan(at + length).TrimStart(" \"'");
        int end = value.IndexOfAny(Ends);
        return end > 0 ? value[..end].ToString() : null;
    }
}
