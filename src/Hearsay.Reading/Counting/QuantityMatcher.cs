using Hearsay.Reading.English;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Counting;

/// <summary>The grammar of quantities. Every rule looks a bounded number of tokens ahead.</summary>
internal sealed class QuantityMatcher(TermReader terms)
{
    /// <summary>Tokens between a number and the noun that it counts, at most: "22 Soviet-made T-72 main battle tanks" has eight.</summary>
    private const int NounReach = 9;

    private readonly TokenWords _tokens = terms.Words;
    private int _first;
    private int _limit;

    /// <summary>Reads the quantity that begins at <paramref name="at"/>.</summary>
    /// <param name="at">First token.</param>
    /// <param name="range">The sentence up to the next expression of time: the quantity lies inside.</param>
    /// <param name="sentenceEnd">End of the sentence: the noun lies inside.</param>
    /// <param name="next">Where to go on.</param>
    /// <param name="quantity">What was read; null for a number that is no quantity and is to be passed over.</param>
    /// <returns>False when nothing begins at this token.</returns>
    public bool TryMatch(int at, TokenRange range, int sentenceEnd, out int next, out Quantity? quantity)
    {
        (_first, _limit) = (range.Start, range.End);
        next = at;
        quantity = null;
        Term term = terms[at];
        if (term.Kind == TermKind.Other && !char.IsLetter(_tokens[at][0]) && UnitNames.Currency(_tokens[at]) is null)
        {
            return false;
        }

        if (IsDesignation(at, out int passed))
        {
            next = passed;
            return true;
        }

        Bound bound = BoundAt(at, out int start);
        string? currency = CurrencyAt(start, out int number);
        Amount? read = Ranged(number, bound == Bound.Between);
        if (read is not { } amount)
        {
            return bound == Bound.None && currency is null && OrdinalAt(at, sentenceEnd, out next, out quantity);
        }

        if (currency is not null && amount.IsVague && amount.Lower is null)
        {
            return false;
        }

        (decimal? lower, decimal? upper, bool approximate) = (amount.Lower, amount.Upper, amount.IsVague);
        int end = amount.End;
        QuantityKind kind = currency is null ? QuantityKind.Count : QuantityKind.Money;
        string? unit = currency;
        if (currency is null)
        {
            kind = UnitAt(ref end, ref lower, ref upper, number, out unit);
        }

        bool lowerIncluded = true;
        bool upperIncluded = true;
        switch (bound)
        {
            case Bound.AtLeast:
                upper = null;
                break;
            case Bound.MoreThan:
                (upper, lowerIncluded) = (null, false);
                break;
            case Bound.AtMost:
                (lower, lowerIncluded) = (0, false);
                break;
            case Bound.LessThan:
                (lower, upperIncluded) = (0, false);
                break;
            case Bound.Nearly:
                (lower, upperIncluded, approximate) = (lower * VagueAmounts.NearlyShare, false, true);
                break;
            case Bound.About:
                approximate = true;
                break;
        }

        end = After(end, bound, ref lower, ref upper, ref lowerIncluded, ref upperIncluded, ref approximate);
        int noun = NounAt(end, sentenceEnd, kind, out int from);
        if (amount.NeedsNoun && bound == Bound.None && currency is null && kind == QuantityKind.Count && (noun < 0 || from != end))
        {
            next = at + 1;
            return true;
        }

        quantity = new Quantity(new TokenRange(at, end), kind, lower, lowerIncluded, upper, upperIncluded, approximate, unit, noun);
        next = end;
        return true;
    }

    private TermKind Kind(int at) => at < _limit && at >= _first ? terms[at].Kind : TermKind.Other;

    private ReadOnlySpan<char> Word(int at) => at < _limit && at >= _first ? _tokens[at] : default;

    private bool Is(int at, string word) => Word(at).Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool IsNumber(int at) => Kind(at) is TermKind.Digits or TermKind.Decimal or TermKind.Cardinal;

