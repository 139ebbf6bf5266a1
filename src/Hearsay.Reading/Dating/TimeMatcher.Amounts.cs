using Hearsay.Reading.English;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Dating;

/// <summary>The part of the grammar that counts units: deictic units, durations, distances, sets.</summary>
internal sealed partial class TimeMatcher
{
    /// <summary>Amounts of time above this are no time that a text means; it keeps sums inside the calendar.</summary>
    private const decimal MostUnits = 100_000;

    /// <summary>"last year", "the next few months", "this Monday", "the following day", "the day before", "those three weeks", "recent months".</summary>
    private int Relative(int at, ref TimeDraft d)
    {
        int i = Kind(at) == TermKind.The ? at + 1 : at;
        bool article = i > at;
        if (article && Kind(i) == TermKind.Unit)
        {
            return DayBefore(i, ref d);
        }

        Relation relation = Kind(i) switch
        {
            TermKind.Next => Relation.Next,
            TermKind.Last => Relation.Last,
            TermKind.Past => Relation.Last,
            TermKind.This => Relation.This,
            TermKind.That => Relation.That,
            TermKind.Following => Relation.Following,
            TermKind.Previous => Relation.Previous,
            _ => Relation.None,
        };
        if (relation == Relation.None)
        {
            return -1;
        }

        bool past = Kind(i) == TermKind.Past;
        bool same = Is(i, "same");
        int j = i + 1;
        if (Kind(j) == TermKind.That && Is(j, "same"))
        {
            // "that same day", "this same year".
            j++;
        }

        // "the next day" continues the story; "next week" looks from the time of writing.
        if (article && relation is Relation.Next && !past)
        {
            relation = Is(i, "next") && Kind(j) == TermKind.Unit && Value(j) < Terms.Plural ? Relation.Following : relation;
        }

        if (same && !article && Kind(i - 1) is not TermKind.That)
        {
            return -1;
        }

        if (Is(j, "very") || Is(j, "past"))
        {
            j++;
        }

        switch (Kind(j))
        {
            case TermKind.Unit:
                return RelativeUnit(i, j, relation, article, past, ref d);
            case TermKind.Weekday when Value(j) < Terms.Plural && IsCapital(j):
                d.Weekday = Value(j);
                d.Relation = relation;
                return AfterDate(j + 1, ref d);
            case TermKind.Month when IsCapital(j) && !(article && past):
                d.Month = Value(j);
                int day = DayOfMonth(j + 1);
                if (day > 0 && Kind(j + 1) == TermKind.Digits)
                {
                    d.Day = day;
                    j++;
                }

                d.Relation = relation;
                return j + 1;
            case TermKind.Season when !(Is(j, "fall") && IsLower(j + 1) && Kind(j + 1) == TermKind.Of):
                d.Season = Value(j);
                d.Relation = relation;
                return j + 1;
            case TermKind.DayPart when Value(j) < (int)DayPart.Dawn:
                d.Part = (DayPart)Value(j);
                d.Form = DraftForm.Shift;
                d.Unit = TimeUnit.Day;
                d.Relation = relation;
                d.Count = relation is Relation.This or Relation.That ? 0 : 1;
                return _tokens[j][^1] == 's' ? -1 : j + 1;
            case TermKind.Early or TermKind.Late when Kind(j + 1) == TermKind.DayPart && !article:
                return -1;
            case TermKind.Other or TermKind.Fiscal:
                int named = Holidays.Match(terms, j, _limit, out Holiday holiday);
                if (named > 0)
                {
                    d.Holiday = holiday;
                    d.Relation = relation;
                    return named;
                }

                break;
        }

        // "the last three weeks", "the past few days", "the next half-century".
        if (CountAt(j, ref d, out int counted))
        {
            int unit = UnitAfter(counted, d, out TimeUnit kind);
            if (unit > 0 && relation is not Relation.That)
            {
                d.Form = DraftForm.Duration;
                d.Unit = kind;
                d.Relation = relation;
                return unit;
            }

            if (unit > 0 && (article || relation == Relation.That))
            {
                d.Form = DraftForm.Duration;
                d.Unit = kind;
                return unit;
            }

            d.Count = 1;
            d.IsVague = false;
        }

        // "relatively quiet months" after "the following".
        if (IsLower(j) && Kind(j) == TermKind.Other && Kind(j + 1) == TermKind.Unit && Value(j + 1) > Terms.Plural && relation is Relation.Last or Relation.Following)
        {
            return RelativeUnit(i, j + 1, relation, article, past, ref d);
        }

        return -1;
    }

