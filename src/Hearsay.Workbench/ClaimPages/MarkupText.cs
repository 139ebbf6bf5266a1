using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Hearsay.Workbench.ClaimPages;

/// <summary>
/// HTML that is put together from text: every value that stands in an interpolated string is encoded, unless it is HTML itself. There is no other way in. Attributes must stand in quotation marks.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupText
{
    /// <summary>Letters of all scripts stand as they are.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _to;

    /// <summary>Begins.</summary>
    public MarkupText(int literalLength, int formattedCount) => _to = new StringBuilder(literalLength + (formattedCount * 32));

    /// <summary>Takes what stands in the program.</summary>
    public void AppendLiteral(string literal) => _to.Append(literal);

    /// <summary>Encodes words.</summary>
    public void AppendFormatted(string? words) => _to.Append(Encoder.Encode(words ?? ""));

    /// <summary>Takes HTML as it is.</summary>
    public void AppendFormatted(Markup html) => _to.Append(html.ToString());

    /// <summary>Takes several pieces of HTML as they are.</summary>
    public void AppendFormatted(IEnumerable<Markup> pieces)
    {
        foreach (Markup piece in pieces)
        {
            _to.Append(piece.ToString());
        }
    }

    /// <summary>Writes a number.</summary>
    public void AppendFormatted(long number) => _to.Append(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => _to.ToString();
}