    /// <summary>Numbers that name rather than count: "T-72", "Resolution 2231", "Flight 17", "Channel 4", "3-2", "1." before an item.</summary>
    private bool IsDesignation(int at, out int passed)
    {
        passed = at + 1;
        if (Kind(at) is not (TermKind.Digits or TermKind.Decimal or TermKind.OrdinalDigits))
        {
            return false;
        }

        if (at == _first)
        {
            return Word(at + 1) is "." or ")" && terms[at].Kind == TermKind.Digits;
        }

        ReadOnlySpan<char> before = _tokens[at - 1];
        bool attached = !_tokens.SpaceBefore(at);
        if (attached && Kind(at - 1) == TermKind.Dash && at - 2 >= _first && !_tokens.SpaceBefore(at - 1))
        {
            // "T-72", "COVID-19"; and the second number of a score.
            return char.IsLetter(_tokens[at - 2][^1]) || Kind(at - 2) is TermKind.Digits;
        }

        if (attached && (char.IsLetter(before[^1]) && UnitNames.Currency(before) is null || before is "#" or "/"))
        {
            return true;
        }

        if (before is "No." or "no." or "Nos." or "No" or "№" or "number" or "Number" or "resolution" or "page" or "chapter" or "article" or "section" or "paragraph" or "phase" or "version" or "item" or "grade" or "age" or "aged")
        {
            return Word(at - 1) is not ("No" or "age" or "aged");
        }

        // A capitalised word before a bare number makes a name, "Leopard 2", unless it is a place and what is counted follows, "in Syria 20 people".
        bool named = char.IsUpper(before[0]) && at - 1 > _first && terms[at - 1].Kind == TermKind.Other && UnitNames.Currency(before) is null && terms[at].Kind == TermKind.Digits;
        if (at - 1 == _first && IsNumbered(before))
        {
            return true;
        }

        return named && !(terms[at - 2].Kind == TermKind.Preposition && IsPlural(at + 1) && !IsNumbered(before));
    }

    /// <summary>Words whose number is their name.</summary>
    private static bool IsNumbered(ReadOnlySpan<char> word) =>
        word is "Resolution" or "Article" or "Flight" or "Section" or "Chapter" or "Highway" or "Route" or "Channel" or "Phase" or "Type" or "Mark" or "Block" or "Boeing" or "Airbus" or "Order" or "Protocol" or "Room" or "Bill" or "Unit" or "Pier" or "Gate" or "Leopard";

    private Bound BoundAt(int at, out int start)
    {
        start = at;
        int i = at;
        if (Is(i, "well") || Is(i, "just") || Is(i, "only") || Is(i, "slightly") || Is(i, "far") || Is(i, "significantly"))
        {
            i++;
        }

        switch (Kind(i))
        {
            case TermKind.About:
                start = Kind(i + 1) == TermKind.A && !IsVagueAfterArticle(i + 1) ? at : i + 1;
                start = start == at && Kind(i + 1) == TermKind.A ? i + 1 : start;
                return Numeric(start) ? Bound.About : None(at, out start);
            case TermKind.A when Is(i, "an") && Is(i + 1, "estimated"):
                start = i + 2;
                return Bound.About;
            case TermKind.More:
                start = Is(i, "more") ? i + 2 : i + 1;
                return (!Is(i, "more") || Is(i + 1, "than")) && Numeric(start) ? Bound.MoreThan : None(at, out start);
            case TermKind.Less:
                bool than = Is(i, "less") || Is(i, "fewer");
                start = than ? i + 2 : i + 1;
                if ((than && !Is(i + 1, "than")) || !Numeric(start))
                {
                    return None(at, out start);
                }

                return Is(i, "nearly") || Is(i, "almost") || (Is(i, "under") && Is(at, "just")) ? Bound.Nearly : Bound.LessThan;
            case TermKind.Preposition when Is(i, "at") && (Is(i + 1, "least") || Is(i + 1, "most")):
                start = i + 2;
                return Is(i + 1, "least") ? Bound.AtLeast : Bound.AtMost;
            case TermKind.Preposition when Is(i, "between"):
                start = i + 1;
                return Bound.Between;
            case TermKind.Preposition when Is(i, "from") && Numeric(i + 1):
                start = i + 1;
                return Ranged(start, false) is { } range && range.Lower != range.Upper ? Bound.Between : None(at, out start);
            case TermKind.A when (Is(i + 1, "minimum") || Is(i + 1, "maximum")) && Kind(i + 2) == TermKind.Of:
                start = i + 3;
                return Is(i + 1, "minimum") ? Bound.AtLeast : Bound.AtMost;
            case TermKind.Other:
                if (Is(i, "up") && Is(i + 1, "to"))
                {
                    start = i + 2;
                    return Bound.AtMost;
                }

                if (Is(i, "upwards") && Kind(i + 1) == TermKind.Of)
                {
                    start = i + 2;
                    return Bound.AtLeast;
                }

                if (Is(i, "no") && Kind(i + 1) is TermKind.More or TermKind.Less && Is(i + 2, "than"))
                {
                    start = i + 3;
                    return Kind(i + 1) == TermKind.More ? Bound.AtMost : Bound.AtLeast;
                }

                if (Is(i, "as") && Is(i + 2, "as"))
                {
                    start = i + 3;
                    return Is(i + 1, "many") || Is(i + 1, "much") || Is(i + 1, "high") ? Bound.AtMost : Is(i + 1, "few") || Is(i + 1, "little") || Is(i + 1, "low") ? Bound.AtLeast : None(at, out start);
                }

                if (Is(i, "close") && Is(i + 1, "to") && Numeric(i + 2))
                {
                    start = i + 2;
                    return Bound.Nearly;
                }

                break;
        }

        return None(at, out start);

        static Bound None(int at, out int start)
        {
            start = at;
            return Bound.None;
        }
    }