    private int RelativeUnit(int i, int j, Relation relation, bool article, bool past, ref TimeDraft d)
    {
        var unit = (TimeUnit)(Value(j) & ~Terms.Plural);
        bool plural = Value(j) >= Terms.Plural;
        if (unit < TimeUnit.Day && !plural)
        {
            if (unit == TimeUnit.Hour && relation is Relation.Last or Relation.Next)
            {
                d.Form = DraftForm.Duration;
                d.Unit = unit;
                d.Relation = relation;
                return j + 1;
            }

            return -1;
        }

        d.Unit = unit;
        if (plural)
        {
            // "these days", "the coming weeks", "the following months".
            if (Is(i, "these") && unit == TimeUnit.Day)
            {
                d.Form = DraftForm.Vague;
                d.Value = "PRESENT_REF";
                return j + 1;
            }

            if (relation == Relation.That || Is(i, "current"))
            {
                return -1;
            }

            d.Form = DraftForm.Duration;
            d.IsVague = true;
            d.Count = 0;
            d.Relation = relation;
            return j + 1;
        }

        bool span = past || (article && relation == Relation.Last && unit >= TimeUnit.Week) || (article && Is(i, "next") && unit >= TimeUnit.Decade);
        if (span && relation is Relation.Last or Relation.Next or Relation.Following)
        {
            if (past && Kind(i + 1) == TermKind.Unit && !article && unit == TimeUnit.Day)
            {
                return -1;
            }

            d.Form = DraftForm.Duration;
            d.Relation = relation == Relation.Following ? Relation.Next : relation;
            return j + 1;
        }

        // "the last day of the war" has no place; "of May" was taken before.
        if (article && relation == Relation.Last && Kind(j + 1) == TermKind.Of)
        {
            return -1;
        }

        if (article && relation == Relation.This && !Is(i, "current"))
        {
            return -1;
        }

        d.Form = DraftForm.Shift;
        d.Relation = relation;
        d.Count = relation is Relation.This or Relation.That ? 0 : 1;
        return j + 1;
    }

    /// <summary>"the day before", "the year after", "the day following", "the day before yesterday".</summary>
    private int DayBefore(int i, ref TimeDraft d)
    {
        if (Value(i) >= Terms.Plural)
        {
            return -1;
        }

        var unit = (TimeUnit)Value(i);
        if (unit < TimeUnit.Day)
        {
            return -1;
        }

        Relation relation = Kind(i + 1) switch
        {
            TermKind.Before => Relation.Previous,
            TermKind.After or TermKind.Following => Relation.Following,
            _ => Relation.None,
        };
        if (relation == Relation.None)
        {
            return -1;
        }

        d.Unit = unit;
        d.Form = DraftForm.Shift;
        if (Kind(i + 2) == TermKind.Today && Value(i + 2) != 0 && unit == TimeUnit.Day)
        {
            d.Relation = relation == Relation.Previous ? Relation.Last : Relation.Next;
            d.Count = 2;
            return i + 3;
        }

        int stated = Stated(i + 2, ref d);
        if (stated > 0)
        {
            d.Form = DraftForm.Shift;
            d.Relation = relation == Relation.Previous ? Relation.BeforeStated : Relation.AfterStated;
            d.Unit = unit;
            d.Count = 1;
            return stated;
        }

        d.Relation = relation;
        return i + 2;
    }

