using System.Globalization;

namespace Hearsay.Reading.English;

/// <summary>Reads numbers, in digits and words: "1,700", "twenty-five", "two hundred and six", "1.5 million", "3 lakh".</summary>
internal static class NumberReader
{
    /// <summary>Tokens of one number at most; the longest in use, to trillions, has fewer.</summary>
    private const int MaximumTokens = 24;

    /// <summary>Largest number read; above it words are no quantity that a text means. It keeps every product far inside <see cref="decimal"/>.</summary>
    private const decimal Largest = 1e24m;

    /// <summary>Reads the number that begins at <paramref name="start"/>.</summary>
    /// <param name="terms">The document's terms.</param>
    /// <param name="start">First token.</param>
    /// <param name="limit">Token that the number must not reach.</param>
    /// <param name="end">Token after the number.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when no number begins there.</returns>
    public static bool TryRead(TermReader terms, int start, int limit, out int end, out decimal value)
    {
        limit = Math.Min(limit, start + MaximumTokens);
        end = start;
        value = 0;
        decimal total = 0;
        decimal group = 0;
        bool any = false;
        bool open = true;
        int lastScale = int.MaxValue;
        int at = start;
        while (at < limit)
        {
            Term term = terms[at];
            if (term.Kind is TermKind.Digits or TermKind.Decimal)
            {
                if (any || !TryDigits(terms.Words[at], out group))
                {
                    break;
                }

                open = false;
            }
            else if (term.Kind == TermKind.Cardinal)
            {
                // "twenty" takes a unit; "hundred" and a scale take what is below them.
                bool fits = group % 100 == 0 ? open : group % 10 == 0 && group % 100 >= 20 && term.Value is > 0 and < 10 && open;
                if (!fits)
                {
                    break;
                }

                group += term.Value;
            }
            else if (term.Kind == TermKind.Hundred && any && group is > 0 and < 100 && !EndsWithS(terms.Words[at]))
            {
                group *= 100;
                open = true;
            }
            else if (term.Kind == TermKind.Scale && any && group > 0 && term.Value < lastScale && !EndsWithS(terms.Words[at]) && IsScale(terms.Words, at))
            {
                total += group * Power(term.Value);
                group = 0;
                lastScale = term.Value;
                open = true;
            }
            else if (any && IsLink(terms, at, limit, group, open))
            {
                at++;
                continue;
            }
            else
            {
                break;
            }

            any = true;
            end = ++at;
        }

        value = total + group;
        return any && value <= Largest;
    }

    /// <summary>Ten to the power of <paramref name="exponent"/>, up to 15.</summary>
    public static decimal Power(int exponent)
    {
        decimal power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    /// <summary>Reads digits in groups with a decimal part.</summary>
    public static bool TryDigits(ReadOnlySpan<char> token, out decimal value)
    {
        value = 0;
        return token.Length <= 28 && decimal.TryParse(token, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value) && value <= Largest;
    }

    /// <summary>A hyphen inside "twenty-five", an "and" inside "two hundred and six".</summary>
    private static bool IsLink(TermReader terms, int at, int limit, decimal group, bool open)
    {
        if (at + 1 >= limit || !open)
        {
            return false;
        }

        Term next = terms[at + 1];
        if (terms[at].Kind == TermKind.Dash)
        {
            return next.Kind == TermKind.Cardinal && group % 10 == 0 && group % 100 >= 20 && next.Value is > 0 and < 10;
        }

        ReadOnlySpan<char> word = terms.Words[at];
        return word is "and" && next.Kind == TermKind.Cardinal && terms[at - 1].Kind is TermKind.Hundred or TermKind.Scale && group % 100 == 0 && word is "and";
    }

    /// <summary>Single letters are scales only right after digits: "3m", "5k".</summary>
    private static bool IsScale(TokenWords tokens, int at)
    {
        ReadOnlySpan<char> token = tokens[at];
        return token.Length > 2 || (!tokens.SpaceBefore(at) && token is not "B" || token is "bn" or "tn" or "mn");
    }

    private static bool EndsWithS(ReadOnlySpan<char> token) => token[^1] is 's' or 'S';
}