    /// <summary>A number, a sign of money, or an article before a word of number.</summary>
    private bool Numeric(int at) => IsNumber(at) || Kind(at) is TermKind.Money or TermKind.Half or TermKind.Dozen or TermKind.Vague || (Kind(at) is TermKind.Hundred or TermKind.Scale && _tokens[at].Length > 3)
        || (Kind(at) == TermKind.A && Kind(at + 1) is TermKind.Hundred or TermKind.Scale or TermKind.Dozen or TermKind.Half or TermKind.Ordinal or TermKind.Vague or TermKind.Unit) || (at < _limit && UnitNames.Currency(_tokens[at]) is not null && IsNumber(at + 1))
        || (Is(at, "US") && Kind(at + 1) == TermKind.Money);

    private bool IsVagueAfterArticle(int at) => Kind(at + 1) is TermKind.Hundred or TermKind.Scale or TermKind.Dozen or TermKind.Half or TermKind.Ordinal or TermKind.Vague;

    /// <summary>"$", "US$", "USD" before a number.</summary>
    private string? CurrencyAt(int at, out int number)
    {
        number = at;
        if (at >= _limit)
        {
            return null;
        }

        ReadOnlySpan<char> word = _tokens[at];
        if (word is "US" or "C" or "A" or "HK" && Kind(at + 1) == TermKind.Money && Word(at + 1) is "$" && !_tokens.SpaceBefore(at + 1))
        {
            number = at + 2;
            return word switch { "US" => "USD", "C" => "CAD", "A" => "AUD", _ => "HKD" };
        }

        string? code = !char.IsAsciiLetterLower(word[0]) ? UnitNames.Currency(word) : null;
        bool numeric = code is not null && (IsNumber(at + 1) || (Kind(at) == TermKind.Money && Kind(at + 1) == TermKind.Decimal));
        number = numeric ? at + 1 : at;
        return numeric ? code : null;
    }

    /// <summary>One amount or two that make a range: "20", "20 to 30", "between 5 and 7", "$2-3 billion".</summary>
    private Amount? Ranged(int at, bool between)
    {
        if (AmountAt(at) is not { } first)
        {
            return null;
        }

        int link = first.End;
        bool joins = Is(link, "to") || (between && Is(link, "and")) || (Is(link, "or") && !first.IsVague) || (Kind(link) == TermKind.Dash && IsNumber(link + 1));
        if (!joins || first.Lower is not { } low)
        {
            return first;
        }

        CurrencyAt(link + 1, out int second);
        if (!IsNumber(second) && Kind(second) is not (TermKind.Hundred or TermKind.A) || AmountAt(second) is not { } last || last.Upper is not { } high || last.IsVague)
        {
            return first;
        }

        // "2-3 billion": the scale holds for both.
        if (low < 1000 && high >= 1000 && IsNumber(at) && first.End == at + 1 && last.End > second + 1 && NumberReader.TryDigits(_tokens[second], out decimal bare) && bare > 0 && high / bare is 1000 or 1_000_000 or 1_000_000_000 && low < bare)
        {
            low *= high / bare;
        }

        return low < high ? new Amount(last.End, low, high, first.IsVague) : Is(link, "or") || Is(link, "to") ? first : null;
    }