    /// <summary>A full date or festival that a distance is counted from; fields go into <paramref name="d"/>.</summary>
    private int Stated(int at, ref TimeDraft d)
    {
        int i = Is(at, "the") ? at + 1 : at;
        var inner = new TimeDraft { Start = d.Start };
        int end = Kind(i) is TermKind.Month or TermKind.Weekday or TermKind.Digits or TermKind.OrdinalDigits ? MonthDate(i, ref inner) : Kind(i) == TermKind.IsoDate ? IsoDate(i, ref inner) : -1;
        if (end < 0 && Kind(i) == TermKind.Other)
        {
            end = Holidays.Match(terms, i, _limit, out Holiday holiday);
            inner.Holiday = holiday;
            end = end > 0 ? AfterYear(end, ref inner, required: false) : end;
        }

        if (end < 0 && Kind(i) == TermKind.Digits)
        {
            end = YearAt(i, strong: false, ref inner);
        }

        if (end < 0)
        {
            return -1;
        }

        (inner.Count, inner.IsVague, inner.Unit, inner.Modifier, inner.Counted) = (d.Count, d.IsVague, d.Unit, d.Modifier, true);
        d = inner;
        return end;
    }

    /// <summary>Durations, and distances from a reference: "more than three weeks", "two days later", "a week ago", "ten-day".</summary>
    private int Amount(int at, ref TimeDraft d)
    {
        int i = Bound(at, out TimeModifier modifier);
        bool article = false;
        if (i == at && Kind(at) == TermKind.The)
        {
            i = at + 1;
            article = true;
            if (Kind(i) is TermKind.A or TermKind.Unit)
            {
                return -1;
            }
        }

        int end;
        TimeUnit unit;
        if (CountAt(i, ref d, out int counted))
        {
            end = UnitAfter(counted, d, out unit);
        }
        else if (Kind(i) == TermKind.Unit && Value(i) > Terms.Plural && !article)
        {
            // "months of fighting".
            d.IsVague = true;
            d.Count = 0;
            unit = (TimeUnit)(Value(i) - Terms.Plural);
            end = i + 1;
        }
        else if (Kind(i) == TermKind.Unit && Value(i) < Terms.Plural && Kind(i + 1) == TermKind.Dash && Is(i + 2, "long") && i == at)
        {
            // "year-long".
            unit = (TimeUnit)Value(i);
            end = i + 3;
        }
        else if (Kind(i) is TermKind.Ordinal or TermKind.OrdinalDigits && Kind(i + 1) == TermKind.Unit && Value(i + 1) < Terms.Plural && Value(i + 1) >= (int)TimeUnit.Day && (article || Kind(i - 1) == TermKind.Possessive))
        {
            // "its 11th month", "the first year of the war".
            d.Form = DraftForm.Duration;
            d.Unit = (TimeUnit)Value(i + 1);
            d.Nth = Value(i);
            return d.Unit == TimeUnit.Century ? -1 : i + 2;
        }
        else
        {
            return -1;
        }

        if (end < 0 || d.Count > MostUnits || (article && Value(i) == 1 && Kind(i) == TermKind.Cardinal))
        {
            return -1;
        }

        if (Is(end - 1, "half") && Is(end - 3, "and") && Kind(end - 4) == TermKind.Unit)
        {
            d.Count += 0.5m;
        }

        d.Unit = unit;
        d.Modifier = modifier == TimeModifier.None ? d.Modifier : modifier;
        d.Form = DraftForm.Duration;
        if (IsAge(end, ref end))
        {
            return -1;
        }

        bool hyphen = Kind(end - 2) == TermKind.Dash && !_tokens.SpaceBefore(end - 1);
        if (Kind(end) == TermKind.Dash && Is(end + 1, "long"))
        {
            return end + 2;
        }

        if (hyphen)
        {
            return end;
        }

        if (Is(end, "long") && Kind(end - 1) == TermKind.Unit)
        {
            return end + 1;
        }

        int distance = Distance(end, ref d);
        if (distance > 0)
        {
            return distance;
        }

        // "5 a day" is a rate; "a day" alone is a duration only where one is expected.
        if (Kind(i) == TermKind.A && d is { Count: 1, IsVague: false } && Kind(i + 1) == TermKind.Unit)
        {
            return modifier != TimeModifier.None || IsSpanCue(at - 1) || Kind(end) == TermKind.Of && unit >= TimeUnit.Day ? end : -1;
        }

        return end;
    }

