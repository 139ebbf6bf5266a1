using System.Collections.Frozen;
using System.Globalization;

namespace Hearsay.Claims.Comparing;

/// <summary>A number as an interval, with what it counts: "more than forty people" is 40 …, "between 180 and 250 rockets" 180 … 250.</summary>
/// <param name="Of">The term of the word that is counted; "of mass" for measures, in base units (<see cref="Measure"/>); "of $" for money.</param>
/// <param name="Min">The least, or null.</param>
/// <param name="Max">The most, or null.</param>
internal readonly record struct Figure(string Of, decimal? Min, decimal? Max)
{
    private static readonly string[] Small =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly FrozenSet<string> Months =
        FrozenSet.Create(StringComparer.Ordinal, "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec");

    /// <summary>Signs and names of currencies; "pounds" may be a weight, and only the sign is money.</summary>
    private static readonly FrozenDictionary<string, string> Currencies = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["$"] = "$", ["dollar"] = "$", ["dollars"] = "$", ["€"] = "€", ["euro"] = "€", ["euros"] = "€", ["£"] = "£", ["¥"] = "¥", ["yen"] = "¥", ["yuan"] = "yuan", ["₽"] = "₽", ["rouble"] = "₽", ["roubles"] = "₽",
        ["ruble"] = "₽", ["rubles"] = "₽", ["₴"] = "₴", ["hryvnia"] = "₴", ["hryvnias"] = "₴", ["₪"] = "₪", ["shekel"] = "₪", ["shekels"] = "₪", ["₹"] = "₹", ["rupee"] = "₹", ["rupees"] = "₹",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How far "about" and round figures may be off.</summary>
    private const decimal Rounding = 0.1m;

    /// <summary>Whether it is a measure, in base units.</summary>
    public bool IsMeasure => Of.StartsWith("of ", StringComparison.Ordinal);

    /// <summary>Whether two figures count the same and cannot both be true, rounding allowed for.</summary>
    public bool Excludes(Figure other) => Of == other.Of && Excludes(Min, Max, other.Min, other.Max);

    /// <summary>Whether two intervals are further apart than rounding takes them.</summary>
    public static bool Excludes(decimal? least, decimal? most, decimal? otherLeast, decimal? otherMost) => least > otherMost * (1 + Rounding) || otherLeast > most * (1 + Rounding);

    /// <summary>The figures of a text.</summary>
    public static Figure[] Find(string text, List<(int Start, int End)> tokens)
    {
        var found = new List<Figure>();
        string Word(int at) => at >= 0 && at < tokens.Count ? text[tokens[at].Start..tokens[at].End].ToLowerInvariant() : "";
        for (int i = 0; i < tokens.Count; i++)
        {
            if (Number(Word, i) is not { } first)
            {
                continue;
            }

            // "about half a dozen": what is said of the number stands before the article.
            int lead = i - (Value(Word(i)) is not null ? 0 : Word(i - 2) == "half" ? 2 : 1);
            int next = i + first.Words;
            decimal? min = first.Value;
            decimal? max = first.Value;
            if (Word(lead - 1) == "between" && Word(next) == "and" && Number(Word, next + 1) is { } last)
            {
                max = last.Value;
                next += 1 + last.Words;

                // "between 210 and 230 million": the scale is said once.
                min = last.Value >= 1000 && first.Value < 1000 && last.Words > 1 ? first.Value * Scale(Word(next - 1)) : min;
            }
            else
            {
                (min, max) = (Word(lead - 2), Word(lead - 1)) switch
                {
                    ("more" or "greater" or "higher", "than") => Word(lead - 3) is "no" or "not" ? ((decimal?)null, (decimal?)first.Value) : (first.Value, null),
                    ("fewer" or "less" or "lower", "than") => Word(lead - 3) is "no" or "not" ? (first.Value, null) : (null, first.Value),
                    ("at", "least") or (_, "over" or "exceeding") => (first.Value, null),
                    ("at", "most") or ("up", "to") or (_, "under") => (null, first.Value),
                    (_, "about" or "around" or "some" or "roughly" or "nearly" or "almost" or "approximately") => (first.Value * (1 - Rounding), first.Value * (1 + Rounding)),
                    _ => (first.Value, first.Value),
                };
            }

            string counted = Word(next);
            string sign = tokens[i].Start > 0 ? text[(tokens[i].Start - 1)..tokens[i].Start] : "";
            if (Currencies.TryGetValue(sign, out string? currency) || Currencies.TryGetValue(counted, out currency))
            {
                found.Add(new Figure("of " + currency, min, max));
                i = next - 1;
                continue;
            }

            if (Measure.OfWord(counted) is { } measure)
            {
                found.Add(new Figure("of " + measure.Dimension, min * measure.Factor, max * measure.Factor));
                i = next - 1;
                continue;
            }

            if (counted is "of" or "other")
            {
                counted = Word(++next);
            }

            // Years, ages and clock times count nothing; neither does a number that ends the text.
            bool dated = Months.Contains(Word(i - 1));
            bool year = dated || first is { Words: 1, Value: >= 1900 and < 2100 } && char.IsDigit(text[tokens[i].Start]);
            if (counted.Length > 2 && !year && char.IsLetter(counted[0]) && counted is not ("and" or "the" or "per" or "more" or "of" or "years" or "days" or "months" or "weeks" or "hours" or "minutes" or "times" or "o'clock"))
            {
                found.Add(new Figure(ContentTerms.TermOf(counted), min, max));
            }

            i = next - 1;
        }

        return [.. found];
    }

    /// <summary>A number that begins at a word, with how many words it takes.</summary>
    private static (decimal Value, int Words)? Number(Func<int, string> word, int at)
    {
        decimal total = 0;
        decimal part = 0;
        int words = 0;
        while (true)
        {
            string here = word(at + words);
            if (words == 0 && here.Length > 2 && Scale(here) is > 1 and decimal of && word(at - 1) is "a")
            {
                part = word(at - 2) == "half" ? of / 2 : of;
            }
            else if (Value(here) is { } value && (words == 0 || !char.IsDigit(here[0])))
            {
                part += value;
            }
            else if (words > 0 && Scale(here) is > 1 and decimal scale)
            {
                if (scale == 100)
                {
                    part *= scale;
                }
                else
                {
                    total += part * scale;
                    part = 0;
                }
            }
            else if (!(words > 0 && here == "and" && word(at + words - 1) is "hundred" or "thousand" && Value(word(at + words + 1)) is not null))
            {
                break;
            }

            words++;
        }

        // "One of them" counts nothing.
        return words == 0 || (words == 1 && word(at) == "one") ? null : (total + part, words);
    }

    private static decimal Scale(string word) => word switch { "dozen" => 12, "hundred" => 100, "thousand" => 1000, "million" or "m" => 1_000_000, "billion" or "bn" => 1_000_000_000, _ => 1 };

    /// <summary>The number that one word states, or null.</summary>
    internal static decimal? Value(string word)
    {
        if (word.Length > 0 && char.IsDigit(word[0]))
        {
            return decimal.TryParse(word, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal digits) ? digits : null;
        }

        int dash = word.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && Value(word[..dash]) is >= 20 and { } tens && Value(word[(dash + 1)..]) is < 10 and { } ones)
        {
            return tens + ones;
        }

        return Array.IndexOf(Small, word) is > 0 and int small ? small : Array.IndexOf(Tens, word, 2) is >= 2 and int ten ? ten * 10 : null;
    }
}