    private Amount? AmountAt(int at)
    {
        switch (Kind(at))
        {
            case TermKind.Digits or TermKind.Decimal or TermKind.Cardinal:
                return Exact(at);
            case TermKind.A:
                return AfterArticle(at);
            case TermKind.Half:
                if (Kind(at + 1) == TermKind.A && Kind(at + 2) is TermKind.Dozen or TermKind.Scale)
                {
                    decimal half = (Kind(at + 2) == TermKind.Dozen ? terms[at + 2].Value : NumberReader.Power(terms[at + 2].Value)) / 2;
                    return new Amount(at + 3, half, half);
                }

                return Kind(at + 1) == TermKind.Of || Is(at + 1, "the") ? new Amount(at + 1, 0.5m, 0.5m) : null;
            case TermKind.Vague:
                return Vaguely(at, Is(at, "several") ? VagueAmounts.Several : Is(at, "few") ? VagueAmounts.Few : Is(at, "couple") ? VagueAmounts.Couple : VagueAmounts.Many, at + 1, needsNoun: Kind(at + 1) is not (TermKind.Hundred or TermKind.Scale or TermKind.Dozen));
            case TermKind.Dozen when _tokens[at][^1] == 's':
                return Kind(at + 1) == TermKind.Of || Is(at, "dozens") ? Of(at + 1, terms[at].Value == 12 ? VagueAmounts.Dozens : VagueAmounts.Scores) : null;
            case TermKind.Hundred when _tokens[at][^1] == 's':
                return Multiplied(at, 100);
            case TermKind.Scale when _tokens[at][^1] == 's':
                return Of(at + 1, VagueAmounts.Powers(NumberReader.Power(terms[at].Value)));
            case TermKind.Other when Is(at, "tens") && Kind(at + 1) == TermKind.Of && Kind(at + 2) == TermKind.Scale:
                decimal unit = NumberReader.Power(terms[at + 2].Value);
                return new Amount(at + 3, VagueAmounts.Tens.Lower * unit, ((VagueAmounts.Tens.Upper + 1) * unit) - 1, true);
            default:
                return null;
        }
    }

    private static Amount Of(int end, (decimal Lower, decimal? Upper) vague) => new(end, vague.Lower, vague.Upper, true);

    /// <summary>"hundreds", "hundreds of thousands".</summary>
    private Amount Multiplied(int at, decimal by)
    {
        if (Kind(at + 1) == TermKind.Of && Kind(at + 2) == TermKind.Scale)
        {
            decimal unit = NumberReader.Power(terms[at + 2].Value);
            return new Amount(at + 3, 2 * by * unit, (10 * by * unit) - 1, true);
        }

        return Of(at + 1, VagueAmounts.Powers(by));
    }

    /// <summary>"several hundred", "a few dozen".</summary>
    private Amount Vaguely(int at, (decimal Lower, decimal? Upper) vague, int next, bool needsNoun)
    {
        decimal unit = Kind(next) switch
        {
            TermKind.Hundred => 100,
            TermKind.Scale when _tokens[next].Length > 3 => NumberReader.Power(terms[next].Value),
            TermKind.Dozen when _tokens[next][^1] != 's' => terms[next].Value,
            _ => 0,
        };
        return unit > 0 && next > at
            ? new Amount(next + 1, vague.Lower * unit, vague.Upper is { } most ? ((most + 1) * unit) - 1 : null, true)
            : new Amount(next, vague.Lower, vague.Upper, true, needsNoun);
    }

