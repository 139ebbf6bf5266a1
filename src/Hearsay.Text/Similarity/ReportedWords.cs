namespace Hearsay.Text.Similarity;

/// <summary>
/// Finds the stretches of a text that give other people's words as they were spoken or written: quotations, posts with their signature, turns of a transcript.
/// Two articles share these because they report the same statement, not because one was made from the other. Works on the characters alone, so that an article
/// can be compared before it is read.
/// </summary>
public static class ReportedWords
{
    /// <summary>Characters within which a single quotation mark must find its partner: beyond that it is taken for an apostrophe.</summary>
    private const int SingleReach = 500;

    /// <summary>Longest name before the handle of a post's signature, in characters: names on such posts end at 50.</summary>
    private const int LongestSignature = 60;

    /// <summary>Longest handle: 15 characters on the best-known network, more on others.</summary>
    private const int LongestHandle = 30;

    /// <summary>Words in capitals that may name who speaks in a transcript.</summary>
    private const int LongestTurnName = 4;

    /// <summary>Turns that make a transcript; one colon after a name in capitals is a dateline or a headline.</summary>
    private const int FewestTurns = 3;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The stretches, in text order and without overlap. A mark that is never closed holds to the end of its line.</summary>
    public static IReadOnlyList<TextSpan> Find(RawText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> all = text.AsSpan();
        bool[] reported = new bool[all.Length];
        for (int start = 0; start < all.Length;)
        {
            int length = all[start..].IndexOf('\n');
            int end = length < 0 ? all.Length : start + length;
            Double(all, start, end, reported);
            Single(all, start, end, reported);
            if (IsPostLine(all[start..end]))
            {
                reported.AsSpan(start, end - start).Fill(true);
            }

            start = end + 1;
        }

        Posts(all, reported);
        Turns(all, reported);
        var found = new List<TextSpan>();
        for (int i = 0; i < reported.Length; i++)
        {
            if (reported[i])
            {
                int start = i;
                while (i < reported.Length && reported[i])
                {
                    i++;
                }

                found.Add(new TextSpan(start, i));
            }
        }

        return found;
    }

    private static void Double(ReadOnlySpan<char> all, int start, int end, bool[] reported)
    {
        int open = -1;
        for (int i = start; i < end; i++)
        {
            bool pair = i + 1 < end && ((all[i] == '\'' && all[i + 1] == '\'') || (all[i] == '`' && all[i + 1] == '`'));
            bool opens = all[i] is '"' or '“' or '„' or '«' || pair;
            bool closes = all[i] is '"' or '”' or '»' || (all[i] == '“' && open >= 0 && all[open] == '„') || (pair && all[i] == '\'');
            if (open < 0 && opens)
            {
                open = i;
            }
            else if (open >= 0 && closes)
            {
                reported.AsSpan(open, i + (pair ? 2 : 1) - open).Fill(true);
                open = -1;
            }

            i += pair ? 1 : 0;
        }

        if (open >= 0)
        {
            reported.AsSpan(open, end - open).Fill(true);
        }
    }

    /// <summary>Single marks open before a word and close after one; a plural possessive ("officers' claims") only closes when punctuation stands before the mark.</summary>
    private static void Single(ReadOnlySpan<char> all, int start, int end, bool[] reported)
    {
        for (int i = start; i < end; i++)
        {
            if (all[i] is not ('\'' or '‘') || reported[i] || (i > start && char.IsLetterOrDigit(all[i - 1])) || i + 1 >= end || !char.IsLetter(all[i + 1]))
            {
                continue;
            }

            for (int j = i + 2; j < Math.Min(end, i + SingleReach); j++)
            {
                if (all[j] is '\'' or '’' && (j + 1 >= end || !char.IsLetterOrDigit(all[j + 1])) && (all[i] == '‘' || all[j - 1] != 's'))
                {
                    reported.AsSpan(i, j + 1 - i).Fill(true);
                    i = j;
                    break;
                }
            }
        }
    }

    private static bool IsPostLine(ReadOnlySpan<char> line) =>
        line.Contains("pic.twitter.com/", StringComparison.Ordinal) || line.Contains("//t.co/", StringComparison.Ordinal);

