using System.Globalization;
using Hearsay.Reading.English;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Dating;

/// <summary>
/// The grammar of time expressions: what begins at a token, by rules over terms. It says what the words state and resolves nothing.
/// Every rule looks a bounded number of tokens ahead.
/// </summary>
internal sealed partial class TimeMatcher(TermReader terms)
{
    /// <summary>Numbers from here on may be years without any word that says so; smaller ones need a month, an era or a preposition.</summary>
    private const int FirstBareYear = 1500;

    /// <summary>Numbers from here on are never years: no text of ours plans farther.</summary>
    private const int LastYear = 2199;

    private readonly TokenWords _tokens = terms.Words;
    private int _limit;
    private int _first;

    /// <summary>True while the text speaks of years before Christ: numbers of three digits may then be years.</summary>
    public bool IsAncient { get; set; }

    /// <summary>Finds the expression that begins at <paramref name="at"/>, inside <paramref name="sentence"/>.</summary>
    public bool TryMatch(int at, Hearsay.Text.TokenRange sentence, out TimeDraft draft)
    {
        _limit = sentence.End;
        _first = sentence.Start;
        draft = new TimeDraft { Start = at };
        Term term = terms[at];
        if (term.Kind is TermKind.Other)
        {
            int holiday = Holidays.Match(terms, at, _limit, out Holiday named);
            if (holiday > 0)
            {
                draft.Holiday = named;
                draft.End = AfterYear(holiday, ref draft, required: false);
                return true;
            }

            return Phrase(at, ref draft);
        }

        int end = Expression(at, ref draft);
        if (end > at)
        {
            draft.End = end;
            return true;
        }

        return false;
    }

    private int Expression(int at, ref TimeDraft d)
    {
        int end = Modified(at, ref d);
        if (end < 0)
        {
            d = new TimeDraft { Start = d.Start };
            end = Core(at, ref d);
        }

        if (end < 0)
        {
            d = new TimeDraft { Start = d.Start };
            end = Amount(at, ref d);
        }

        if (end < 0)
        {
            d = new TimeDraft { Start = d.Start };
            end = Recurring(at, ref d);
        }

        if (end < 0)
        {
            d = new TimeDraft { Start = d.Start };
            end = Loose(at, ref d);
        }

        return end;
    }

    private TermKind Kind(int at) => at < _limit && at >= _first ? terms[at].Kind : TermKind.Other;

    private int Value(int at) => terms[at].Value;

    private ReadOnlySpan<char> Word(int at) => at < _limit && at >= _first ? _tokens[at] : default;

    private bool Is(int at, string word) => Word(at).Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool IsCapital(int at) => at < _limit && at >= _first && char.IsUpper(_tokens[at][0]);

    private bool IsLower(int at) => at < _limit && at >= _first && char.IsAsciiLetterLower(_tokens[at][0]);

    /// <summary>"early 1942", "the end of May", "the latter half of 2008", "mid-2007", "about 1910", "later that year".</summary>
    private int Modified(int at, ref TimeDraft d)
    {
        int i = Kind(at) == TermKind.The && Is(at, "the") ? at + 1 : at;
        TermKind kind = Kind(i);
        if (i == at && _tokens[at].Length > 4 && MidWord(at, out int month, out int season, out int weekday))
        {
            d.Month = month;
            d.Season = season;
            d.Weekday = weekday;
            d.Modifier = TimeModifier.Mid;
            return AfterYear(at + 1, ref d, required: false);
        }

        if (Is(i, "very"))
        {
            kind = Kind(++i);
        }

        TimeModifier modifier = TimeModifier.None;
        int next = i + 1;
        switch (kind)
        {
            case TermKind.Early:
                modifier = TimeModifier.Start;
                break;
            case TermKind.Late:
                modifier = TimeModifier.End;
                break;
            case TermKind.Mid or TermKind.Middle:
                modifier = TimeModifier.Mid;
                break;
            case TermKind.Start:
                modifier = TimeModifier.Start;
                break;
            case TermKind.End:
                modifier = TimeModifier.End;
                break;
            case TermKind.Later or TermKind.Earlier when i == at && Word(i) is not ("hence" or "thereafter"):
                return LaterIn(at, ref d);
            case TermKind.About or TermKind.More or TermKind.Less when i == at:
                return Estimated(at, ref d);
            case TermKind.Ordinal or TermKind.OrdinalDigits or TermKind.Last or TermKind.Half:
                return PartOf(at, i, ref d);
            case TermKind.Other when Is(i, "latter") || Is(i, "final") || Is(i, "closing") || Is(i, "opening") || Is(i, "rest") || Is(i, "remainder") || Is(i, "turn") || Is(i, "course") || Is(i, "eve") || Is(i, "height"):
                return PartOf(at, i, ref d);
            default:
                return -1;
        }

        if (kind is TermKind.Early && Is(next, "hours"))
        {
            return -1;
        }

        bool needsOf = kind is TermKind.Start or TermKind.End or TermKind.Middle;
        if (Kind(next) == TermKind.Dash && !needsOf)
        {
            next++;
        }
        else if (!needsOf && (Is(next, "part") || Is(next, "half") || Is(next, "days") || Is(next, "months") || Is(next, "weeks") || Is(next, "years")) && Kind(next + 1) == TermKind.Of)
        {
            next += 2;
        }
        else if (Kind(next) == TermKind.Of || (kind is TermKind.Early or TermKind.Late && (Is(next, "in") || Is(next, "on"))))
        {
            next++;
        }
        else if (needsOf)
        {
            return -1;
        }

        if (kind == TermKind.Early && Kind(next) == TermKind.Periodic)
        {
            return -1;
        }

        int end = Inner(next, ref d);
        if (end < 0)
        {
            return -1;
        }

        d.Modifier = d.Modifier == TimeModifier.None ? modifier : d.Modifier;
        return end;
    }