    private Amount? Exact(int at)
    {
        if (!NumberReader.TryRead(terms, at, _limit, out int end, out decimal value))
        {
            return null;
        }

        if (Kind(end) == TermKind.Dozen && _tokens[end][^1] != 's')
        {
            return new Amount(end + 1, value * terms[end].Value, value * terms[end].Value);
        }

        // "two-thirds", "three quarters", "1/3".
        int divisor = Kind(end) == TermKind.Dash ? end + 1 : end;
        if (Kind(at) == TermKind.Cardinal && value < 20 && Kind(divisor) is TermKind.FractionNoun or TermKind.Half or TermKind.Ordinal && (Kind(divisor) != TermKind.Ordinal || value == 1) && (Kind(divisor) != TermKind.Ordinal || Kind(divisor + 1) == TermKind.Of || Kind(end) == TermKind.Dash) && terms[divisor].Value != 2)
        {
            int by = Kind(divisor) == TermKind.Half ? 2 : terms[divisor].Value;
            if (by > 1 && value < by)
            {
                return new Amount(divisor + 1, value / by, value / by);
            }
        }

        if (Is(end, "and") && Kind(end + 1) == TermKind.A && Kind(end + 2) == TermKind.Half)
        {
            decimal scale = Kind(end + 3) == TermKind.Scale ? NumberReader.Power(terms[end + 3].Value) : 1;
            return new Amount(scale > 1 ? end + 4 : end + 3, (value + 0.5m) * scale, (value + 0.5m) * scale);
        }

        // "two in five", "nine out of 10".
        int whole = Is(end, "in") ? end + 1 : Is(end, "out") && Kind(end + 1) == TermKind.Of ? end + 2 : 0;
        if (whole > 0 && value >= 1 && value < 100 && value == Math.Floor(value) && NumberReader.TryRead(terms, whole, _limit, out int after, out decimal parts) && parts > value && parts is <= 10 or 100 or 20 or 1000 && Kind(after) is not TermKind.Unit && !IsPlural(after))
        {
            return new Amount(after, value / parts, value / parts, NeedsNoun: false);
        }

        // "one" is often a pronoun, and "zero" a word of its own.
        return new Amount(end, value, value, NeedsNoun: Kind(at) == TermKind.Cardinal && value <= 1 && end == at + 1);
    }

    /// <summary>"a dozen", "a hundred", "a few", "a handful of", "a limited number of", "a third of".</summary>
    private Amount? AfterArticle(int at)
    {
        int i = at + 1;
        switch (Kind(i))
        {
            case TermKind.Dozen:
                return new Amount(i + 1, terms[i].Value, terms[i].Value);
            case TermKind.Hundred when _tokens[i][^1] != 's':
            case TermKind.Scale when _tokens[i].Length > 3 && _tokens[i][^1] != 's':
                decimal unit = Kind(i) == TermKind.Hundred ? 100 : NumberReader.Power(terms[i].Value);
                if (Kind(i + 1) == TermKind.Scale)
                {
                    unit *= NumberReader.Power(terms[i + 1].Value);
                    i++;
                }

                return new Amount(i + 1, unit, unit);
            case TermKind.Half when Kind(i + 1) is TermKind.Scale or TermKind.Dozen || (Kind(i + 1) == TermKind.Dash && Kind(i + 2) is TermKind.Scale or TermKind.Dozen):
                int scale = Kind(i + 1) == TermKind.Dash ? i + 2 : i + 1;
                decimal half = (Kind(scale) == TermKind.Dozen ? terms[scale].Value : NumberReader.Power(terms[scale].Value)) / 2;
                return new Amount(scale + 1, half, half);
            case TermKind.Vague when Is(i, "few"):
                return Vaguely(at, VagueAmounts.Few, i + 1, needsNoun: true);
            case TermKind.Vague when Is(i, "couple"):
                return Vaguely(at, VagueAmounts.Couple, Kind(i + 1) == TermKind.Of ? i + 2 : i + 1, needsNoun: true);
            case TermKind.Ordinal when terms[i].Value is >= 3 and <= 10 && (Kind(i + 1) == TermKind.Of):
                return new Amount(i + 1, 1m / terms[i].Value, 1m / terms[i].Value);
            case TermKind.Unit when Is(i, "quarter") && Kind(i + 1) == TermKind.Of:
                return new Amount(i + 1, 0.25m, 0.25m);
        }

        if (Is(i, "handful"))
        {
            return new Amount(Kind(i + 1) == TermKind.Of ? i + 2 : i + 1, VagueAmounts.Handful.Lower, VagueAmounts.Handful.Upper, true);
        }

        // "a number of", "a limited number of", "a very large number of".
        int j = i;
        while (j < i + 2 && !Is(j, "number") && char.IsAsciiLetterLower(Word(j).IsEmpty ? ' ' : Word(j)[0]))
        {
            j++;
        }

        return Is(j, "number") && Kind(j + 1) == TermKind.Of ? new Amount(j + 2, VagueAmounts.Number.Lower, VagueAmounts.Number.Upper, true) : null;
    }

