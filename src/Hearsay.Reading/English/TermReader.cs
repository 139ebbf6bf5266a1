using System.Buffers;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.English;

/// <summary>
/// The tokens of a document as terms, each read when it is asked for. The terms of the last few tokens are kept, so that rules may look at a token
/// again at no cost; nothing is stored per token.
/// </summary>
internal sealed class TermReader(Tokens tokens)
{
    /// <summary>Terms kept: more than any rule looks to either side, and a power of two.</summary>
    private const int Kept = 64;

    /// <summary>Digits read of a number: more would not fit an <see cref="int"/>.</summary>
    private const int MaximumDigits = 9;

    private static readonly SearchValues<char> DateMarks = SearchValues.Create("0123456789-/");

    private readonly Term[] _terms = new Term[Kept];
    private readonly int[] _at = Filled();

    /// <summary>The tokens themselves.</summary>
    public Tokens Tokens { get; } = tokens;

    /// <summary>The words of the tokens, with blanks around the document.</summary>
    public TokenWords Words { get; } = new(tokens);

    /// <summary>The term at <paramref name="token"/>; outside of the document, none.</summary>
    public Term this[int token]
    {
        get
        {
            if ((uint)token >= (uint)Tokens.Count)
            {
                return default;
            }

            int slot = token & (Kept - 1);
            if (_at[slot] == token)
            {
                return _terms[slot];
            }

            Term term = Read(Tokens[token]);
            _at[slot] = token;
            _terms[slot] = term;
            return term;
        }
    }

    private static int[] Filled()
    {
        int[] at = new int[Kept];
        Array.Fill(at, -1);
        return at;
    }

    private static Term Read(ReadOnlySpan<char> token)
    {
        char first = token[0];
        if (char.IsAsciiDigit(first) || (first == '.' && token.Length > 1 && char.IsAsciiDigit(token[1])))
        {
            return Number(token);
        }

        if (first is '\'' or '’' && token.Length is 3 or 4 && char.IsAsciiDigit(token[1]) && char.IsAsciiDigit(token[2]))
        {
            int year = ((token[1] - '0') * 10) + token[2] - '0';
            return token.Length == 4 ? new Term(TermKind.Decade, year) : default;
        }

        return Terms.Of(token);
    }

    private static Term Number(ReadOnlySpan<char> token)
    {
        int digits = 0;
        while (digits < token.Length && char.IsAsciiDigit(token[digits]))
        {
            digits++;
        }

        ReadOnlySpan<char> rest = token[digits..];
        int value = digits is > 0 and <= MaximumDigits ? int.Parse(token[..digits], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture) : -1;
        if (rest.IsEmpty)
        {
            return new Term(TermKind.Digits, value);
        }

        if (rest[0] is ':')
        {
            return Clock(value, digits, rest);
        }

        if (rest[0] is '-' or '/')
        {
            return Slashed(value, digits, rest);
        }

        if (rest is "s" && digits is 4 or 3 or 2 && value % 10 == 0)
        {
            return new Term(TermKind.Decade, value);
        }

        if (rest is "st" or "nd" or "rd" or "th")
        {
            return new Term(TermKind.OrdinalDigits, value);
        }

        if (digits == 4 && value / 100 < 24 && value % 100 < 60 && rest is "Z" or "hrs" or "GMT")
        {
            return new Term(TermKind.Clock, (value / 100 * 3600) + (value % 100 * 60));
        }

        return IsNumeral(token) ? new Term(TermKind.Decimal, value) : default;
    }

    /// <summary>"5:30", "17:05:20".</summary>
    private static Term Clock(int hour, int digits, ReadOnlySpan<char> rest)
    {
        bool seconds = rest.Length == 6 && rest[3] == ':';
        if (digits > 2 || hour > 24 || (rest.Length != 3 && !seconds) || !Two(rest[1..], out int minute) || minute > 59)
        {
            return default;
        }

        int second = 0;
        return seconds && (!Two(rest[4..], out second) || second > 59) ? default : new Term(TermKind.Clock, (hour * 3600) + (minute * 60) + second);
    }

    /// <summary>"2022-11-05", "5/11/2022", "1957/58".</summary>
    private static Term Slashed(int value, int digits, ReadOnlySpan<char> rest)
    {
        char mark = rest[0];
        int second = rest[1..].IndexOf(mark);
        bool onlyDigits = !rest.ContainsAnyExcept(DateMarks);
        if (!onlyDigits)
        {
            return default;
        }

        if (second < 0)
        {
            return mark == '/' && digits == 4 && rest.Length is 3 or 5 && value is >= 1500 and < 2100 ? new Term(TermKind.YearSlash, value) : default;
        }

        bool three = rest[(second + 2)..].IndexOf(mark) < 0;
        if (!three)
        {
            return default;
        }

        return digits == 4 ? new Term(TermKind.IsoDate, value) : digits <= 2 ? new Term(TermKind.SlashDate, value) : default;
    }

    private static bool Two(ReadOnlySpan<char> digits, out int value)
    {
        value = digits.Length >= 2 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[1]) ? ((digits[0] - '0') * 10) + digits[1] - '0' : 0;
        return digits.Length >= 2 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[1]);
    }

    /// <summary>Digits in groups, a decimal part: "1,700", "12,34,000", "3.5", ".5".</summary>
    private static bool IsNumeral(ReadOnlySpan<char> token)
    {
        int stops = 0;
        for (int i = 0; i < token.Length; i++)
        {
            if (token[i] == '.')
            {
                stops++;
            }
            else if (!char.IsAsciiDigit(token[i]) && token[i] != ',')
            {
                return false;
            }
        }

        return stops <= 1 && char.IsAsciiDigit(token[^1]);
    }
}
