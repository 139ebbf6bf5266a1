using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Redraws a content from PARC's habit to the claim record's: without cue, outer quotation marks and final stop, one range per sentence.
/// Also tells whether its words are quoted.
/// </summary>
internal sealed class ContentBorders
{
    /// <summary>Words of the longest name that opens a turn: "SECRETARY OF STATE BLINKEN".</summary>
    private const int LongestLabel = 5;

    private readonly WordView _words;
    private readonly Quotations _quotations;

    /// <summary>Works on the tokens and quotations of <paramref name="doc"/>.</summary>
    public ContentBorders(Document doc, WordView words)
    {
        _words = words;
        _quotations = doc.Quotations;
    }

    /// <summary>The ranges of the content, in text order, none empty; no range when the content has no word.</summary>
    public List<TokenRange> Of(Attribution attribution)
    {
        var pieces = new List<TokenRange>();
        int last = 0;
        foreach (TokenRange marked in attribution.Content)
        {
            TokenRange range = _words.Clamp(marked);
            // Ranges come in text order; a reader's slip (overlap) must not give the same words twice.
            range = range.Start < last ? new TokenRange(Math.Min(last, range.End), range.End) : range;
            last = Math.Max(last, range.End);
            range = UntilNextTurn(range, attribution);
            foreach (TokenRange part in Without(range, attribution))
            {
                SplitBySentence(part, pieces);
            }
        }

        return pieces;
    }

    /// <summary>Direct when every word of the ranges stands in quotation marks, indirect when none does.</summary>
    public Form FormOf(IReadOnlyList<TokenRange> content)
    {
        int quoted = 0;
        int plain = 0;
        foreach (TokenRange range in content)
        {
            for (int token = range.Start; token < range.End; token++)
            {
                if (_words.IsWord(token))
                {
                    if (_quotations[token] is QuotationState.Inside or QuotationState.Nested)
                    {
                        quoted++;
                    }
                    else
                    {
                        plain++;
                    }
                }
            }
        }

        return quoted == 0 ? Form.Indirect : plain == 0 ? Form.Direct : Form.Mixed;
    }

    /// <summary>"HABERMAN: None at all? TRUMP: Zero.": what a turn of a transcript says ends where the next one begins, also in the same line.</summary>
    private TokenRange UntilNextTurn(TokenRange range, Attribution attribution)
    {
        if (attribution.Cue.Length != 1 || _words[attribution.Cue.Start] is not ":" || attribution.Cue.Start > range.Start)
        {
            return range;
        }

        for (int token = Math.Max(range.Start, attribution.Cue.End) + 1; token + 1 < range.End; token++)
        {
            int colon = token + 1;
            while (colon < range.End && colon - token < LongestLabel && IsInCapitals(colon))
            {
                colon++;
            }

            if (IsInCapitals(token) && _words[token - 1] is "." or "?" or "!" or "…" or "—" or "\"" or "”" && colon < range.End && _words[colon] is ":")
            {
                return range with { End = token };
            }
        }

        return range;
    }

    private bool IsInCapitals(int token)
    {
        ReadOnlySpan<char> word = _words[token];
        return word.Length > 1 && char.IsLetter(word[0]) && word.IndexOfAnyInRange('a', 'z') < 0;
    }

    /// <summary>The parts of a content range that are left when the cue, and the source beside it, lie inside.</summary>
    private static IEnumerable<TokenRange> Without(TokenRange range, Attribution attribution)
    {
        TokenRange cue = attribution.Cue;
        TokenRange source = attribution.Source;
        if (cue.IsEmpty || cue.Start < range.Start || cue.End > range.End)
        {
            yield return range;
            yield break;
        }

        TokenRange cut = cue;
        if (!source.IsEmpty && source.Start >= range.Start && source.End <= range.End && (source.End == cue.Start || source.Start == cue.End))
        {
            cut = new TokenRange(Math.Min(cue.Start, source.Start), Math.Max(cue.End, source.End));
        }

        yield return new TokenRange(range.Start, cut.Start);
        yield return new TokenRange(cut.End, range.End);
    }

    private void SplitBySentence(TokenRange range, List<TokenRange> pieces)
    {
        int start = range.Start;
        while (start < range.End)
        {
            int end = Math.Min(range.End, Math.Max(_words.SentenceRange(_words.Sentence(start)).End, start + 1));
            TokenRange piece = Trim(new TokenRange(start, end));
            if (!piece.IsEmpty)
            {
                pieces.Add(piece);
            }

            start = end;
        }
    }

    private TokenRange Trim(TokenRange range)
    {
        int start = range.Start;
        int end = range.End;
        bool changed = true;
        while (changed && start < end)
        {
            changed = false;
            if (IsFinalStop(end - 1))
            {
                end--;
                changed = true;
            }
            else if (IsFinalStop(start))
            {
                start++;
                changed = true;
            }
            else if (IsMark(end - 1) && (end - start == 1 || IsOuter(start, end, atStart: false)))
            {
                end--;
                changed = true;
            }
            else if (IsMark(start) && IsOuter(start, end, atStart: true))
            {
                start++;
                changed = true;
            }
        }

        for (int token = start; token < end; token++)
        {
            if (_words.IsWord(token))
            {
                return new TokenRange(start, end);
            }
        }

        return new TokenRange(start, start);
    }

    /// <summary>True when the mark at one edge of the range has no partner inside, or its partner is the other edge.</summary>
    private bool IsOuter(int start, int end, bool atStart)
    {
        int inside = 0;
        for (int token = start + (atStart ? 1 : 0); token < end - (atStart ? 0 : 1); token++)
        {
            if (IsMark(token) && SameKind(token, atStart ? start : end - 1))
            {
                inside++;
            }
        }

        if (inside % 2 == 0)
        {
            return true;
        }

        // An odd number: one of them is the partner. It is an outer pair only when that one stands at the other edge and nothing opens between.
        int other = atStart ? end - 1 : start;
        if (!IsMark(other) || !SameKind(other, atStart ? start : end - 1))
        {
            // A stop may stand between the partner and the edge: ("…".)
            return false;
        }

        if (inside == 1)
        {
            return true;
        }

        // More pairs inside: outer only when the edge marks belong to one quotation.
        return Partner(atStart ? start : end - 1) == other;
    }

    private int Partner(int mark)
    {
        IReadOnlyList<Quotation> ranges = _quotations.Ranges;
        int low = 0;
        int high = ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ranges[middle].Tokens.Start <= mark)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        // Quotations that hold one another are few and lie beside each other in the list.
        const int Nearby = 8;
        for (int index = low - 1; index >= 0 && index >= low - Nearby; index--)
        {
            TokenRange quotation = ranges[index].Tokens;
            if (quotation.Start == mark)
            {
                return quotation.End - 1;
            }

            if (quotation.End - 1 == mark)
            {
                return quotation.Start;
            }
        }

        return -1;
    }

    private bool IsFinalStop(int token) => _words[token] is "." or "," or ";" or ":" or "—" or "–" or "--" or "..." or "…" || (_words[token] is "-" && !_words.Joined(token));

    private bool IsMark(int token) => _words[token] is ['"' or '“' or '”' or '„' or '«' or '»' or '‹' or '›' or '‟' or '＂', ..] or "``" or "''"
        || (_words[token] is "'" or "‘" or "’" or "‚" or "`" && _quotations[token] is QuotationState.Opens or QuotationState.Closes);

    private bool SameKind(int token, int mark) => IsSingle(token) == IsSingle(mark);

    private bool IsSingle(int token) => _words[token] is "'" or "‘" or "’" or "‚" or "`" or "‹" or "›";
}