    /// <summary>What follows the number says what it measures.</summary>
    private QuantityKind UnitAt(ref int end, ref decimal? lower, ref decimal? upper, int number, out string? unit)
    {
        unit = null;
        int i = Kind(end) == TermKind.Dash && !_tokens.SpaceBefore(end) ? end + 1 : end;
        ReadOnlySpan<char> word = Word(i);
        if (word is "%" or "percent" or "pct" or "pc" || (word is "per" && Word(i + 1) is "cent"))
        {
            unit = "%";
            end = word is "per" ? i + 2 : i + 1;
            return QuantityKind.Percent;
        }

        if (word is "percentage" && Word(i + 1) is "points" or "point")
        {
            unit = "pp";
            end = i + 2;
            return QuantityKind.Percent;
        }

        // "5m people" are millions, "a 5m wall" is not.
        if (Word(end - 1) is "m" && end - 1 > number && !IsPlural(end))
        {
            (lower, upper, unit) = (lower / 1_000_000, upper / 1_000_000, "m");
            return QuantityKind.Measure;
        }

        if (number > _first && Word(number - 1) is "aged" && end == number + 1)
        {
            unit = "year";
            return QuantityKind.Measure;
        }

        if (Kind(i) == TermKind.Unit && (Word(Kind(i + 1) == TermKind.Dash ? i + 2 : i + 1) is "old" or "olds" || (Kind(i + 1) == TermKind.Of && Is(i + 2, "age"))))
        {
            unit = Word(i).TrimEnd('s').ToString();
            end = Kind(i + 1) == TermKind.Unit ? i + 2 : Kind(i + 1) is TermKind.Dash or TermKind.Of ? i + 3 : i + 2;
            return QuantityKind.Measure;
        }

        if (word.Length > 0)
        {
            int adjective = i;
            string? national = UnitNames.CurrencyOf(word);
            adjective = national is null ? i : i + 1;
            if (adjective < _limit && char.IsAsciiLetterLower(_tokens[adjective][0]) && UnitNames.Currency(_tokens[adjective]) is { } currency)
            {
                unit = national ?? currency;
                end = adjective + 1;
                return QuantityKind.Money;
            }

            if (national is not null && Word(adjective) is "pounds")
            {
                unit = national;
                end = adjective + 1;
                return QuantityKind.Money;
            }
        }

        int measured = word is "square" or "cubic" or "nautical" or "metric" ? i + 1 : i;
        if (measured < _limit && measured >= _first && UnitNames.Measure(_tokens[measured]) is { } symbol && (measured > end || _tokens[measured].Length > 1 || !_tokens.SpaceBefore(measured)))
        {
            unit = word switch { "square" => symbol + "²", "cubic" => symbol + "³", "nautical" => "nmi", _ => symbol };
            end = measured + 1;
            if (Is(end, "per") && Is(end + 1, "hour"))
            {
                unit += "/h";
                end += 2;
            }

            return QuantityKind.Measure;
        }

        if (word is "°" || word is "degrees")
        {
            bool scaled = Word(i + 1) is "C" or "F" or "Celsius" or "Fahrenheit";
            unit = scaled ? "°" + Word(i + 1)[0] : "°";
            end = scaled ? i + 2 : i + 1;
            return QuantityKind.Measure;
        }

        return lower is > 0 and < 1 && end > number + 1 && IsNumber(end - 1) && terms[number + 1].Kind is TermKind.Preposition or TermKind.Other ? QuantityKind.Fraction : lower is > 0 and < 1 && Kind(end - 1) is TermKind.FractionNoun or TermKind.Half or TermKind.Ordinal or TermKind.Unit ? QuantityKind.Fraction : QuantityKind.Count;
    }

