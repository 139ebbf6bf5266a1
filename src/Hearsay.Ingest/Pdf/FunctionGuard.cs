using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hearsay.Ingest.Pdf;

/// <summary>
/// Finds stitching functions (ISO 32000-1, 7.10.4) that are made of other stitching functions: a circle of them sends the parser into a recursion that ends the process. Real ones, in the gradients of
/// drawings, are made of simple functions.
/// </summary>
internal sealed class FunctionGuard
{
    /// <summary>Longest object that is looked at: 64 KiB; a function has a few hundred bytes.</summary>
    private const int LongestObject = 64 << 10;

    private static readonly Regex Reference = new(@"\b(?<number>[0-9]{1,9})\s+[0-9]{1,5}\s+R\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static readonly Regex Escape = new("#(?<code>[0-9A-Fa-f]{2})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private readonly HashSet<int> _stitching = [];
    private readonly HashSet<int> _referred = [];

    /// <summary>Takes an object into account.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="body">Its bytes, and perhaps what follows.</param>
    /// <returns>True when one of the stitching functions seen so far refers to another, or may do so.</returns>
    public bool Add(int number, ReadOnlySpan<byte> body)
    {
        body = body[..Math.Min(body.Length, LongestObject)];
        int end = body.IndexOf("endobj"u8);
        body = end < 0 ? body : body[..end];
        int stream = body.IndexOf("stream"u8);
        body = stream < 0 ? body : body[..stream];
        if (body.IndexOf("unctions"u8) < 0 && !body.Contains((byte)'#'))
        {
            return false;
        }

        string text = Escape.Replace(Encoding.Latin1.GetString(body), match => ((char)byte.Parse(match.Groups["code"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());
        int at = text.IndexOf("/Functions", StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        string rest = text[(at + "/Functions".Length)..];
        _stitching.Add(number);
        foreach (Match reference in Reference.Matches(rest))
        {
            _referred.Add(int.Parse(reference.Groups["number"].ValueSpan, CultureInfo.InvariantCulture));
        }

        // The list itself may stand in an object of its own, whose references are not known here.
        return !rest.TrimStart().StartsWith('[') || _referred.Overlaps(_stitching);
    }
}
