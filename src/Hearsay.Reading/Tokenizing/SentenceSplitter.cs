using System.Buffers;
using System.Collections.Frozen;
using Hearsay.Reading.English;
using Hearsay.Text;
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

    /// <summary>
    /// What the model must bring, beside its own sum, to overrule the rules in an edited text: one unit of log odds. It learnt from mail and forums, too, where less can be relied on;
    /// without it EWT train gains 0.3 of F1 in cross-validation, and PolNeAR's news has nearly twice as many borders that no rule asks for.
    /// </summary>
    private const int Margin = BoundaryModel.Unit;

    /// <summary>A text whose sentences begin with capitals.</summary>
    private const byte Edited = 1;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\f\u2028\u2029\u0085");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NeverLast = Abbreviations.NeverLast.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Openers = Abbreviations.Openers.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SpeechVerbs = Abbreviations.SpeechVerbs.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Splits the whole of <paramref name="tokens"/> with the model that ships with the product.</summary>
    /// <exception cref="InvalidDataException">The model is missing or damaged.</exception>
    public static Sentences Split(Tokens tokens) => Split(tokens, BoundaryModel.Shipped);

    /// <summary>Splits the whole of <paramref name="tokens"/>.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="model">Decides where the rules leave a choice; null for the rules alone.</param>
    public static Sentences Split(Tokens tokens, BoundaryModel? model) => Split(tokens, model, null);

    /// <summary>Splits the whole of <paramref name="tokens"/> as <paramref name="decide"/> says: for training.</summary>
    internal static Sentences Split(Tokens tokens, BoundaryDecision decide) => Split(tokens, null, decide);

    private static Sentences Split(Tokens tokens, BoundaryModel? model, BoundaryDecision? decide)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        byte[] breaks = LineBreaks(tokens, out bool wrapped);
        bool caseless = IsCaseless(tokens);
        byte style = model is null && decide is null ? (byte)0 : Style(tokens, caseless);
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

            int first = starts.Count;
            if (model is null && decide is null)
            {
                SplitByRules(tokens, new(next, end), caseless, starts);
            }
            else
            {
                SplitByModel(tokens, new(next, end), caseless, style, model, decide, starts);
            }

            while (paragraphs.Count < starts.Count)
            {
                paragraphs.Add(paragraph);
            }

            next = end;
        }

        return new Sentences([.. starts], [.. paragraphs], tokens.Count);
    }

    private static void SplitByRules(Tokens tokens, TokenRange range, bool caseless, List<int> starts)
    {
        starts.Add(range.Start);
        int at = range.Start;
        while (at < range.End)
        {
            int end = SentenceEnd(tokens, at, range.End, caseless);
            if (end > 0 && end < range.End)
            {
                starts.Add(end);
            }

            at = Math.Max(at + 1, end);
        }
    }

    private static void SplitByModel(Tokens tokens, TokenRange range, bool caseless, byte style, BoundaryModel? model, BoundaryDecision? decide, List<int> starts)
    {
        starts.Add(range.Start);
        Span<int> features = stackalloc int[BoundaryCursor.Templates];
        var cursor = new BoundaryCursor(tokens, range, style, features);
        int ruled = -1;
        while (cursor.MoveNext())
        {
            int at = cursor.Token;
            ruled = Math.Max(ruled, SentenceEnd(tokens, at - 1, range.End, caseless));
            bool border = ruled == at;
            if ((border || !cursor.IsInsideWords) && !NeverLast.Contains(tokens[at - 1]) && !IsSoleBullet(tokens[at - 1]))
            {
                cursor.Describe(border ? 1u : 0u);
                border = model?.IsBorder(features, style != Edited ? 0 : border ? Margin : -Margin) ?? decide!(at, features);
            }

            cursor.Decide(border);
            if (border)
            {
                starts.Add(at);
            }
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

    /// <summary>A bullet belongs to what follows it: no sentence ends with one.</summary>
    private static bool IsSoleBullet(ReadOnlySpan<char> token) => token.Length == 1 && token[0] is '•' or '*' or '·' or '▪' or '●';

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

    /// <summary>
    /// How the document begins what follows a stop: 0 no evidence, 1 with capitals, 2 with both, 3 with small letters. Whoever never writes a capital ends sentences before small letters.
    /// </summary>
    private static byte Style(Tokens tokens, bool caseless)
    {
        if (caseless)
        {
            return 3;
        }

        int small = 0;
        int capital = 0;
        for (int i = 1; i < tokens.Count; i++)
        {
            if (tokens[i - 1][^1] is '.' or '!' or '?' && tokens.SpaceBefore(i))
            {
                char first = tokens[i][0];
                small += char.IsLower(first) ? 1 : 0;
                capital += char.IsUpper(first) ? 1 : 0;
            }
        }

        return (byte)(small + capital == 0 ? 0 : small * 8 <= capital ? Edited : small <= capital ? 2 : 3);
    }
}