    /// <summary>"or so", "or more", "+", "-strong" after the number.</summary>
    private int After(int end, Bound bound, ref decimal? lower, ref decimal? upper, ref bool lowerIncluded, ref bool upperIncluded, ref bool approximate)
    {
        if (bound is Bound.None && (Is(end, "or") || Is(end, "and")) && (Kind(end + 1) is TermKind.More or TermKind.Less && !Is(end + 1, "over") || Is(end + 1, "so")))
        {
            if (Is(end + 1, "so"))
            {
                approximate = true;
            }
            else if (Kind(end + 1) == TermKind.More)
            {
                upper = null;
            }
            else
            {
                lower = 0;
            }

            return end + 2;
        }

        if (Word(end) is "+" && !_tokens.SpaceBefore(end))
        {
            upper = null;
            return end + 1;
        }

        if (bound is Bound.None && Kind(end) == TermKind.Dash && Is(end + 1, "plus"))
        {
            upper = null;
            return end + 2;
        }

        if (Kind(end) == TermKind.Dash && (Is(end + 1, "strong") || Is(end + 1, "odd")))
        {
            approximate |= Is(end + 1, "odd");
            return end + 2;
        }

        return end;
    }

    /// <summary>
    /// The noun counted or measured: the first plural in reach; of one thing, of a share or of an amount, the first word that does not look like an adjective.
    /// <paramref name="from"/> is where its phrase begins.
    /// </summary>
    private int NounAt(int at, int sentenceEnd, QuantityKind kind, out int from)
    {
        from = at;
        int i = at;
        bool partitive = i < sentenceEnd && (terms[i].Kind == TermKind.Of || (kind == QuantityKind.Money && _tokens[i] is "in" or "worth"));
        if (partitive)
        {
            i++;
            i = i < sentenceEnd && _tokens[i - 1] is "worth" && terms[i].Kind == TermKind.Of ? i + 1 : i;
            while (i < sentenceEnd && (terms[i].Kind is TermKind.The or TermKind.A or TermKind.This or TermKind.That || _tokens[i] is "all"))
            {
                i++;
            }
        }
        else if (kind == QuantityKind.Measure && at > _first && IsPluralWord(_tokens[at - 1]))
        {
            // "300 miles" measures no noun that follows; "155mm shells" does.
            return -1;
        }

        bool one = at > _first && _tokens[at - 1] is "one" or "One" or "1";
        bool strong = at - 2 >= _first && terms[at - 1].Kind == TermKind.Other && terms[at - 2].Kind == TermKind.Dash;
        bool single = partitive || one || strong || kind is not QuantityKind.Count;
        int last = -1;
        int plural = -1;
        int limit = Math.Min(sentenceEnd, i + NounReach);
        for (; i < limit; i++)
        {
            ReadOnlySpan<char> word = _tokens[i];
            TermKind term = terms[i].Kind;
            if (term is TermKind.Dash || IsInName(i, at) || IsJoined(i, limit) || (partitive && last < 0 && term is TermKind.Digits or TermKind.Decimal or TermKind.Cardinal))
            {
                continue;
            }

            if (!char.IsLetter(word[0]) || term is not (TermKind.Other or TermKind.More or TermKind.PastWord or TermKind.About or TermKind.Unit or TermKind.DayPart) || IsStop(word))
            {
                break;
            }

            if (term is TermKind.More or TermKind.About or TermKind.PastWord)
            {
                if (last < 0)
                {
                    continue;
                }

                break;
            }

            if (IsPluralWord(word) && !(one && !partitive))
            {
                // "250 Abrams tanks": a plural with a capital yields to one without.
                if (char.IsAsciiLetterLower(word[0]))
                {
                    return i;
                }

                plural = plural < 0 ? i : plural;
                continue;
            }

            if (plural >= 0 && (word.EndsWith("ed") || IsVerb(word)))
            {
                break;
            }

            if (single && last >= 0 && (!IsAdjective(_tokens[last]) || (kind == QuantityKind.Ordinal && char.IsUpper(_tokens[last][0]) && !char.IsUpper(word[0]))))
            {
                break;
            }

            if (word.Length > 3 && word.EndsWith("ed") && last >= 0)
            {
                break;
            }

            last = i;
        }

        if (plural >= 0)
        {
            return plural;
        }

        return single && last >= 0 && (char.IsAsciiLetterLower(_tokens[last][0]) ? !IsAdjective(_tokens[last]) || last > at : kind == QuantityKind.Ordinal || partitive) ? last : -1;
    }

    /// <summary>Numbers inside a name or a measure before the noun: "F-16", "Leopard 2", "122mm".</summary>
    private bool IsInName(int i, int at) => i > at && char.IsAsciiDigit(_tokens[i][0]) && (terms[i - 1].Kind == TermKind.Dash || char.IsUpper(_tokens[i - 1][0]))
        || (char.IsAsciiDigit(_tokens[i][0]) && i + 1 < _tokens.Count && UnitNames.Measure(_tokens[i + 1]) is not null);

