using System.Buffers;
using System.Collections.Frozen;
using Hearsay.Reading.English;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Tokenizing;

/// <summary>
/// Divides tokens into paragraphs and sentences. A blank line always ends a paragraph; a single line end does so unless the
/// text is hard-wrapped. A sentence ends at a stop with its closing marks when what follows can begin one. Text without any
/// stop is one sentence per paragraph.
/// </summary>
public static class SentenceSplitter
{
    /// <summary>Lines shorter than this, in characters, are headings, captions or lists: wrapped text has longer ones.</summary>
    private const int WrappedLine = 45;

    /// <summary>Share of single line ends that stand in the middle of a sentence, above which a text counts as hard-wrapped.</summary>
    private const double WrappedShare = 0.3;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\f\u2028\u2029\u0085");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NeverLast = Abbreviations.NeverLast.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Openers = Abbreviations.Openers.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SpeechVerbs = Abbreviations.SpeechVerbs.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Splits the whole of <paramref name="tokens"/>.</summary>
    public static Sentences Split(Tokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        byte[] breaks = LineBreaks(tokens, out bool wrapped);
        bool caseless = IsCaseless(tokens);
        var starts = new List<int>();
        var paragraphs = new List<int>();
        int paragraph = -1;
        int next = 0;
        while (next < tokens.Count)
        {
            paragraph++;
            int end = next + 1;
            while (end < tokens.Count && !EndsParagraph(tokens, breaks, end, wrapped))
            {
                end++;
            }

            SplitParagraph(tokens, new(next, end), caseless, paragraph, starts, paragraphs);
            next = end;
        }

        return new Sentences([.. starts], [.. paragraphs], tokens.Count);
    }

    private static void SplitParagraph(Tokens tokens, Hearsay.Text.TokenRange range, bool caseless, int paragraph, List<int> starts, List<int> paragraphs)
    {
        int start = range.Start;
        int at = start;
        while (at < range.End)
        {
            int end = SentenceEnd(tokens, at, range.End, caseless);
            if (end > 0)
            {
                starts.Add(start);
                paragraphs.Add(paragraph);
                start = at = end;
                continue;
            }

            at++;
        }

        if (start < range.End)
        {
            starts.Add(start);
            paragraphs.Add(paragraph);
        }
    }

    /// <summary>Index after the sentence when the token with index <paramref name="at"/> ends one, closing marks included; otherwise 0.</summary>
    private static int SentenceEnd(Tokens tokens, int at, int limit, bool caseless)
    {
        ReadOnlySpan<char> token = tokens[at];
        char last = token[^1];
        if (last is not ('.' or '!' or '?' or '…' or '。' or '؟' or '।' or '۔'))
        {
            return 0;
        }

        int end = at + 1;
        bool quoted = false;
        while (end < limit && IsCloser(tokens, end))
        {
            quoted |= IsQuoteMark(tokens[end]);
            end++;
        }

        if (end == limit)
        {
            return end;
        }

        ReadOnlySpan<char> next = tokens[end];
        bool spaced = tokens.SpaceBefore(end);
        if (token.Length > 1 && char.IsLetter(token[0]))
        {
            // An abbreviation with its own stop.
            bool ends = quoted || (!NeverLast.Contains(token) && (Openers.Contains(next) || (IsQuoteMark(next) && spaced)));
            return ends && token.Length > 2 ? end : 0;
        }

        if (last is '…' || (last is '.' && token.Length > 1))
        {
            return spaced && CanOpen(next, caseless: false) ? end : 0;
        }

        if (!spaced && !quoted && !(char.IsUpper(next[0]) && next.Length > 1))
        {
            return 0;
        }

        if (!CanOpen(next, caseless))
        {
            return 0;
        }

        if (last is '!' or '?' && quoted && IsSpeechTag(tokens, end, limit))
        {
            return 0;
        }

        return end;
    }