    /// <summary>Words before "a year" that make it a span: "for a year", "within a week"; otherwise it may be a rate or a noun.</summary>
    private bool IsSpanCue(int i) => Word(i) is "for" or "For" or "in" or "In" or "within" or "Within" or "than" or "about" or "after" or "After" or "over" or "Over" or "during" or "by" or "half" or "just" or "only" or "took" or "last" or "lasted" or "spent" or "once" or "almost" or "nearly" or "least" or "and" or "or" or "every";

    /// <summary>"ago", "later", "earlier", "after 4 May", "from now" behind an amount.</summary>
    private int Distance(int end, ref TimeDraft d)
    {
        d.Counted = true;
        TermKind kind = Kind(end);
        switch (kind)
        {
            case TermKind.Ago:
                d.Form = DraftForm.Shift;
                d.Relation = Relation.Last;
                return end + 1;
            case TermKind.Later or TermKind.Earlier:
                d.Form = DraftForm.Shift;
                d.Relation = kind == TermKind.Later ? Relation.Following : Relation.Previous;
                if (Is(end, "hence"))
                {
                    d.Relation = Relation.Next;
                }

                return end + 1;
            case TermKind.After or TermKind.Before:
                int from = end + 1;
                int stated = Stated(from, ref d);
                if (stated > 0)
                {
                    d.Form = DraftForm.Shift;
                    d.Relation = kind == TermKind.After ? Relation.AfterStated : Relation.BeforeStated;
                    return stated;
                }

                // "two days before." at the end of a clause counts from the story; before an event it is a duration.
                if (end + 1 >= _limit || Kind(end + 1) == TermKind.Comma || (Word(end + 1).Length > 0 && char.IsPunctuation(Word(end + 1)[0]) && Kind(end + 1) is not (TermKind.Money or TermKind.Dash)))
                {
                    d.Form = DraftForm.Shift;
                    d.Relation = kind == TermKind.After ? Relation.Following : Relation.Previous;
                    return end + 1;
                }

                return -1;
            case TermKind.Previous when Is(end, "prior") && !Is(end + 1, "to"):
                d.Form = DraftForm.Shift;
                d.Relation = Relation.Previous;
                return end + 1;
            case TermKind.Preposition when Is(end, "from") && Is(end + 1, "now"):
                d.Form = DraftForm.Shift;
                d.Relation = Relation.Next;
                return end + 2;
            case TermKind.Preposition when Is(end, "from") && Kind(end + 1) == TermKind.Today:
                d.Form = DraftForm.Shift;
                d.Relation = Relation.Next;
                d.Count += Value(end + 1);
                return end + 2;
            default:
                return -1;
        }
    }

    /// <summary>"more than", "at least", "nearly", "about": returns where the amount begins.</summary>
    private int Bound(int at, out TimeModifier modifier)
    {
        modifier = TimeModifier.None;
        int i = Is(at, "only") || Is(at, "just") || Is(at, "well") || Is(at, "barely") || Is(at, "exactly") ? at + 1 : at;
        switch (Kind(i))
        {
            case TermKind.About:
                modifier = TimeModifier.Approximate;
                return i + 1;
            case TermKind.More:
                modifier = TimeModifier.MoreThan;
                return Is(i, "more") ? Is(i + 1, "than") ? i + 2 : At(at, out modifier) : i + 1;
            case TermKind.Less:
                modifier = TimeModifier.LessThan;
                return Is(i, "less") || Is(i, "fewer") ? Is(i + 1, "than") ? i + 2 : At(at, out modifier) : i + 1;
            case TermKind.Preposition when Is(i, "at") && Is(i + 1, "least"):
                modifier = TimeModifier.EqualOrMore;
                return i + 2;
            case TermKind.Preposition when Is(i, "at") && Is(i + 1, "most"):
                modifier = TimeModifier.EqualOrLess;
                return i + 2;
            case TermKind.Other when (Is(i, "up") && Is(i + 1, "to")):
                modifier = TimeModifier.EqualOrLess;
                return i + 2;
            case TermKind.Other when Is(i, "no") && Kind(i + 1) is TermKind.More or TermKind.Less && Is(i + 2, "than"):
                modifier = Kind(i + 1) == TermKind.More ? TimeModifier.EqualOrLess : TimeModifier.EqualOrMore;
                return i + 3;
            default:
                return i;
        }

        static int At(int at, out TimeModifier modifier)
        {
            modifier = TimeModifier.None;
            return at;
        }
    }