    /// <summary>A core, or "the month", "the year" after "the end of", "early in".</summary>
    private int Inner(int at, ref TimeDraft d)
    {
        int end = Core(at, ref d);
        if (end > 0)
        {
            return end;
        }

        int i = Kind(at) == TermKind.The && Is(at, "the") ? at + 1 : at;
        if (i > at && Kind(i) == TermKind.Unit && Value(i) < Terms.Plural && Value(i) >= (int)TimeUnit.Day)
        {
            d.Form = DraftForm.Shift;
            d.Relation = Relation.That;
            d.Unit = (TimeUnit)Value(i);
            d.Count = 0;
            return i + 1;
        }

        if (Kind(i) == TermKind.Digits && Value(i) is >= FirstBareYear and <= LastYear && _tokens[i].Length == 4)
        {
            d.Year = Value(i);
            return i + 1;
        }

        if (IsAncient && Kind(i) == TermKind.Digits && Value(i) is >= 100 and < 1000)
        {
            d.Year = 1 - Value(i);
            d.BeforeChrist = true;
            return i + 1;
        }

        return -1;
    }

    /// <summary>"mid-November" is one token.</summary>
    private bool MidWord(int at, out int month, out int season, out int weekday)
    {
        month = season = weekday = 0;
        ReadOnlySpan<char> token = _tokens[at];
        if (!token.StartsWith("mid", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        Term rest = Terms.Of(token[3] is '-' or '‑' ? token[4..] : token[3..]);
        month = rest.Kind == TermKind.Month && token[3] is '-' or '‑' ? rest.Value : 0;
        season = rest.Kind == TermKind.Season && token.Length > 4 ? rest.Value : 0;
        weekday = 0;
        return month + season > 0;
    }

    /// <summary>"later that year", "earlier this month", "later in the summer".</summary>
    private int LaterIn(int at, ref TimeDraft d)
    {
        int next = at + 1;
        if (Is(next, "in") || Is(next, "on"))
        {
            next++;
        }

        int end = Inner(next, ref d);
        if (end < 0 || (d.Form == DraftForm.Point && d.Relation == Relation.None && d.Season == 0 && next == at + 1) || d.Form is DraftForm.Duration or DraftForm.Set)
        {
            return -1;
        }

        d.Modifier = Kind(at) == TermKind.Later ? TimeModifier.After : TimeModifier.Before;
        return end;
    }

    /// <summary>"about 1910", "around noon", "circa 466 BC". Only before years and clock times: amounts have their own rule.</summary>
    private int Estimated(int at, ref TimeDraft d)
    {
        if (Kind(at) != TermKind.About || Is(at, "some"))
        {
            return -1;
        }

        bool circa = char.ToLowerInvariant(_tokens[at][0]) == 'c';
        int end = YearAt(at + 1, circa, ref d);
        if (end < 0)
        {
            end = ClockAt(at + 1, ref d, cued: true);
            end = end < 0 ? end : AfterClock(end, ref d);
        }

        if (end < 0)
        {
            int holder = MonthDate(at + 1, ref d);
            end = holder > 0 && d.Month > 0 ? holder : Kind(at + 1) == TermKind.DayPart && Value(at + 1) >= (int)DayPart.Dawn ? DayPartAt(at + 1, ref d) : -1;
        }

        d.Modifier = TimeModifier.Approximate;
        return end;
    }

    /// <summary>"the first half of 2008", "the second week of June", "the rest of 1945", "the turn of the century", "third quarter of 2021".</summary>
    private int PartOf(int at, int i, ref TimeDraft d)
    {
        int ordinal = Kind(i) switch
        {
            TermKind.Ordinal or TermKind.OrdinalDigits => Value(i),
            TermKind.Last => -1,
            _ => Is(i, "final") || Is(i, "latter") || Is(i, "closing") ? -1 : Is(i, "opening") ? 1 : 0,
        };
        int j = ordinal != 0 ? i + 1 : i;
        if (Kind(j) == TermKind.Dash)
        {
            j++;
        }

        if (Is(j, "part") && Kind(j + 1) == TermKind.Of && ordinal is 1 or -1)
        {
            int end = Inner(j + 2, ref d);
            d.Modifier = ordinal == 1 ? TimeModifier.Start : TimeModifier.End;
            return end;
        }

        if (Kind(j) == TermKind.Half && (Kind(j + 1) == TermKind.Of || Kind(j + 1) == TermKind.Digits) && ordinal is 1 or 2 or -1)
        {
            int end = Inner(Kind(j + 1) == TermKind.Of ? j + 2 : j + 1, ref d);
            if (end < 0)
            {
                return -1;
            }

            if ((d.Form == DraftForm.Point && d.Year != TimeDraft.NoYear && d is { YearSpan: 1, Month: 0, Season: 0 }) || d is { Form: DraftForm.Shift, Unit: TimeUnit.Year })
            {
                d.Half = ordinal == 1 ? 1 : 2;
            }
            else
            {
                d.Modifier = ordinal == 1 ? TimeModifier.Start : TimeModifier.End;
            }

            return end;
        }

        if (Kind(j) == TermKind.Unit && Value(j) == (int)TimeUnit.Quarter && ordinal is >= 1 and <= 4)
        {
            int k = j + 1;
            if (Kind(k) == TermKind.Of || Kind(k) == TermKind.Comma)
            {
                k++;
            }

            d.Quarter = ordinal;
            int end = FiscalYear(k, ref d);
            if (end < 0)
            {
                int save = d.Quarter;
                end = YearAt(k, strong: true, ref d);
                if (end < 0 && k > j + 1)
                {
                    end = Inner(k, ref d);
                    if (end > 0 && !(d.Form == DraftForm.Shift && d.Unit == TimeUnit.Year))
                    {
                        end = -1;
                    }
                }

                d.Quarter = save;
            }

            return end > 0 ? end : k == j + 1 && at < i ? j + 1 : -1;
        }

        // "the last week of October", "the first day of the month".
        if (Kind(j) == TermKind.Unit && Value(j) < Terms.Plural && ordinal != 0 && Kind(j + 1) == TermKind.Of)
        {
            var inner = new TimeDraft { Start = d.Start };
            int end = Inner(j + 2, ref inner);
            if (end > 0 && inner is { Form: DraftForm.Point, Day: 0 } && (inner.Month > 0 || inner.Year != TimeDraft.NoYear) && inner.Season == 0)
            {
                d = inner;
                d.Unit = (TimeUnit)Value(j);
                d.Nth = ordinal;
                return end;
            }

            return -1;
        }

        if (ordinal == 0 && (Is(i, "rest") || Is(i, "remainder") || Is(i, "course") || Is(i, "turn") || Is(i, "eve") || Is(i, "height")) && Kind(i + 1) == TermKind.Of)
        {
            int end = Inner(i + 2, ref d);
            if (end < 0)
            {
                return -1;
            }

            if (Is(i, "turn") && d.YearSpan < 100 && d.Unit != TimeUnit.Century && d.Unit != TimeUnit.Year && d.Unit != TimeUnit.Decade)
            {
                return -1;
            }

            if (Is(i, "eve"))
            {
                return -1;
            }

            d.Modifier = Is(i, "rest") || Is(i, "remainder") ? TimeModifier.None : Is(i, "turn") ? TimeModifier.Start : Is(i, "height") ? TimeModifier.Mid : TimeModifier.None;
            return end;
        }

        return -1;
    }

    /// <summary>A place in the calendar, with article.</summary>
    private int Core(int at, ref TimeDraft d)
    {
        int i = at;
        switch (Kind(i))
        {
            case TermKind.The:
                int end = Relative(i, ref d);
                return end > 0 ? end : Is(i, "the") ? CoreWord(i + 1, true, ref d) : -1;
            default:
                return CoreWord(i, false, ref d);
        }
    }

    private int CoreWord(int i, bool article, ref TimeDraft d)
    {
        int end;
        switch (Kind(i))
        {
            case TermKind.Month:
                return DateWithTime(i, ref d);
            case TermKind.Weekday:
                return DateWithTime(i, ref d);
            case TermKind.Digits or TermKind.OrdinalDigits or TermKind.Ordinal or TermKind.Cardinal:
                end = DateWithTime(i, ref d);
                if (end < 0)
                {
                    d = new TimeDraft { Start = d.Start };
                    end = ClockAt(i, ref d, cued: false);
                    end = end < 0 ? end : AfterClock(end, ref d);
                }

                if (end < 0)
                {
                    end = CenturyAt(i, ref d);
                }

                if (end < 0 && Kind(i) == TermKind.Digits)
                {
                    end = YearAt(i, strong: false, ref d);
                    if (end > 0 && article && d.Start == i - 1)
                    {
                        // The article of "the 2019 election" belongs to the noun.
                        d.Start = i;
                    }
                }

                return end < 0 && article ? NumberedQuarter(i, ref d) : end;
            case TermKind.Clock:
                end = ClockAt(i, ref d, cued: false);
                return end < 0 ? end : AfterClock(end, ref d);
            case TermKind.IsoDate:
                return IsoDate(i, ref d);
            case TermKind.SlashDate:
                return SlashDate(i, ref d);
            case TermKind.YearSlash:
                d.Year = Value(i);
                return i + 1;
            case TermKind.Era when i + 1 < _limit && Value(i) == 1 && Kind(i + 1) == TermKind.Digits && Value(i + 1) is > 0 and < 2100:
                d.Year = Value(i + 1);
                return i + 2;
            case TermKind.Decade:
                return DecadeAt(i, ref d);
            case TermKind.DecadeWord when article && !IsHisAge(i):
                return DecadeAt(i, ref d);
            case TermKind.Season:
                return SeasonAt(i, article, ref d);
            case TermKind.DayPart:
                return DayPartAt(i, ref d);
            case TermKind.Early or TermKind.Late:
                // "the early hours of Tuesday".
                if (Is(i + 1, "hours"))
                {
                    end = DayPartAt(i + 1, DayPart.SmallHours, ref d);
                    d.Modifier = Kind(i) == TermKind.Early ? TimeModifier.Start : TimeModifier.End;
                    return Kind(i) == TermKind.Early ? end : -1;
                }

                // "early morning".
                int part = Kind(i + 1) == TermKind.Dash ? i + 2 : Is(i + 1, "in") || Is(i + 1, "on") ? Kind(i + 2) == TermKind.The ? i + 3 : i + 2 : i + 1;
                if (Kind(part) != TermKind.DayPart)
                {
                    return -1;
                }

                end = DayPartAt(part, ref d);
                d.Modifier = Kind(i) == TermKind.Early ? TimeModifier.Start : TimeModifier.End;
                return end;
            case TermKind.Today:
                return TodayAt(i, ref d);
            case TermKind.Tonight:
                d.Relation = Relation.This;
                d.Form = DraftForm.Shift;
                d.Unit = TimeUnit.Day;
                d.Count = 0;
                d.Part = DayPart.Night;
                return i + 1;
            case TermKind.Fiscal:
                return FiscalYear(i, ref d);
            case TermKind.Unit when article && Value(i) is (int)TimeUnit.Year or (int)TimeUnit.Year + Terms.Plural:
                // "the year 1965", "the years 1955".
                return YearAt(i + 1, strong: true, ref d);
            case TermKind.Next or TermKind.Last or TermKind.Past or TermKind.This or TermKind.That or TermKind.Following or TermKind.Previous:
                return Relative(i, ref d);
            case TermKind.Other when i < _limit:
                if (_tokens[i].Length == 2 && _tokens[i][0] is 'Q' or 'H' && _tokens[i][1] is >= '1' and <= '4')
                {
                    return QuarterSign(i, ref d);
                }

                end = Holidays.Match(terms, i, _limit, out Holiday holiday);
                if (end > 0)
                {
                    d.Holiday = holiday;
                    return AfterYear(end, ref d, required: false);
                }

                return -1;
            default:
                return -1;
        }
    }

    /// <summary>"in his nineties" is an age.</summary>
    private bool IsHisAge(int at) => at > _first && !Is(at - 1, "the");

    /// <summary>Weekday, day, month and year in their orders, with a time of day after.</summary>
    private int DateWithTime(int at, ref TimeDraft d)
    {
        int end = MonthDate(at, ref d);
        if (end < 0)
        {
            d = new TimeDraft { Start = d.Start };
            return DayBeforeDay(at, ref d);
        }

        return AfterDate(end, ref d);
    }

    private int MonthDate(int at, ref TimeDraft d)
    {
        int i = at;
        if (Kind(i) == TermKind.Weekday)
        {
            if (!IsCapital(i) && Value(i) < Terms.Plural && _tokens[i].Length < 6)
            {
                return -1;
            }

            if (Value(i) > Terms.Plural)
            {
                return -1;
            }

            if (_tokens[i].Length <= 4 && !IsWeekdayShort(i))
            {
                return -1;
            }

            TimeDraft before = d;
            d.Weekday = Value(i);
            int j = Kind(i + 1) == TermKind.Comma ? i + 2 : i + 1;
            j = Is(j, "the") ? j + 1 : j;
            int weekday = d.Weekday;
            int full = MonthDate(j, ref d);
            if (full > 0 && d.Weekday == weekday && d.Day > 0)
            {
                return full;
            }

            d = before;
            d.Weekday = weekday;
            return i + 1;
        }

        if (Kind(i) == TermKind.Month)
        {
            return FromMonth(i, ref d);
        }

        int day = DayOfMonth(i);
        if (day > 0)
        {
            int j = Kind(i + 1) == TermKind.Of || Kind(i + 1) == TermKind.Dash ? i + 2 : i + 1;
            j = Kind(i + 1) == TermKind.Of && Is(i + 2, "the") ? i + 3 : j;
            if (Kind(j) == TermKind.Month && IsCapital(j))
            {
                d.Day = day;
                d.Month = Value(j);
                int k = Kind(j + 1) == TermKind.Dash ? j + 2 : j + 1;
                return AfterYear(k, ref d, required: false) is int end && end > k ? end : j + 1;
            }

            // "the 3rd of this month".
            if (Kind(i + 1) == TermKind.Of && Kind(i) is TermKind.OrdinalDigits && (Kind(i + 2) is TermKind.This or TermKind.That or TermKind.Last or TermKind.Next) && Kind(i + 3) == TermKind.Unit && Value(i + 3) == (int)TimeUnit.Month)
            {
                return -1;
            }
        }

        return -1;
    }

    private int FromMonth(int i, ref TimeDraft d)
    {
        if (!IsCapital(i))
        {
            return -1;
        }

        int month = Value(i);
        d.Month = month;
        int j = Kind(i + 1) == TermKind.Dash && Kind(i + 2) == TermKind.Digits && !_tokens.SpaceBefore(i + 1) ? i + 2 : i + 1;
        if (Is(j, "the") && Kind(j + 1) is TermKind.OrdinalDigits or TermKind.Ordinal)
        {
            j++;
        }

        int day = DayOfMonth(j);
        if (day > 0 && !(Kind(j) == TermKind.Ordinal && j == i + 1))
        {
            d.Day = day;
            return AfterYear(j + 1, ref d, required: false);
        }

        int end = AfterYear(i + 1, ref d, required: false);
        if (end > i + 1)
        {
            return end;
        }

        return IsMonthName(i) ? i + 1 : -1;
    }

    /// <summary>"May" and "March" are also other words, and short forms may be names: they need a word before them that a month follows.</summary>
    private bool IsMonthName(int i)
    {
        ReadOnlySpan<char> token = _tokens[i];
        bool sure = Value(i) is not (3 or 5) && token.Length > 3;
        if (sure && token[^1] != '.')
        {
            // "August Wilson", "April Lane": a first name.
            return !(Value(i) is 4 or 6 or 8 && IsCapital(i + 1) && char.IsAsciiLetter(_tokens[i + 1][0]) && terms[i + 1].Kind == TermKind.Other && (i == _first || IsCapital(i - 1) || i + 1 < _limit && !IsMonthCue(i - 1)));
        }

        return IsMonthCue(i - 1) || (token[^1] == '.' && token.Length > 3);
    }

    private bool IsMonthCue(int i) => Kind(i) is TermKind.Preposition or TermKind.Of or TermKind.Joint or TermKind.Early or TermKind.Late or TermKind.Mid or TermKind.Last or TermKind.Next or TermKind.Past
        or TermKind.This or TermKind.That or TermKind.Following or TermKind.Previous or TermKind.After or TermKind.Before or TermKind.Every or TermKind.Dash or TermKind.About
        || (Kind(i) == TermKind.A && IsLower(i + 2)) || (Kind(i) == TermKind.Comma && Kind(i - 1) == TermKind.Month) || Word(i) is "(" || (Is(i, "the") && Kind(i + 2) is TermKind.Digits or TermKind.OrdinalDigits);

    private bool IsWeekdayShort(int i) => IsCapital(i) && (Kind(i + 1) == TermKind.Comma || Kind(i + 1) is TermKind.Month or TermKind.DayPart or TermKind.Digits || _tokens[i][^1] == '.') && (Kind(i + 1) != TermKind.Comma || Kind(i + 2) is TermKind.Month or TermKind.Digits);

    private int DayOfMonth(int i)
    {
        int day = Kind(i) switch
        {
            TermKind.Digits when _tokens[i].Length <= 2 => Value(i),
            TermKind.OrdinalDigits => Value(i),
            TermKind.Ordinal => Value(i),
            _ => 0,
        };
        return day is >= 1 and <= 31 ? day : 0;
    }

    /// <summary>A year after a month, day, season or holiday: ", 1945", "of 1945", "of that year", "1945"; returns where it ends, or <paramref name="at"/>.</summary>
    private int AfterYear(int at, ref TimeDraft d, bool required)
    {
        int i = at;
        if (Kind(i) == TermKind.Comma || Kind(i) == TermKind.Of || (Is(i, "in") && d.Day == 0 && d.Season == 0))
        {
            i++;
            if (Kind(i) == TermKind.Of)
            {
                i++;
            }
        }

        int year = i;
        if (Kind(year) == TermKind.Digits && _tokens[year].Length is 3 or 4)
        {
            bool era = Kind(year + 1) == TermKind.Era;
            if (era || (_tokens[year].Length == 4 && Value(year) is >= 1000 and <= LastYear && !(Is(i - 1, "in") && i > at && d.Month == 0)))
            {
                SetYear(year, ref d);
                return era ? year + 2 : year + 1;
            }
        }

        if (Kind(year) == TermKind.YearSlash)
        {
            d.Year = Value(year);
            return year + 1;
        }

        // "July 25 of that year", "the spring of next year".
        if (i > at && Kind(at) == TermKind.Of || (Kind(at) == TermKind.Comma && Kind(at + 1) == TermKind.Of))
        {
            int j = Is(i, "the") ? i + 1 : i;
            Relation relation = Kind(j) switch
            {
                TermKind.That => Relation.That,
                TermKind.This => Relation.This,
                TermKind.Last => Relation.Last,
                TermKind.Next => Relation.Next,
                TermKind.Following => Relation.Following,
                TermKind.Previous => Relation.Previous,
                _ => Relation.None,
            };
            int k = Is(j + 1, "same") ? j + 2 : j + 1;
            if (relation != Relation.None && Kind(k) == TermKind.Unit && Value(k) == (int)TimeUnit.Year)
            {
                d.YearRelation = relation;
                return k + 1;
            }
        }

        // "January last year".
        if (i == at && Kind(i) is TermKind.Last or TermKind.This or TermKind.Next && Kind(i + 1) == TermKind.Unit && Value(i + 1) == (int)TimeUnit.Year)
        {
            d.YearRelation = Kind(i) == TermKind.Last ? Relation.Last : Kind(i) == TermKind.Next ? Relation.Next : Relation.This;
            return i + 2;
        }

        return required ? -1 : at;
    }

    private void SetYear(int at, ref TimeDraft d)
    {
        bool before = Kind(at + 1) == TermKind.Era && Value(at + 1) == 0;
        d.Year = before ? 1 - Value(at) : Value(at);
        d.BeforeChrist = before;
    }

    /// <summary>A time of day after a date: "Monday evening", "4 March at 5 p.m.".</summary>
    private int AfterDate(int at, ref TimeDraft d)
    {
        if (d.Day == 0 && d.Weekday == 0)
        {
            return at;
        }

        int i = at;
        bool early = false;
        if (Kind(i) is TermKind.Early or TermKind.Late && Kind(i + 1) == TermKind.DayPart)
        {
            early = true;
            i++;
        }

        if (Kind(i) == TermKind.DayPart && (Value(i) < (int)DayPart.Dawn || early) && !(IsCapital(i) && IsCapital(i + 1)))
        {
            d.Part = (DayPart)Value(i);
            return i + 1;
        }

        int j = Kind(i) == TermKind.Comma ? i + 1 : i;
        j = Is(j, "at") || Is(j, "around") || Is(j, "about") ? j + 1 : j;
        if (j > i && (Kind(j) is TermKind.Clock or TermKind.Digits or TermKind.Cardinal))
        {
            int end = ClockAt(j, ref d, cued: Is(j - 1, "at"));
            if (end > 0)
            {
                return end;
            }
        }

        if (j > i && Kind(j) == TermKind.DayPart && Value(j) >= (int)DayPart.Dawn && Is(j - 1, "at"))
        {
            d.Part = (DayPart)Value(j);
            return j + 1;
        }

        return at;
    }

    /// <summary>"5:30", "5 p.m.", "0300 GMT", "five o'clock", "17:00 local time"; without a cue, only what can be nothing else.</summary>
    private int ClockAt(int i, ref TimeDraft d, bool cued)
    {
        Term term = terms[i];
        int end;
        if (Kind(i) == TermKind.Clock)
        {
            d.Clock = term.Value;
            d.ClockPrecision = _tokens[i].Length > 5 ? TimePrecision.Second : TimePrecision.Minute;
            end = i + 1;
            bool before = i > _first && (Kind(i - 1) is TermKind.Preposition or TermKind.Joint or TermKind.After or TermKind.Before or TermKind.About or TermKind.Comma || Word(i - 1) is "(");
            cued |= before && _tokens[i].Length >= 4;
        }
        else if (Kind(i) == TermKind.Digits && _tokens[i].Length <= 2 && Value(i) is >= 1 and <= 12 && (Kind(i + 1) == TermKind.Meridiem || Is(i + 1, "o'clock") || Is(i + 1, "o’clock")))
        {
            d.Clock = Value(i) * 3600;
            d.ClockPrecision = TimePrecision.Hour;
            end = Kind(i + 1) == TermKind.Meridiem ? i + 1 : i + 2;
            cued = true;
        }
        else if (Kind(i) == TermKind.Cardinal && Value(i) is >= 1 and <= 12 && (Is(i + 1, "o'clock") || Is(i + 1, "o’clock") || (Kind(i + 1) == TermKind.Meridiem && Word(i + 1).Contains('.'))))
        {
            d.Clock = Value(i) * 3600;
            d.ClockPrecision = TimePrecision.Hour;
            end = Kind(i + 1) == TermKind.Meridiem ? i + 1 : i + 2;
            cued = true;
        }
        else if (Kind(i) == TermKind.Digits && _tokens[i].Length == 4 && Value(i) / 100 < 24 && Value(i) % 100 < 60 && (Is(i + 1, "hours") || Is(i + 1, "hrs") || (Kind(i + 1) == TermKind.Zone && IsCapital(i + 1))))
        {
            d.Clock = (Value(i) / 100 * 3600) + (Value(i) % 100 * 60);
            end = Kind(i + 1) == TermKind.Zone ? i + 1 : i + 2;
            cued = true;
        }
        else
        {
            return -1;
        }

        if (Kind(end) == TermKind.Meridiem && d.Clock < 13 * 3600)
        {
            d.Clock = (d.Clock % (12 * 3600)) + (Value(end) * 3600);
            end++;
            cued = true;
        }

        if (Kind(end) == TermKind.Zone && IsCapital(end))
        {
            d.Zone = Value(end);
            end++;
            cued = true;
        }
        else if (Is(end, "local") && Is(end + 1, "time"))
        {
            end += 2;
            cued = true;
        }

        if (IsCapital(end) && Is(end + 1, "time") && Kind(end) == TermKind.Other)
        {
            // "Kyiv time".
            end += 2;
            cued = true;
        }

        if (!cued)
        {
            d.Clock = -1;
            return -1;
        }

        return end;
    }

    /// <summary>A date after a time of day: "5 p.m. on Monday", "9:34 p.m., March 19".</summary>
    private int AfterClock(int at, ref TimeDraft d)
    {
        int i = Kind(at) == TermKind.Comma ? at + 1 : at;
        i = Is(i, "on") || Kind(i) == TermKind.Of ? i + 1 : i;
        if (Kind(i) == TermKind.Zone && IsCapital(i))
        {
            d.Zone = Value(i);
            return i + 1;
        }

        if (Is(i, "in") && Is(i + 1, "the") && Kind(i + 2) == TermKind.DayPart)
        {
            if (d.Clock < 12 * 3600 && Value(i + 2) is (int)DayPart.Afternoon or (int)DayPart.Evening)
            {
                d.Clock += 12 * 3600;
            }

            return i + 3;
        }

        if (Kind(i) is TermKind.Weekday or TermKind.Month || DayOfMonth(i) > 0)
        {
            int end = MonthDate(i, ref d);
            if (end > 0)
            {
                if (Kind(end) != TermKind.Zone || !IsCapital(end))
                {
                    return end;
                }

                d.Zone = Value(end);
                return end + 1;
            }
        }

        if (Kind(i) == TermKind.Today)
        {
            d.Form = DraftForm.Shift;
            d.Unit = TimeUnit.Day;
            d.Count = Math.Abs(Value(i));
            d.Relation = Value(i) switch { 0 => Relation.This, < 0 => Relation.Last, _ => Relation.Next };
            return i + 1;
        }

        return at;
    }

    /// <summary>"the night of 4 March", "Monday's evening", "the early morning hours of", "at dawn".</summary>
    private int DayPartAt(int i, ref TimeDraft d)
    {
        if (IsCapital(i) && i > _first && (IsCapital(i + 1) || (IsCapital(i - 1) && Kind(i - 1) == TermKind.Other)))
        {
            return -1;
        }

        return DayPartAt(i, (DayPart)Value(i), ref d);
    }

    private int DayPartAt(int i, DayPart part, ref TimeDraft d)
    {
        d.Part = part;
        int end = i + 1;
        bool plural = _tokens[i][^1] == 's' && Kind(i) == TermKind.DayPart;
        int j = Is(end, "hours") ? end + 1 : end;
        int k = Kind(j) == TermKind.Of || Is(j, "on") || Kind(j) == TermKind.Comma ? j + 1 : j;
        if (k > j)
        {
            TimeDraft inner = d;
            int date = Kind(k) switch
            {
                TermKind.Weekday or TermKind.Month => MonthDate(k, ref inner),
                TermKind.Today when Kind(j) == TermKind.Of => -1,
                _ when Kind(j) == TermKind.Comma => DayOfMonth(k) > 0 ? MonthDate(k, ref inner) : -1,
                TermKind.Digits or TermKind.OrdinalDigits or TermKind.The => MonthDate(Is(k, "the") ? k + 1 : k, ref inner),
                _ => -1,
            };
            if (date > 0 && (inner.Day > 0 || inner.Weekday > 0))
            {
                d = inner;
                return date;
            }

            // "the night of 3–4 May": the day takes its month from the next.
            if (Kind(j) == TermKind.Of && DayOfMonth(k) > 0 && Kind(k + 1) is TermKind.Dash or TermKind.Joint && DayOfMonth(k + 2) > 0 && Kind(k + 3) == TermKind.Month)
            {
                d.Day = DayOfMonth(k);
                d.Month = Value(k + 3);
                var year = new TimeDraft();
                AfterYear(k + 4, ref year, required: false);
                d.Year = year.Year;
                return k + 1;
            }
        }

        if (plural && d.Part != DayPart.Night)
        {
            return -1;
        }

        bool bare = i == d.Start || (i == d.Start + 1 && Is(d.Start, "the"));
        if (bare && d.Part is DayPart.Noon or DayPart.Midnight)
        {
            d.Clock = d.Part == DayPart.Noon ? 12 * 3600 : 0;
            d.ClockPrecision = TimePrecision.Minute;
            d.Part = DayPart.None;
            return AfterClock(j, ref d);
        }

        if (bare && (d.Part == DayPart.Night || Is(i - 1, "by") || Is(i - 1, "at")) && i == d.Start)
        {
            d.Relation = Is(i, "overnight") ? Relation.Last : Relation.None;
        }

        return j;
    }

    private int TodayAt(int i, ref TimeDraft d)
    {
        d.Form = DraftForm.Shift;
        d.Unit = TimeUnit.Day;
        d.Count = Math.Abs(Value(i));
        d.Relation = Value(i) switch { 0 => Relation.This, < 0 => Relation.Last, _ => Relation.Next };
        if (Value(i) == 0 && IsCapital(i) && i > _first && IsCapital(i - 1))
        {
            // "USA Today".
            return -1;
        }

        int end = i + 1;
        if (Kind(end) == TermKind.DayPart && Value(end) < (int)DayPart.Dawn)
        {
            d.Part = (DayPart)Value(end);
            return end + 1;
        }

        int at = Is(end, "at") ? end + 1 : end;
        if (at > end)
        {
            int clock = ClockAt(at, ref d, cued: true);
            if (clock > 0)
            {
                return clock;
            }
        }

        return end;
    }

    private int IsoDate(int i, ref TimeDraft d)
    {
        ReadOnlySpan<char> token = _tokens[i];
        char mark = token[4];
        int second = token[5..].IndexOf(mark) + 5;
        if (second < 6 || !int.TryParse(token[5..second], NumberStyles.None, CultureInfo.InvariantCulture, out int month) || !int.TryParse(token[(second + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int day))
        {
            return -1;
        }

        int year = Value(i);
        if (year is < 1000 or > LastYear || month is < 1 or > 12 || day < 1 || day > Calendar.DaysIn(year, month))
        {
            return -1;
        }

        (d.Year, d.Month, d.Day) = (year, month, day);
        return i + 1;
    }

    /// <summary>"9/11/2001": month first, as most English texts with slashes do, unless it can only be the day.</summary>
    private int SlashDate(int i, ref TimeDraft d)
    {
        ReadOnlySpan<char> token = _tokens[i];
        int first = Value(i);
        int mark = token.IndexOfAny('/', '-');
        ReadOnlySpan<char> rest = token[(mark + 1)..];
        int next = rest.IndexOfAny('/', '-');
        if (next is < 1 or > 2 || rest.Length - next - 1 is not (2 or 4) || !int.TryParse(rest[..next], NumberStyles.None, CultureInfo.InvariantCulture, out int second) || !int.TryParse(rest[(next + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int year))
        {
            return -1;
        }

        year = rest.Length - next - 1 == 4 ? year : year < 50 ? 2000 + year : 1900 + year;
        (int month, int day) = first > 12 ? (second, first) : (first, second);
        if (month is < 1 or > 12 || day < 1 || year is < 1000 or > LastYear || day > Calendar.DaysIn(year, month))
        {
            return -1;
        }

        (d.Year, d.Month, d.Day) = (year, month, day);
        return i + 1;
    }

    private int SeasonAt(int i, bool article, ref TimeDraft d)
    {
        if (IsCapital(i) && i > _first && IsCapital(i + 1) && Kind(i + 1) == TermKind.Other)
        {
            return -1;
        }

        d.Season = Value(i);
        int end = AfterYear(i + 1, ref d, required: false);
        if (end > i + 1)
        {
            return end;
        }

        TermKind before = i > _first ? Kind(i - 1) : TermKind.Other;
        bool cued = before is TermKind.Early or TermKind.Late or TermKind.Mid or TermKind.Preposition or TermKind.Of or TermKind.Joint or TermKind.Dash or TermKind.This or TermKind.Before or TermKind.After;
        if (i > _first && Is(i - 1, "to"))
        {
            return -1;
        }

        if (IsLower(i + 1) && IsSeasonal(Word(i + 1)))
        {
            // "the spring offensive of 2023": the year belongs to the season, though it stands apart.
            if (Kind(i + 2) == TermKind.Of)
            {
                AfterYear(i + 2, ref d, required: false);
            }

            return i + 1;
        }

        bool plain = Is(i, "summer") || Is(i, "winter") || Is(i, "autumn");
        if (plain)
        {
            return i + 1;
        }

        // "the fall of the city", "a spring", "prices fall".
        if (Kind(i + 1) == TermKind.Of || (IsLower(i + 1) && Kind(i + 1) == TermKind.Other && !cued && !article))
        {
            return -1;
        }

        return cued || (article && Is(i, "spring") && !(IsLower(i + 1) && Kind(i + 1) == TermKind.Other)) || (article && Kind(i - 2) is TermKind.Preposition or TermKind.Of or TermKind.Joint or TermKind.Before or TermKind.After) ? i + 1 : -1;
    }

    /// <summary>Nouns that a season is said of.</summary>
    private static bool IsSeasonal(ReadOnlySpan<char> noun) => noun is "offensive" or "offensives" or "campaign" or "elections" or "election" or "session" or "fighting" or "harvest" or "semester" or "term" or "floods" or "counteroffensive";

    private int DecadeAt(int i, ref TimeDraft d)
    {
        int value = Value(i);
        d.YearSpan = 10;
        if (value is >= 100 and < 1000 && !(Kind(i + 1) == TermKind.Era && Value(i + 1) == 0) && !IsAncient)
        {
            return -1;
        }

        if (value is >= 100 and < 1000 && Kind(i + 1) != TermKind.Era)
        {
            d.Year = 1 - value;
            d.BeforeChrist = true;
            return i + 1;
        }

        if (value >= 100)
        {
            d.Year = value;
        }
        else
        {
            d.ShortDecade = true;
            d.Year = value;
            if (Kind(i) == TermKind.Decade && _tokens[i].Length == 3 && (i == _first || !Is(i - 1, "the") && Kind(i - 1) is not (TermKind.Early or TermKind.Late or TermKind.Mid or TermKind.Dash)))
            {
                return -1;
            }
        }

        if (Kind(i + 1) == TermKind.Era && Value(i + 1) == 0)
        {
            d.Year = 1 - d.Year;
            d.BeforeChrist = true;
            return i + 2;
        }

        return i + 1;
    }

    /// <summary>"19th century", "twenty-first century BC", "19th and 20th centuries" in its first half.</summary>
    private int CenturyAt(int i, ref TimeDraft d)
    {
        int ordinal = 0;
        int j = i;
        if (Kind(i) is TermKind.Ordinal or TermKind.OrdinalDigits)
        {
            ordinal = Value(i);
            j = i + 1;
        }
        else if (Kind(i) == TermKind.Cardinal && Value(i) == 20 && Kind(i + 1) == TermKind.Dash && Kind(i + 2) == TermKind.Ordinal && Value(i + 2) < 10)
        {
            ordinal = 20 + Value(i + 2);
            j = i + 3;
        }

        if (ordinal is < 1 or > 40)
        {
            return -1;
        }

        j = Kind(j) == TermKind.Dash ? j + 1 : j;
        int end = j;
        if (Kind(j) is TermKind.Joint && Kind(j + 1) is TermKind.Ordinal or TermKind.OrdinalDigits)
        {
            j += 2;
            end = i + 1;
        }

        if (Kind(j) != TermKind.Unit || (Value(j) & ~Terms.Plural) != (int)TimeUnit.Century)
        {
            return -1;
        }

        end = end == i + 1 && j > i + 1 && Kind(i + 1) == TermKind.Joint ? i + 1 : j + 1;
        d.YearSpan = 100;
        d.Year = (ordinal - 1) * 100;
        if (Kind(j + 1) == TermKind.Era && Value(j + 1) == 0)
        {
            d.BeforeChrist = true;
            d.Year = 1 - d.Year - 1;
            end = end == j + 1 ? j + 2 : end;
        }

        return end;
    }

    /// <summary>"Q3 2022", "H1 of 2021", "Q3".</summary>
    private int QuarterSign(int i, ref TimeDraft d)
    {
        int number = _tokens[i][1] - '0';
        if (_tokens[i][0] == 'H')
        {
            if (number > 2)
            {
                return -1;
            }

            d.Half = number;
        }
        else
        {
            d.Quarter = number;
        }

        int end = FiscalYear(i + 1, ref d);
        end = end < 0 ? AfterYear(i + 1, ref d, required: false) : end;
        return end > i + 1 || d.Quarter > 0 ? end : -1;
    }

    private int NumberedQuarter(int i, ref TimeDraft d)
    {
        if (Kind(i) is TermKind.Ordinal or TermKind.OrdinalDigits && Value(i) <= 4 && Kind(i + 1) == TermKind.Unit && Value(i + 1) == (int)TimeUnit.Quarter && Kind(i + 2) != TermKind.Of)
        {
            d.Quarter = Value(i);
            return i + 2;
        }

        return -1;
    }

    /// <summary>"fiscal 2022", "fiscal year 2022", "FY2022", "FY 2022/23".</summary>
    private int FiscalYear(int i, ref TimeDraft d)
    {
        if (Kind(i) != TermKind.Fiscal)
        {
            return -1;
        }

        int j = Kind(i + 1) == TermKind.Unit && Value(i + 1) == (int)TimeUnit.Year ? i + 2 : i + 1;
        int save = d.Quarter;
        int end = YearAt(j, strong: true, ref d);
        d.Quarter = save;
        d.Fiscal = end > 0;
        return end;
    }

    /// <summary>A year. Where it is not <paramref name="strong"/>ly expected, the words around must allow it.</summary>
    private int YearAt(int i, bool strong, ref TimeDraft d)
    {
        if (Kind(i) == TermKind.Era && Value(i) == 1 && Kind(i + 1) == TermKind.Digits && Value(i + 1) is > 0 and < 2100)
        {
            d.Year = Value(i + 1);
            return i + 2;
        }

        if (Kind(i) == TermKind.YearSlash)
        {
            d.Year = Value(i);
            return i + 1;
        }

        if (Kind(i) != TermKind.Digits || Value(i) < 1)
        {
            return -1;
        }

        int value = Value(i);
        if (Kind(i + 1) == TermKind.Era && value < 10000 && (Value(i + 1) == 0 || value < 2100) && (IsCapital(i + 1) && _tokens.SpaceBefore(i + 1) || Value(i + 1) == 0))
        {
            SetYear(i, ref d);
            return i + 2;
        }

        // "499–493 BC", "492 and 490 BC": the first takes the era of the second.
        if (Kind(i + 1) is TermKind.Dash or TermKind.Joint && Kind(i + 2) == TermKind.Digits && Kind(i + 3) == TermKind.Era && Value(i + 3) == 0 && value >= Value(i + 2))
        {
            d.Year = 1 - value;
            d.BeforeChrist = true;
            return i + 1;
        }

        int length = _tokens[i].Length;
        if (IsAncient && length == 3 && IsYearCue(i - 1) && !IsCounted(i + 1))
        {
            d.Year = 1 - value;
            d.BeforeChrist = true;
            return i + 1;
        }

        if (length != 4)
        {
            return -1;
        }

        if (strong ? value is >= 1000 and <= LastYear : IsBareYear(i, value))
        {
            d.Year = value;
            return i + 1;
        }

        return -1;
    }

    /// <summary>Whether four digits on their own are a year.</summary>
    private bool IsBareYear(int i, int value)
    {
        if (value is < 1000 or > LastYear)
        {
            return false;
        }

        bool cue = IsYearCue(i - 1);
        if (i > _first)
        {
            ReadOnlySpan<char> before = _tokens[i - 1];
            TermKind kind = Kind(i - 1);
            bool attached = !_tokens.SpaceBefore(i);
            if (kind is TermKind.Money or TermKind.About && !Is(i - 1, "around") || before is "#" or "No." or "no." or "Nos." or "+" or "/" or "§" or "%"
                || (kind == TermKind.Dash && attached && i - 2 >= _first && !char.IsAsciiDigit(_tokens[i - 2][0]) && !_tokens.SpaceBefore(i - 1) && Kind(i - 2) is not (TermKind.Mid or TermKind.Early or TermKind.Late or TermKind.Month))
                || before is "Resolution" or "resolution" or "Flight" or "Article" or "Section" or "Order" or "number" or "Number" or "Highway" or "Route" or "Unit" or "least" or "than" or "nearly" or "almost" or "total")
            {
                return false;
            }
        }

        if (Kind(i + 1) is TermKind.Unit or TermKind.Scale or TermKind.Hundred or TermKind.Dozen or TermKind.Meridiem || Word(i + 1) is "%" or "percent" or "°" || Is(i + 1, "per") || Is(i + 1, "hours"))
        {
            return cue && Kind(i + 1) == TermKind.Unit && Is(i - 1, "in") && value % 100 != 0;
        }

        if (IsCounted(i + 1))
        {
            return cue && value % 10 != 0 && value >= FirstBareYear;
        }

        return value >= FirstBareYear || (cue && Is(i - 1, "in"));
    }

    private bool IsYearCue(int i) => Kind(i) is TermKind.Preposition && !Is(i, "at") || Kind(i) is TermKind.Early or TermKind.Late or TermKind.Mid or TermKind.Of or TermKind.Before or TermKind.After or TermKind.Joint or TermKind.The or TermKind.Dash or TermKind.Season
        or TermKind.Month || Word(i) is "(";

    /// <summary>A plural noun, so that the number before it counts.</summary>
    private bool IsCounted(int i)
    {
        if (!IsLower(i))
        {
            return false;
        }

        ReadOnlySpan<char> word = _tokens[i];
        if (terms[i].Kind is not (TermKind.Other or TermKind.Unit))
        {
            return false;
        }

        return (word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') && word is not ("was" or "does" or "has" or "elections" or "polls" or "talks"))
            || word is "men" or "people" or "women" or "children" or "troops" or "km" or "m" or "kg" or "mm" or "ft" or "mph" or "tonnes" or "civilian" or "foreign" or "armed";
    }
}