    /// <summary>"…?" Smith asked: a short subject and a verb of saying follow the quotation.</summary>
    private static bool IsSpeechTag(Tokens tokens, int at, int limit)
    {
        int reach = Math.Min(limit, at + 6);
        for (int i = at; i < reach; i++)
        {
            ReadOnlySpan<char> token = tokens[i];
            if (SpeechVerbs.Contains(token))
            {
                return true;
            }

            if (!char.IsLetter(token[0]))
            {
                return false;
            }
        }

        return false;
    }

    private static bool CanOpen(ReadOnlySpan<char> token, bool caseless)
    {
        char first = token[0];
        return char.IsUpper(first) || char.IsDigit(first) || char.IsSurrogate(first) || (caseless && char.IsLetter(first))
            || char.GetUnicodeCategory(first) == System.Globalization.UnicodeCategory.OtherLetter
            || IsQuoteMark(token) || first is '(' or '[' or '-' or '–' or '—' or '*' or '•' or '@' or '#' or '$' or '£' or '€' or '.' or '…';
    }

    private static bool IsCloser(Tokens tokens, int at)
    {
        ReadOnlySpan<char> token = tokens[at];
        if (token.Length > 2)
        {
            return false;
        }

        bool attached = !tokens.SpaceBefore(at);
        return token[0] switch
        {
            ')' or ']' or '}' or '”' or '»' or '›' => true,
            '"' or '’' or '\'' => attached,
            _ => false,
        };
    }

    private static bool IsQuoteMark(ReadOnlySpan<char> token) => token.Length <= 2 && token[0] is '"' or '“' or '”' or '„' or '«' or '»' or '\'' or '‘' or '’' or '`';

    private static bool EndsParagraph(Tokens tokens, byte[] breaks, int token, bool wrapped)
    {
        if (breaks[token] >= 2)
        {
            return true;
        }

        if (breaks[token] == 0)
        {
            return false;
        }

        return !wrapped || (IsBullet(tokens[token]) && EndsLikeSentence(tokens, token - 1));
    }

    private static bool IsBullet(ReadOnlySpan<char> token) => token[0] is '•' or '*' or '·' or '▪' or '●' or '–' or '—' or '-';

    private static bool EndsLikeSentence(Tokens tokens, int token)
    {
        char last = tokens[token][^1];
        return last is '.' or '!' or '?' or ':' or '"' or '”' or '’' or '\'' or ')' or '…' or ';';
    }

    /// <summary>Line ends before each token: 0 none, 1 one, 2 a blank line (or a form feed). CR, LF and CRLF each count once.</summary>
    private static byte[] LineBreaks(Tokens tokens, out bool wrapped)
    {
        byte[] breaks = new byte[tokens.Count];
        ReadOnlySpan<char> text = tokens.Text.AsSpan();
        int single = 0;
        int inside = 0;
        int lineStart = tokens.Count == 0 ? 0 : tokens.Starts[0];
        for (int i = 1; i < tokens.Count; i++)
        {
            ReadOnlySpan<char> gap = text[tokens.Ends[i - 1]..tokens.Starts[i]];
            if (!gap.ContainsAny(LineEnds))
            {
                continue;
            }

            int lines = 0;
            for (int g = 0; g < gap.Length; g++)
            {
                lines += gap[g] switch
                {
                    '\n' or '\u2028' or '\u0085' => 1,
                    '\r' => g + 1 < gap.Length && gap[g + 1] == '\n' ? 0 : 1,
                    '\f' or '\u2029' => 2,
                    _ => 0,
                };
            }

            breaks[i] = (byte)Math.Min(2, lines);
            if (lines == 1)
            {
                single++;
                if (tokens.Ends[i - 1] - lineStart >= WrappedLine && !EndsLikeSentence(tokens, i - 1))
                {
                    inside++;
                }
            }

            lineStart = tokens.Starts[i];
        }

        wrapped = single >= 3 && inside >= WrappedShare * single;
        return breaks;
    }

    /// <summary>True when no token is written with a capital first and small letters after: case says nothing about sentences.</summary>
    private static bool IsCaseless(Tokens tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            if (char.IsUpper(tokens[i][0]))
            {
                return false;
            }
        }

        return true;
    }
}