    /// <summary>A post ends in "— Name (@handle) Month day, year"; it begins with its line, with the line before when the signature has one of its own, or after the post before.</summary>
    private static void Posts(ReadOnlySpan<char> all, bool[] reported)
    {
        int last = 0;
        for (int from = 0; from < all.Length;)
        {
            int at = all[from..].IndexOf("(@", StringComparison.Ordinal);
            if (at < 0)
            {
                return;
            }

            at += from;
            from = at + 2;
            int dash = at - 1;
            while (dash >= 0 && at - dash <= LongestSignature && all[dash] is not ('—' or '–' or '\n' or '@') && !(all[dash] == '-' && (dash == 0 || char.IsWhiteSpace(all[dash - 1]) || all[dash - 1] == '-')))
            {
                dash--;
            }

            int close = at + 2;
            while (close < all.Length && close - at <= LongestHandle && (char.IsAsciiLetterOrDigit(all[close]) || all[close] is '_' or '.' or '@'))
            {
                close++;
            }

            if (dash < 0 || all[dash] is not ('—' or '–' or '-') || close >= all.Length || all[close] != ')')
            {
                continue;
            }

            int begin = all[..dash].LastIndexOf('\n') + 1;
            if (all[begin..dash].IsWhiteSpace() && begin > 0)
            {
                int before = all[..begin].TrimEnd().Length;
                begin = all[..before].LastIndexOf('\n') + 1;
            }

            begin = Math.Max(begin, last);
            last = AfterDate(all, close + 1);
            reported.AsSpan(begin, last - begin).Fill(true);
            from = last;
        }
    }

    /// <summary>Index after "April 2, 2018" when that follows, or <paramref name="at"/>.</summary>
    private static int AfterDate(ReadOnlySpan<char> all, int at)
    {
        int i = at;
        while (i < all.Length && char.IsWhiteSpace(all[i]))
        {
            i++;
        }

        int word = i;
        while (i < all.Length && (char.IsLetter(all[i]) || all[i] == '.'))
        {
            i++;
        }

        bool month = false;
        foreach (string name in Months)
        {
            month |= i - word >= 3 && all[word..i].StartsWith(name, StringComparison.OrdinalIgnoreCase);
        }

        int digits = 0;
        int end = i;
        while (month && i < all.Length && digits < 6 && (char.IsAsciiDigit(all[i]) || all[i] is ' ' or ','))
        {
            digits += char.IsAsciiDigit(all[i]) ? 1 : 0;
            end = char.IsAsciiDigit(all[i]) ? i + 1 : end;
            i++;
        }

        return month && digits > 0 ? end : at;
    }

    /// <summary>Turns of a transcript: "HABERMAN: …", "Q: …", at the start of a line or after a sentence; each runs to the end of its line.</summary>
    private static void Turns(ReadOnlySpan<char> all, bool[] reported)
    {
        var turns = new List<int>();
        var speakers = new Dictionary<string, int>(StringComparer.Ordinal);
        bool again = false;
        for (int colon = 1; colon < all.Length; colon++)
        {
            if (all[colon] != ':' || (colon + 1 < all.Length && !char.IsWhiteSpace(all[colon + 1])))
            {
                continue;
            }

            int start = TurnName(all, colon);
            if (start > 0)
            {
                turns.Add(start);
                string speaker = all[start..colon].ToString();
                speakers[speaker] = speakers.GetValueOrDefault(speaker) + 1;
                again |= speakers[speaker] > 1;
            }
        }

        if (turns.Count < FewestTurns || !again)
        {
            return;
        }

        int done = 0;
        foreach (int turn in turns)
        {
            if (turn >= done)
            {
                int length = all[turn..].IndexOf('\n');
                done = length < 0 ? all.Length : turn + length;
                reported.AsSpan(turn, done - turn).Fill(true);
            }
        }
    }

    /// <summary>Start of the name in capitals that ends at the colon, or −1.</summary>
    private static int TurnName(ReadOnlySpan<char> all, int colon)
    {
        int start = colon;
        int words = 0;
        while (words < LongestTurnName)
        {
            int word = start;
            while (word > 0 && (char.IsUpper(all[word - 1]) || all[word - 1] is '.' or '’' or '\'' or '-') && start - word <= LongestSignature)
            {
                word--;
            }

            if (word == start || !char.IsUpper(all[word]))
            {
                break;
            }

            words++;
            start = word;
            if (start == 0 || all[start - 1] != ' ')
            {
                break;
            }

            // The words before the name belong to it only if they are in capitals, too.
            if (start < 2 || !char.IsUpper(all[start - 2]))
            {
                break;
            }

            start--;
        }

        while (start < colon && all[start] == ' ')
        {
            start++;
        }

        bool letters = colon - start >= 2 || (colon - start == 1 && all[start] is 'Q' or 'A');
        int before = start - 1;
        while (before >= 0 && all[before] == ' ')
        {
            before--;
        }

        return words > 0 && letters && before >= 0 && all[before] is '\n' or '.' or '?' or '!' or '…' or '"' or '”' or ')' or ']' ? start : -1;
    }
}