    /// <summary>Short past forms that follow a name more often than they stand before a noun.</summary>
    private static bool IsVerb(ReadOnlySpan<char> word) => word is "died" or "fled" or "left" or "lost" or "held" or "took" or "hit" or "went" or "came" or "made" or "gave" or "fell" or "fought" or "dead" or "living" or "in" or "at";

    /// <summary>"and" between two adjectives or nouns before the plural: "20 armed and masked men".</summary>
    private bool IsJoined(int i, int limit) => _tokens[i] is "and" && i + 2 < limit && terms[i + 1].Kind == TermKind.Other && IsPluralWord(_tokens[i + 2]) && char.IsAsciiLetterLower(_tokens[i + 2][0]);

    /// <summary>Ends as adjectives and participles do, or begins with a capital inside a phrase; a guess until tags are read.</summary>
    private static bool IsAdjective(ReadOnlySpan<char> word) =>
        char.IsUpper(word[0]) || word.EndsWith("al") || word.EndsWith("ic") || word.EndsWith("ive") || word.EndsWith("ous") || word.EndsWith("ed") || word.EndsWith("ern") || word.EndsWith("ary") || word.EndsWith("ful")
            || word.EndsWith("able") || word.EndsWith("ish") || word is "new" or "old" or "big" or "large" or "small" or "main" or "major" or "high" or "low" or "nuclear" or "foreign" or "senior" or "young" or "local" or "other" or "direct" or "full" or "long" or "short" or "heavy" or "light" or "fresh" or "civilian";

    private bool IsPlural(int at) => at < _limit && char.IsAsciiLetterLower(_tokens[at][0]) && IsPluralWord(_tokens[at]);

    private static bool IsPluralWord(ReadOnlySpan<char> word) =>
        (word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') && word is not ("says" or "does" or "perhaps" or "always" or "besides" or "across" or "nuclears" or "less" or "its" or "this" or "previous" or "yes" or "makes" or "takes" or "goes" or "comes" or "remains" or "stands" or "lies" or "includes" or "belongs" or "afterwards" or "towards" or "overseas"))
        || word is "men" or "people" or "women" or "children" or "troops" or "aircraft" or "personnel" or "police" or "cattle" or "sheep" or "livestock" or "policemen" or "servicemen" or "gunmen" or "fishermen" or "crew" or "artillery" or "ammunition" or "feet" or "teeth" or "spacecraft" or "hovercraft" or "watercraft";

    private static bool IsStop(ReadOnlySpan<char> word) =>
        word is "is" or "was" or "were" or "are" or "be" or "been" or "has" or "have" or "had" or "will" or "would" or "can" or "could" or "may" or "might" or "must" or "did" or "do" or "does" or "said" or "says" or "as" or "that" or "which" or "who" or "when" or "while" or "where"
            or "if" or "but" or "not" or "than" or "he" or "she" or "it" or "they" or "we" or "I" or "you" or "him" or "them" or "us" or "there" or "here" or "with" or "without" or "against" or "off" or "out" or "up" or "down" or "so" or "then" or "too" or "also" or "because" or "another" or "any" or "via" or "near" or "along" or "across" or "behind" or "among" or "per" or "each";

    private bool OrdinalAt(int at, int sentenceEnd, out int next, out Quantity? quantity)
    {
        next = at;
        quantity = null;
        if (Kind(at) is not (TermKind.Ordinal or TermKind.OrdinalDigits) || terms[at].Value < 0)
        {
            return false;
        }

        next = at + 1;
        decimal value = terms[at].Value;
        int noun = NounAt(at + 1, sentenceEnd, QuantityKind.Ordinal, out _);
        quantity = noun < 0 && Kind(at) == TermKind.Ordinal ? null : new Quantity(new TokenRange(at, at + 1), QuantityKind.Ordinal, value, true, value, true, false, null, noun);
        return true;
    }

    /// <summary>How words before a number set its bounds.</summary>
    private enum Bound : byte
    {
        None,
        AtLeast,
        MoreThan,
        AtMost,
        LessThan,
        Nearly,
        About,
        Between,
    }
}