    /// <summary>How many units: a number, "a", "a few", "half a", "one and a half", "two to three".</summary>
    private bool CountAt(int i, ref TimeDraft d, out int end)
    {
        end = i;
        d.IsVague = false;
        d.Count = 1;
        switch (Kind(i))
        {
            case TermKind.A:
                int j = i + 1;
                if (Is(j, "few") || (Is(j, "good") && Is(j + 1, "many")) || (Is(j, "great") && Is(j + 1, "many")))
                {
                    d.IsVague = true;
                    d.Count = 0;
                    end = Is(j, "few") ? j + 1 : j + 2;
                    return true;
                }

                if (Is(j, "couple"))
                {
                    d.Count = 2;
                    end = Kind(j + 1) == TermKind.Of ? j + 2 : j + 1;
                    return true;
                }

                if ((Is(j, "number") || Is(j, "matter") || Is(j, "handful")) && Kind(j + 1) == TermKind.Of)
                {
                    d.IsVague = true;
                    d.Count = 0;
                    end = j + 2;
                    return true;
                }

                if (Kind(j) == TermKind.Half)
                {
                    d.Count = 0.5m;
                    end = Kind(j + 1) == TermKind.Dash ? j + 2 : j + 1;
                    return true;
                }

                if (Kind(j) == TermKind.Dozen)
                {
                    d.Count = Value(j);
                    end = j + 1;
                    return true;
                }

                if (Kind(j) == TermKind.Hundred || Kind(j) == TermKind.Scale)
                {
                    d.Count = Kind(j) == TermKind.Hundred ? 100 : NumberReader.Power(Value(j));
                    end = j + 1;
                    return d.Count <= MostUnits;
                }

                if (Is(j, "full") || Is(j, "whole") || Is(j, "single"))
                {
                    j++;
                }

                end = j;
                return true;
            case TermKind.Half:
                j = i + 1;
                if (Kind(j) == TermKind.A || Kind(j) == TermKind.Dash)
                {
                    d.Count = 0.5m;
                    end = j + 1;
                    return true;
                }

                return false;
            case TermKind.Vague:
                d.IsVague = true;
                d.Count = 0;
                end = Kind(i + 1) == TermKind.More ? i + 2 : i + 1;
                return true;
            case TermKind.Dozen when _tokens[i][^1] == 's' && Kind(i + 1) == TermKind.Of:
                d.IsVague = true;
                d.Count = 0;
                end = i + 2;
                return true;
            case TermKind.Cardinal or TermKind.Digits or TermKind.Decimal:
                if (!NumberReader.TryRead(terms, i, _limit, out end, out decimal value))
                {
                    return false;
                }

                d.Count = value;
                if (Is(end, "and") && Kind(end + 1) == TermKind.A && Kind(end + 2) == TermKind.Half)
                {
                    d.Count += 0.5m;
                    end += 3;
                }
                else if (Kind(end) == TermKind.Dash && Is(end + 1, "and") && Kind(end + 2) == TermKind.Dash && Kind(end + 3) == TermKind.A && Kind(end + 5) == TermKind.Half)
                {
                    d.Count += 0.5m;
                    end += 6;
                }
                else if ((Is(end, "to") || Is(end, "or") || Kind(end) == TermKind.Dash) && NumberReader.TryRead(terms, end + 1, _limit, out int second, out decimal upper) && upper > value)
                {
                    // "two to three weeks": the value is the smaller, and said to be open.
                    d.Modifier = TimeModifier.Approximate;
                    end = second;
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>The unit after a count, with a hyphen or an adjective between: "10-day", "three full days", "two more weeks".</summary>
    private int UnitAfter(int i, in TimeDraft d, out TimeUnit unit)
    {
        int j = i;
        bool hyphen = Kind(j) == TermKind.Dash && !_tokens.SpaceBefore(j);
        if (hyphen)
        {
            j++;
        }

        if (Kind(j) == TermKind.Unit)
        {
            unit = (TimeUnit)(Value(j) & ~Terms.Plural);
            bool plural = Value(j) > Terms.Plural;
            if (d.IsVague && !plural && unit != TimeUnit.Hour)
            {
                return -1;
            }

            // "an hour and a half".
            if (!hyphen && d.Count == 1 && Is(j + 1, "and") && Kind(j + 2) == TermKind.A && Kind(j + 3) == TermKind.Half)
            {
                return j + 4;
            }

            return unit == TimeUnit.Quarter && !plural ? -1 : j + 1;
        }

        unit = TimeUnit.Day;
        if (Kind(j) == TermKind.DayPart && Value(j) == (int)DayPart.Night && (d.Count != 1 || Is(i - 1, "one")))
        {
            unit = TimeUnit.Night;
            return j + 1;
        }

        if (Kind(j) is TermKind.Other or TermKind.More or TermKind.Following or TermKind.Previous or TermKind.Last && !hyphen && j > _first && IsLower(j) && char.IsAsciiLetter(_tokens[j][^1]) && Kind(j + 1) == TermKind.Unit && Value(j + 1) > Terms.Plural)
        {
            unit = (TimeUnit)(Value(j + 1) - Terms.Plural);
            return j + 2;
        }

        return -1;
    }

    /// <summary>"22 years old", "20-year-old", "26 years of age", "aged 40": how old somebody is, not when.</summary>
    private bool IsAge(int at, ref int end)
    {
        int i = Kind(at) == TermKind.Dash ? at + 1 : at;
        return Is(i, "old") || Is(i, "olds") || (Kind(i) == TermKind.Of && Is(i + 1, "age"));
    }

    /// <summary>"every Monday", "each day", "twice a week", "per month", "daily", "on Mondays", "a year" after an amount.</summary>
    private int Recurring(int at, ref TimeDraft d)
    {
        d.Form = DraftForm.Set;
        switch (Kind(at))
        {
            case TermKind.Every:
                int i = at + 1;
                if (Is(i, "other"))
                {
                    d.Count = 2;
                    i++;
                }
                else if (Is(i, "few"))
                {
                    d.IsVague = true;
                    d.Count = 0;
                    i++;
                }
                else if (Is(i, "single") || (Is(i, "and") && Is(i + 1, "every")))
                {
                    i += Is(i, "single") ? 1 : 2;
                }
                else if (Kind(i) is TermKind.Cardinal or TermKind.Digits && NumberReader.TryRead(terms, i, _limit, out int end, out decimal count) && Kind(end) == TermKind.Unit && count <= MostUnits)
                {
                    d.Count = count;
                    i = end;
                }

                return RecurringUnit(i, ref d);
            case TermKind.Per:
                // "900 km per hour" is one measure.
                return Kind(at + 1) == TermKind.Unit && !(Value(at + 1) < (int)TimeUnit.Day && at > _first && Counting.UnitNames.Measure(_tokens[at - 1]) is not null) ? RecurringUnit(at + 1, ref d) : -1;
            case TermKind.HowOften:
                int often = at + 1;
                if ((Kind(often) == TermKind.A || Kind(often) == TermKind.Per || Kind(often) == TermKind.Every) && Kind(often + 1) == TermKind.Unit)
                {
                    return RecurringUnit(often + 1, ref d);
                }

                if (Kind(often) != TermKind.Periodic)
                {
                    return -1;
                }

                Adverb(Value(often), ref d);
                return often + 1;
            case TermKind.Periodic:
                // "Daily Telegraph" is a name.
                if (IsCapital(at) && at > _first && (IsCapital(at - 1) || IsCapital(at + 1)) || (IsCapital(at) && IsCapital(at + 1)))
                {
                    return -1;
                }

                Adverb(Value(at), ref d);
                return at + 1;
            case TermKind.Weekday when Value(at) > Terms.Plural && IsCapital(at):
                d.Weekday = Value(at) - Terms.Plural;
                return at + 1;
            case TermKind.A when Kind(at + 1) == TermKind.Unit && Value(at + 1) < Terms.Plural && IsRate(at):
                return RecurringUnit(at + 1, ref d);
            case TermKind.Cardinal or TermKind.Digits when Is(at + 1, "times") && Kind(at + 2) is TermKind.A or TermKind.Per && Kind(at + 3) == TermKind.Unit:
                return RecurringUnit(at + 3, ref d);
            default:
                return -1;
        }
    }

    /// <summary>Adverbs of time name the unit that comes again, not its length.</summary>
    private static void Adverb(int unit, ref TimeDraft d)
    {
        d.Unit = (TimeUnit)unit;
        d.Value = "daily";
    }

    private int RecurringUnit(int i, ref TimeDraft d)
    {
        switch (Kind(i))
        {
            case TermKind.Unit:
                d.Unit = (TimeUnit)(Value(i) & ~Terms.Plural);
                return i + 1;
            case TermKind.Weekday:
                d.Weekday = Value(i) & ~Terms.Plural;
                if (Kind(i + 1) == TermKind.DayPart && Value(i + 1) < (int)DayPart.Dawn)
                {
                    d.Part = (DayPart)Value(i + 1);
                    return i + 2;
                }

                return i + 1;
            case TermKind.Month when IsCapital(i):
                d.Month = Value(i);
                return i + 1;
            case TermKind.Season:
                d.Season = Value(i);
                return i + 1;
            case TermKind.DayPart when Value(i) < (int)DayPart.Dawn:
                d.Part = (DayPart)Value(i);
                d.Unit = TimeUnit.Day;
                return i + 1;
            default:
                return -1;
        }
    }

    /// <summary>True when "a day" follows an amount: "$5m a day", "40 percent a year", "500 men a week".</summary>
    private bool IsRate(int at)
    {
        if (at <= _first)
        {
            return false;
        }

        TermKind before = Kind(at - 1);
        if (before is TermKind.Digits or TermKind.Decimal or TermKind.Scale or TermKind.Hundred or TermKind.Dozen or TermKind.Cardinal)
        {
            return true;
        }

        ReadOnlySpan<char> word = _tokens[at - 1];
        if (word is "%" or "percent" or "times" or "hours")
        {
            return true;
        }

        return char.IsAsciiLetterLower(word[0]) && word[^1] == 's' && (Kind(at - 2) is TermKind.Digits or TermKind.Decimal or TermKind.Scale or TermKind.Cardinal or TermKind.Hundred || Kind(at - 3) is TermKind.Digits or TermKind.Decimal or TermKind.Scale or TermKind.Cardinal);
    }

    /// <summary>"now", "former", "at present", "the future", "recent months".</summary>
    private int Loose(int at, ref TimeDraft d)
    {
        d.Form = DraftForm.Vague;
        switch (Kind(at))
        {
            case TermKind.Now:
                d.Value = "PRESENT_REF";
                return at + 1;
            case TermKind.PastWord:
                if (Is(at, "recent"))
                {
                    int i = Kind(at + 1) == TermKind.Unit && Value(at + 1) > Terms.Plural ? at + 1 : 0;
                    if (i > 0)
                    {
                        d.Form = DraftForm.Duration;
                        d.Relation = Relation.Last;
                        d.IsVague = true;
                        d.Count = 0;
                        d.Unit = (TimeUnit)(Value(i) - Terms.Plural);
                        return i + 1;
                    }
                }

                if (IsCapital(at) && at > _first && IsCapital(at + 1) && IsCapital(at - 1))
                {
                    return -1;
                }

                // "the former … the latter".
                if (Is(at, "former") && (at + 1 >= _limit || !char.IsLetter(_tokens[at + 1][0]) || Kind(at + 1) is TermKind.A or TermKind.Preposition or TermKind.Of or TermKind.Joint || (Is(at + 1, "was") || Is(at + 1, "is") || Is(at + 1, "had"))))
                {
                    return -1;
                }

                d.Value = "PAST_REF";
                return at + 1;
            case TermKind.Joint when Is(at, "to") && Is(at + 1, "date") && !IsLower(at + 2) && !IsCapital(at + 2):
                d.Value = "PRESENT_REF";
                return at + 2;
            case TermKind.FutureWord:
                d.Value = "FUTURE_REF";
                return at + 1;
            case TermKind.The when Is(at, "the"):
                if (Kind(at + 1) == TermKind.FutureWord || ((Is(at + 1, "near") || Is(at + 1, "immediate") || Is(at + 1, "foreseeable")) && Kind(at + 2) == TermKind.FutureWord))
                {
                    d.Value = "FUTURE_REF";
                    return Kind(at + 1) == TermKind.FutureWord ? at + 2 : at + 3;
                }

                if (Kind(at + 1) == TermKind.Past && !IsCapital(at + 1) && !(IsLower(at + 2) && Kind(at + 2) is TermKind.Other or TermKind.Vague or TermKind.Cardinal) && Kind(at + 2) is not TermKind.Digits)
                {
                    d.Value = "PAST_REF";
                    return at + 2;
                }

                if ((Is(at + 1, "present") && (Is(at + 2, "day") || !IsLower(at + 2) || Kind(at + 2) is TermKind.Preposition or TermKind.Joint)) || (Is(at + 1, "moment") && Is(at - 1, "at")) || (Is(at + 1, "time") && Is(at + 2, "being")))
                {
                    d.Value = "PRESENT_REF";
                    return Is(at + 2, "day") || Is(at + 2, "being") ? at + 3 : at + 2;
                }

                return -1;
            case TermKind.This when Is(at, "current") && IsLower(at):
                d.Value = "PRESENT_REF";
                return at + 1;
            case TermKind.This when Is(at, "this") && Is(at + 1, "time") && Is(at - 1, "at"):
                d.Value = "PRESENT_REF";
                return at + 2;
            default:
                return -1;
        }
    }

    /// <summary>Expressions that begin with a word of no class: "Q3 2022", "up to three days", "present day", "no later than".</summary>
    private int Phrases(int at, ref TimeDraft d)
    {
        if (_tokens[at].Length == 2 && _tokens[at][0] is 'Q' or 'H')
        {
            return QuarterSign(at, ref d);
        }

        if (_tokens[at].Length > 4 && _tokens[at][0] is 'm' or 'M' && MidWord(at, out _, out _, out _))
        {
            return Modified(at, ref d);
        }

        if (Is(at, "up") || Is(at, "no") || Is(at, "only") || Is(at, "just") || Is(at, "well") || Is(at, "barely"))
        {
            return Amount(at, ref d);
        }

        if ((Is(at, "present") || Is(at, "modern")) && (Is(at + 1, "day") || (Kind(at + 1) == TermKind.Dash && Is(at + 2, "day"))))
        {
            d.Form = DraftForm.Vague;
            d.Value = "PRESENT_REF";
            return Is(at + 1, "day") ? at + 2 : at + 3;
        }

        if (Is(at, "right") && Kind(at + 1) == TermKind.Now)
        {
            d.Form = DraftForm.Vague;
            d.Value = "PRESENT_REF";
            return at + 2;
        }

        return -1;
    }

    private bool Phrase(int at, ref TimeDraft d)
    {
        int end = Phrases(at, ref d);
        if (end <= at)
        {
            return false;
        }

        d.End = end;
        return true;
    }
}
