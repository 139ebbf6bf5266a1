using System.Globalization;
using Hearsay.Reading.English;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Dating;

/// <summary>
/// Gives drafts their value and interval, in the order of the text. News looks from its day of publication; a narrative (a history without a date, or one whose years lie
/// behind) looks from the time that it spoke of last. State: the time spoken of last.
/// </summary>
internal sealed class TimeResolver(Tokens tokens, PublicationDate? published, bool narrative)
{
    /// <summary>Units that "a few", "several" or "recent" reach over at most, when an interval is asked for: beyond half a dozen, writers take the next larger unit.</summary>
    private const int VagueUnits = 6;

    /// <summary>A bare year farther than this from the time spoken of is an aside, unless the next one confirms it: wars and crises are told in shorter steps.</summary>
    private const int AsideYears = 12;

    /// <summary>A month that lies this many months back counts as near as one month more ahead: stories go forward.</summary>
    private const double BackwardCost = 1.15;

    private Moment? _spoken;
    private int _pendingYear = TimeDraft.NoYear;
    private int _statedYear = TimeDraft.NoYear;
    private int _statedSentence = -9;
    private int _statedParagraph = -1;
    private int _spokenSentence = -9;
    private int _sentence;
    private int _paragraph;

    private int? PublicationDay => published is { } date ? Calendar.Day(date.Day.Year, date.Day.Month, date.Day.Day) : null;

    /// <summary>True when the time spoken of lies before Christ.</summary>
    public bool IsAncient => _spoken is { Year: < 1 };

    /// <summary>Resolves one draft. <paramref name="clause"/> is the sentence, whose verbs are asked where they matter.</summary>
    public TimeExpression Resolve(in TimeDraft draft, int sentence, int paragraph, TokenRange clause)
    {
        _sentence = sentence;
        _paragraph = paragraph;
        TimeExpression found = draft.Form switch
        {
            DraftForm.Point => Point(draft, clause),
            DraftForm.Shift => Shift(draft, clause),
            DraftForm.Duration => Duration(draft),
            DraftForm.Set => Set(draft),
            _ => Vague(draft),
        };
        return found;
    }

    private TimeExpression Vague(in TimeDraft d)
    {
        TimeInterval? interval = null;
        if (d.Value == "PRESENT_REF" && !narrative && PublicationDay is { } day)
        {
            interval = Days(day, day + 1, TimePrecision.Day);
        }

        return Make(d, TimeKind.Date, d.Value ?? "", interval, interval is null ? TimeReference.Itself : TimeReference.Publication);
    }

    private static TimeExpression Set(in TimeDraft d)
    {
        string value;
        if (d.Weekday > 0)
        {
            value = string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{d.Weekday}{PartCode(d.Part)}");
        }
        else if (d.Month > 0)
        {
            value = string.Create(CultureInfo.InvariantCulture, $"XXXX-{d.Month:00}");
        }
        else if (d.Season > 0)
        {
            value = "XXXX-" + SeasonCode(d.Season);
        }
        else if (d.Part != DayPart.None)
        {
            value = "XXXX-XX-XX" + PartCode(d.Part);
        }
        else if (d.Value == "daily" && d.Unit is TimeUnit.Day or TimeUnit.Week or TimeUnit.Month or TimeUnit.Year)
        {
            value = d.Unit switch { TimeUnit.Day => "XXXX-XX-XX", TimeUnit.Week => "XXXX-WXX", TimeUnit.Month => "XXXX-XX", _ => "XXXX" };
        }
        else
        {
            value = Amount(d.Count, d.IsVague, d.Unit);
        }

        return Make(d, TimeKind.Set, value, null, TimeReference.Itself);
    }

    private TimeExpression Duration(in TimeDraft d)
    {
        string value = d.Nth > 0 ? Amount(1, false, d.Unit) : Amount(d.Count, d.IsVague, d.Unit);
        TimeInterval? interval = null;
        TimeReference reference = TimeReference.Itself;
        bool approximate = d.IsVague || d.Modifier != TimeModifier.None;
        bool fromText = d.Relation is Relation.Following or Relation.Previous || narrative;
        int? from = fromText ? _spoken?.FirstDay : PublicationDay;
        decimal count = d.IsVague ? VagueUnits : d.Count;
        if (from is { } day && d.Nth > 0 && !narrative)
        {
            // "its 11th month": the one that holds the day of writing.
            interval = Days(Add(day, -1, d.Unit), Add(day, 1, d.Unit), Precision(d.Unit));
            approximate = true;
            reference = TimeReference.Publication;
        }
        else if (from is { } start && d.Relation != Relation.None)
        {
            bool back = d.Relation is Relation.Last or Relation.Previous or Relation.This;
            int other = Add(start, back ? -count : count, d.Unit);
            interval = back ? Days(other, start + (fromText ? 0 : 1), Precision(d.Unit)) : Days(start, other, Precision(d.Unit));
            reference = fromText ? TimeReference.Text : TimeReference.Publication;
        }

        return Make(d, TimeKind.Duration, value, interval, reference) with { Approximate = approximate };
    }

    /// <summary>"two days later", "last year", "tonight", "three days after 4 May".</summary>
    private TimeExpression Shift(in TimeDraft d, TokenRange clause)
    {
        bool fromText = d.Relation is Relation.Following or Relation.Previous or Relation.That || narrative;
        Moment? origin;
        TimeReference reference = fromText ? TimeReference.Text : TimeReference.Publication;
        if (d.Relation is Relation.AfterStated or Relation.BeforeStated)
        {
            TimeDraft stated = d;
            stated.Form = DraftForm.Point;
            stated.Relation = Relation.None;
            stated.Nth = 0;
            origin = Place(ref stated, clause, out reference);
        }
        else
        {
            origin = fromText ? _spoken : Published();
            if (fromText && !narrative && (origin is null || d.Relation == Relation.That && d.Unit != TimeUnit.Day && _spoken is null))
            {
                origin = Published();
                reference = TimeReference.Publication;
            }
        }

        bool back = d.Relation is Relation.Last or Relation.Previous or Relation.BeforeStated;
        if (d.Relation == Relation.This && narrative && d.Unit == TimeUnit.Day && d.Part == DayPart.None && d.Count == 0 && d.Clock < 0)
        {
            return Make(d, TimeKind.Date, "PRESENT_REF", null, TimeReference.Itself);
        }

        if (d.IsVague)
        {
            TimeInterval? around = null;
            if (origin is { Month: > 0 } known && d.Unit >= TimeUnit.Day)
            {
                int other = Add(known.FirstDay, back ? -VagueUnits : VagueUnits, d.Unit);
                around = back ? Days(other, known.FirstDay, Precision(d.Unit)) : Days(known.FirstDay, other, Precision(d.Unit));
            }

            return Make(d, TimeKind.Date, back ? "PAST_REF" : "FUTURE_REF", around, around is null ? TimeReference.Itself : reference) with { Approximate = true };
        }

        decimal count = back ? -d.Count : d.Count;
        if (origin is not { } from)
        {
            return Make(d, d.HasClockOrPart ? TimeKind.Time : TimeKind.Date, Open(d), null, TimeReference.Itself);
        }

        return Shifted(d, from, count, reference);
    }

    private TimeExpression Shifted(in TimeDraft d, Moment from, decimal count, TimeReference reference)
    {
        TimeUnit unit = d.Unit;
        decimal units = count;
        if (unit is TimeUnit.Fortnight)
        {
            (unit, units) = (TimeUnit.Week, count * 2);
        }

        if (units != Math.Floor(units))
        {
            (unit, units) = unit switch
            {
                TimeUnit.Year => (TimeUnit.Month, Math.Round(units * 12)),
                TimeUnit.Decade => (TimeUnit.Year, Math.Round(units * 10)),
                TimeUnit.Century => (TimeUnit.Year, Math.Round(units * 100)),
                TimeUnit.Month => (TimeUnit.Day, Math.Round(units * 30)),
                TimeUnit.Week => (TimeUnit.Day, Math.Round(units * 7)),
                TimeUnit.Day => (TimeUnit.Hour, Math.Round(units * 24)),
                _ => (unit, Math.Round(units)),
            };
        }

        int n = (int)Math.Clamp(units, -Calendar.FarthestYear, Calendar.FarthestYear);
        switch (unit)
        {
            case TimeUnit.Second or TimeUnit.Minute or TimeUnit.Hour:
                return Hours(d, from, n, unit, reference);
            case TimeUnit.Day or TimeUnit.Night:
                if (from.Day == 0)
                {
                    return Make(d, d.HasClockOrPart ? TimeKind.Time : TimeKind.Date, Text(from.Year) + (from.Month > 0 && !from.IsMonthGuessed ? $"-{from.Month:00}" : "-XX") + "-XX" + PartCode(d.Part), MonthOrYear(from), reference);
                }

                return Day(d, from.FirstDay + n, reference);
            case TimeUnit.Weekend:
                int monday = from.FirstDay - Calendar.Weekday(from.FirstDay) + 1 + (n * 7);
                (int weekYear, int week) = Calendar.Week(monday);
                Speak(new Moment(Calendar.Date(monday + 5).Year, Calendar.Date(monday + 5).Month, Calendar.Date(monday + 5).Day, Length: 2), d);
                return Make(d, TimeKind.Date, $"{Text(weekYear)}-W{week:00}-WE", Days(monday + 5, monday + 7, TimePrecision.Week), reference);
            case TimeUnit.Week:
                if (from.Day == 0)
                {
                    return Make(d, TimeKind.Date, Text(from.Year) + "-WXX", MonthOrYear(from), reference);
                }

                int day = from.FirstDay + (n * 7);
                (int isoYear, int isoWeek) = Calendar.Week(day);
                int first = day - Calendar.Weekday(day) + 1;
                (int y, int m, int dd) = Calendar.Date(day);
                Speak(new Moment(y, m, dd, Length: 7), d);
                return Make(d, TimeKind.Date, $"{Text(isoYear)}-W{isoWeek:00}", Cut(d.Modifier, first, first + 7, TimePrecision.Week, from), reference);
            case TimeUnit.Month:
                if (from.Month == 0 || (from.IsMonthGuessed && n == 0))
                {
                    return Make(d, TimeKind.Date, Text(from.Year) + "-XX", YearDays(from.Year), reference);
                }

                int months = from.Months + n;
                int year = Floor(months, 12);
                return Month(d, year, months - (year * 12) + 1, reference, from);
            case TimeUnit.Quarter:
                int quarters = (from.Months / 3) + n;
                return QuarterOf(d, Floor(quarters, 4), quarters - (Floor(quarters, 4) * 4) + 1, reference, from);
            case TimeUnit.Year when d.Half > 0:
                return HalfOf(d, from.Year + n, reference);
            case TimeUnit.Year when d.Quarter > 0:
                return QuarterOf(d, from.Year + n, d.Quarter, reference, from);
            case TimeUnit.Year:
                return Year(d, from.Year + n, reference, from);
            case TimeUnit.Decade:
                if (Math.Abs(n) > 1 || d.Relation is Relation.Previous or Relation.Following && d.Count >= 1 && IsCounted(d))
                {
                    return Year(d, from.Year + (10 * n), reference, from) with { Approximate = true };
                }

                return Decade(d, Floor(from.Year, 10) * 10 + (10 * n), reference);
            case TimeUnit.Century:
                return IsCounted(d) ? Year(d, from.Year + (100 * n), reference, from) with { Approximate = true } : Century(d, (Floor(from.Year, 100) * 100) + (100 * n), reference);
            default:
                return Make(d, TimeKind.Date, "", null, TimeReference.Itself);
        }
    }

    /// <summary>"a decade later" counts; "the following decade" names.</summary>
    private static bool IsCounted(in TimeDraft d) => d.Counted;

    private TimeExpression Hours(in TimeDraft d, Moment from, int n, TimeUnit unit, TimeReference reference)
    {
        if (reference == TimeReference.Publication && published?.Moment is { } moment)
        {
            long seconds = unit switch { TimeUnit.Hour => 3600L, TimeUnit.Minute => 60L, _ => 1L } * n;
            DateTime at = moment.DateTime;
            if (seconds > -(at - DateTime.MinValue).TotalSeconds && seconds < (DateTime.MaxValue - at).TotalSeconds - 86400)
            {
                at = at.AddSeconds(seconds);
                DateTime start = unit == TimeUnit.Hour ? at.Date.AddHours(at.Hour) : at.Date.AddMinutes((at.Hour * 60) + at.Minute);
                return Make(d, TimeKind.Time, at.ToString(unit == TimeUnit.Hour ? "yyyy-MM-dd'T'HH" : "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), new TimeInterval(start, unit == TimeUnit.Hour ? start.AddHours(1) : start.AddMinutes(1), unit == TimeUnit.Hour ? TimePrecision.Hour : TimePrecision.Minute), reference);
            }
        }

        if (from.Day == 0 || Math.Abs(n) > 96)
        {
            return Make(d, TimeKind.Time, n < 0 ? "PAST_REF" : "FUTURE_REF", null, TimeReference.Itself) with { Approximate = true };
        }

        // The hour is not known: the day, give or take the hours counted.
        int days = unit == TimeUnit.Hour ? (Math.Abs(n) + 12) / 24 * Math.Sign(n) : 0;
        (int y, int m, int dd) = Calendar.Date(from.FirstDay + days);
        return Make(d, TimeKind.Time, $"{Text(y)}-{m:00}-{dd:00}TXX", Days(from.FirstDay + days - (n < 0 ? 1 : 0), from.FirstDay + days + (n > 0 ? 2 : 1), TimePrecision.Day), reference) with { Approximate = true };
    }

    /// <summary>A place in the calendar with some fields stated.</summary>
    private TimeExpression Point(in TimeDraft d, TokenRange clause)
    {
        if (d.YearSpan == 10)
        {
            int start = d.Year;
            TimeReference reference = TimeReference.Itself;
            if (d.ShortDecade)
            {
                int now = narrative ? _spoken?.Year ?? 1999 : Published()?.Year ?? 1999;
                start = (Floor(now, 100) * 100) + d.Year;
                start = start > now && !(narrative && start - now < 50) ? start - 100 : start;
                reference = narrative ? TimeReference.Text : TimeReference.Publication;
            }

            return Decade(d, d.BeforeChrist ? d.Year : start, reference);
        }

        if (d.YearSpan == 100)
        {
            return Century(d, d.Year, TimeReference.Itself);
        }

        TimeDraft draft = d;
        Moment? placed = Place(ref draft, clause, out TimeReference by);
        if (placed is not { } at)
        {
            return Make(d, d.HasClockOrPart ? TimeKind.Time : TimeKind.Date, Open(d), null, TimeReference.Itself);
        }

        if (draft.Nth != 0)
        {
            return Part(draft, at, by);
        }

        if (draft.Holiday != Holiday.None)
        {
            (int first, int days, bool approximate) = Holidays.Place(draft.Holiday, at.Year);
            TimeExpression day = Day(draft, first, by);
            return days == 1 ? day with { Approximate = approximate } : day with { Interval = Days(first, first + days, TimePrecision.Day), Approximate = true };
        }

        if (draft.Season > 0)
        {
            return SeasonOf(draft, at.Year, by);
        }

        if (draft.Quarter > 0)
        {
            return QuarterOf(draft, at.Year, draft.Quarter, by, at);
        }

        if (draft.Half > 0)
        {
            return HalfOf(draft, at.Year, by);
        }

        if (at.Day > 0)
        {
            return Day(draft, at.FirstDay, by);
        }

        return at.Month > 0 ? Month(draft, at.Year, at.Month, by, _spoken) : Year(draft, at.Year, by, _spoken);
    }

    /// <summary>Year, month and day of the fields stated, filled from the reference; null when there is none.</summary>
    private Moment? Place(ref TimeDraft d, TokenRange clause, out TimeReference by)
    {
        by = TimeReference.Itself;
        if (d.Year != TimeDraft.NoYear)
        {
            int year = d.Year;
            if (d.Day > 0 && d.Day > Calendar.DaysIn(year, d.Month))
            {
                d.Day = 0;
            }

            if (!d.IsAside && !d.Fiscal)
            {
                _statedYear = year;
                _statedSentence = _sentence;
                _statedParagraph = _paragraph;
            }

            return new Moment(year, d.Month, d.Day);
        }

        Moment? today = Published();
        if (d.YearRelation != Relation.None)
        {
            bool text = d.YearRelation is Relation.That or Relation.Following or Relation.Previous || narrative;
            Moment? from = text ? _spoken ?? today : today;
            by = text && _spoken is not null ? TimeReference.Text : TimeReference.Publication;
            int step = d.YearRelation is Relation.Last or Relation.Previous ? -1 : d.YearRelation is Relation.Next or Relation.Following ? 1 : 0;
            return from is null ? null : Checked(from.Value.Year + step, ref d);
        }

        if (d.Month == 0 && d.Weekday == 0 && d.Season == 0 && d.Quarter == 0 && d.Half == 0 && d.Holiday == Holiday.None)
        {
            return OfDay(ref d, out by);
        }

        bool textual = narrative || d.Relation is Relation.That or Relation.Following or Relation.Previous;
        if (textual)
        {
            by = TimeReference.Text;
            return _spoken is { } spoken ? Near(ref d, spoken) : narrative || today is null ? null : Near(ref d, today.Value);
        }

        if (today is not { } now)
        {
            return null;
        }

        // A year stated just before holds for months and days that follow it.
        bool stated = _statedYear != TimeDraft.NoYear && _statedYear != now.Year && _statedParagraph == _paragraph && _sentence - _statedSentence <= 1 && d.Relation == Relation.None && d.Weekday == 0;
        if (stated && !IsFuture(d, clause))
        {
            by = TimeReference.Text;
            return Near(ref d, _spoken is { } said && said.Year == _statedYear ? said : new Moment(_statedYear, 0, 0));
        }

        by = TimeReference.Publication;
        return FromPublication(ref d, now, clause);
    }

    /// <summary>The time of day is stated and no day: the day spoken of, where that is a day.</summary>
    private Moment? OfDay(ref TimeDraft d, out TimeReference by)
    {
        by = TimeReference.Text;
        if (d.Relation == Relation.Last && !narrative && Published() is { } now)
        {
            by = TimeReference.Publication;
            (int y, int m, int dd) = Calendar.Date(now.FirstDay - 1);
            return new Moment(y, m, dd);
        }

        bool bareNight = d.Part == DayPart.Night || d.Part == DayPart.Daytime;
        if (bareNight || _spoken is not { Day: > 0 } spoken || (!narrative && _sentence - _spokenSentence > 0))
        {
            if (!narrative && d.Clock >= 0 && Published() is { } day)
            {
                by = TimeReference.Publication;
                return day;
            }

            return null;
        }

        return spoken;
    }

    /// <summary>Against the day of publication: the latest such time, or the first to come.</summary>
    private Moment? FromPublication(ref TimeDraft d, Moment now, TokenRange clause)
    {
        int today = now.FirstDay;
        if (d.Weekday > 0 && d.Month == 0)
        {
            int back = (Calendar.Weekday(today) - d.Weekday + 7) % 7;
            int day = d.Relation switch
            {
                Relation.Last => today - (back == 0 ? 7 : back),
                Relation.Next => today + (7 - back),
                Relation.This => back == 0 ? today : IsFuture(d, clause) || back > 3 ? today + 7 - back : today - back,
                _ => IsFuture(d, clause) ? today + (7 - back) : today - back,
            };
            (int year, int month, int dayOfMonth) = Calendar.Date(day);
            return new Moment(year, month, dayOfMonth);
        }

        (int first, int last) = Bounds(d, now.Year);
        bool future = d.Relation == Relation.None && IsFuture(d, clause);
        int at = now.Year;
        switch (d.Relation)
        {
            case Relation.Last:
                at = last < today ? now.Year : now.Year - 1;
                break;
            case Relation.Next:
                at = first > today ? now.Year : now.Year + 1;
                break;
            case Relation.This:
                break;
            default:
                at = future ? (last < today ? now.Year + 1 : now.Year) : (first > today ? now.Year - 1 : now.Year);
                break;
        }

        return Checked(at, ref d);
    }

    /// <summary>First and last day that the stated fields cover in a year.</summary>
    private static (int First, int Last) Bounds(in TimeDraft d, int year)
    {
        if (d.Holiday != Holiday.None)
        {
            (int day, int days, _) = Holidays.Place(d.Holiday, year);
            return (day, day + days - 1);
        }

        if (d.Month > 0)
        {
            int first = Calendar.Day(year, d.Month, d.Day > 0 ? Math.Min(d.Day, Calendar.DaysIn(year, d.Month)) : 1);
            return (first, d.Day > 0 ? first : first + Calendar.DaysIn(year, d.Month) - 1);
        }

        int month = d.Season > 0 ? SeasonStart(d.Season) : d.Quarter > 0 ? (d.Quarter * 3) - 2 : d.Half > 0 ? (d.Half * 6) - 5 : 1;
        int start = Calendar.Day(d.Season == 4 ? year - 1 : year, month, 1);
        return (start, Calendar.AddMonths(start, d.Half > 0 ? 6 : 3) - 1);
    }

    /// <summary>The year whose such month, season or day comes nearest to the time spoken of, with a bias to what comes after.</summary>
    private static Moment? Near(ref TimeDraft d, Moment spoken)
    {
        if (d.Weekday > 0 && d.Month == 0)
        {
            if (spoken.Day == 0)
            {
                return null;
            }

            int today = spoken.FirstDay;
            int ahead = (d.Weekday - Calendar.Weekday(today) + 7) % 7;
            int day = d.Relation switch
            {
                Relation.Previous or Relation.Last => today - (ahead == 0 ? 7 : 7 - ahead),
                Relation.Following or Relation.Next => today + (ahead == 0 ? 7 : ahead),
                _ => today + ahead,
            };
            (int year, int month, int dayOfMonth) = Calendar.Date(day);
            return new Moment(year, month, dayOfMonth);
        }

        if (spoken.Month == 0)
        {
            int step = d.Relation is Relation.Following or Relation.Next ? 1 : d.Relation is Relation.Previous or Relation.Last ? -1 : 0;
            return Checked(spoken.Year + step, ref d);
        }

        int wanted = d.Month > 0 ? d.Month : d.Season > 0 ? SeasonMiddle(d.Season) : d.Quarter > 0 ? (d.Quarter * 3) - 1 : d.Half > 0 ? (d.Half * 6) - 3 : Calendar.Date(Holidays.Place(d.Holiday, spoken.Year).Day).Month;
        int best = spoken.Year;
        double least = double.MaxValue;
        for (int year = spoken.Year - 1; year <= spoken.Year + 1; year++)
        {
            int distance = (year * 12) + wanted - 1 - spoken.Months;
            if ((d.Relation is Relation.Following or Relation.Next && distance <= 0) || (d.Relation is Relation.Previous or Relation.Last && distance >= 0))
            {
                continue;
            }

            double cost = distance < 0 ? -distance * BackwardCost : distance;
            if (cost < least)
            {
                (least, best) = (cost, year);
            }
        }

        return Checked(best, ref d);
    }

    private static Moment Checked(int year, ref TimeDraft d)
    {
        if (d.Day > 0 && d.Month > 0 && d.Day > Calendar.DaysIn(year, d.Month))
        {
            d.Day = 0;
        }

        return new Moment(year, d.Month, d.Day);
    }

    /// <summary>"the last week of October", "the first day of 2022".</summary>
    private TimeExpression Part(in TimeDraft d, Moment at, TimeReference by)
    {
        int start = at.FirstDay;
        int end = at.Month > 0 ? start + Calendar.DaysIn(at.Year, at.Month) : Calendar.Day(at.Year + 1, 1, 1);
        switch (d.Unit)
        {
            case TimeUnit.Day:
                int day = d.Nth > 0 ? start + d.Nth - 1 : end - 1;
                return Day(d, Math.Clamp(day, start, end - 1), by);
            case TimeUnit.Week:
                int first = d.Nth > 0 ? start + ((d.Nth - 1) * 7) : end - 7;
                first = Math.Clamp(first, start, end - 1);
                (int weekYear, int week) = Calendar.Week(first + 3);
                Speak(new Moment(at.Year, at.Month > 0 ? at.Month : Calendar.Date(first).Month, Calendar.Date(first).Day, Length: 7), d);
                return Make(d, TimeKind.Date, $"{Text(weekYear)}-W{week:00}", Days(first, first + 7, TimePrecision.Week), by) with { Approximate = true };
            case TimeUnit.Weekend:
                int saturday = d.Nth > 0 ? start + ((6 - Calendar.Weekday(start) + 7) % 7) + ((d.Nth - 1) * 7) : end - 1 - ((Calendar.Weekday(end - 1) - 6 + 7) % 7);
                (int y, int w) = Calendar.Week(saturday);
                return Make(d, TimeKind.Date, $"{Text(y)}-W{w:00}-WE", Days(saturday, saturday + 2, TimePrecision.Week), by);
            case TimeUnit.Month when at.Month == 0:
                return Month(d, at.Year, d.Nth > 0 ? Math.Min(d.Nth, 12) : 12, by, null);
            default:
                return at.Month > 0 ? Month(d, at.Year, at.Month, by, null) : Year(d, at.Year, by, null);
        }
    }

    private TimeExpression Day(in TimeDraft d, int day, TimeReference by)
    {
        (int year, int month, int dayOfMonth) = Calendar.Date(day);
        Speak(new Moment(year, month, dayOfMonth), d);
        string value = $"{Text(year)}-{month:00}-{dayOfMonth:00}";
        if (!d.HasClockOrPart)
        {
            return Make(d, TimeKind.Date, value, Cut(d.Modifier, day, day + 1, TimePrecision.Day, null), by);
        }

        if (d.Clock >= 0)
        {
            TimeInterval? moment = null;
            if (Start(day) is { } midnight && d.Clock < 86400)
            {
                DateTime at = midnight.AddSeconds(d.Clock);
                moment = new TimeInterval(at, d.ClockPrecision switch { TimePrecision.Hour => at.AddHours(1), TimePrecision.Second => at.AddSeconds(1), _ => at.AddMinutes(1) }, d.ClockPrecision);
            }

            return Make(d, TimeKind.Time, value + ClockCode(d), moment, by);
        }

        (int from, int to) = Hours(d.Part);
        TimeInterval? part = Start(day) is { } first ? new TimeInterval(first.AddHours(from), first.AddHours(to), TimePrecision.DayPart) : null;
        return Make(d, TimeKind.Time, value + PartCode(d.Part), part, by);
    }

    private TimeExpression Month(in TimeDraft d, int year, int month, TimeReference by, Moment? from)
    {
        int first = Calendar.Day(year, month, 1);
        Speak(new Moment(year, month, 0), d);
        return Make(d, d.HasClockOrPart ? TimeKind.Time : TimeKind.Date, $"{Text(year)}-{month:00}{(d.HasClockOrPart ? "-XX" + PartCode(d.Part) : "")}", Cut(d.Modifier, first, first + Calendar.DaysIn(year, month), TimePrecision.Month, narrative ? from : Published()), by);
    }

    private TimeExpression Year(in TimeDraft d, int year, TimeReference by, Moment? from)
    {
        int guess = d.Modifier switch { TimeModifier.Start => 2, TimeModifier.Mid => 6, TimeModifier.End => 11, _ => 0 };
        TimeInterval? interval = year is >= 1 and <= Calendar.FarthestYear ? Cut(d.Modifier, Calendar.Day(year, 1, 1), Calendar.Day(year + 1, 1, 1), TimePrecision.Year, narrative ? from : Published()) : null;
        if (d.Modifier is not (TimeModifier.Before or TimeModifier.After) || _spoken?.Year != year)
        {
            Speak(new Moment(year, guess, 0, true), d);
        }

        return Make(d, TimeKind.Date, (d.Fiscal ? "FY" : "") + Text(year), interval, by);
    }

    private TimeExpression Decade(in TimeDraft d, int start, TimeReference by)
    {
        bool before = start < 1;
        string value = before ? $"BC{(1 - start) / 10:000}X" : $"{start / 10:000}X";
        return Make(d, TimeKind.Date, value, before ? null : Cut(d.Modifier, Calendar.Day(start, 1, 1), Calendar.Day(start + 10, 1, 1), TimePrecision.Decade, null), by);
    }

    private static TimeExpression Century(in TimeDraft d, int start, TimeReference by)
    {
        bool before = d.BeforeChrist || start < 0;
        string value = before ? $"BC{Math.Abs(start) / 100:00}XX" : $"{start / 100:00}XX";
        return Make(d, TimeKind.Date, value, before ? null : Cut(d.Modifier, Calendar.Day(start + 1, 1, 1), Calendar.Day(start + 101, 1, 1), TimePrecision.Century, null), by);
    }

    private TimeExpression SeasonOf(in TimeDraft d, int year, TimeReference by)
    {
        // Winter begins in the December before the year that names it.
        int first = Calendar.Day(d.Season == 4 ? year - 1 : year, SeasonStart(d.Season), 1);
        int after = Calendar.AddMonths(first, 3);
        Speak(new Moment(year, SeasonMiddle(d.Season), 0, true), d);
        return Make(d, TimeKind.Date, $"{Text(year)}-{SeasonCode(d.Season)}", Cut(d.Modifier, first, after, TimePrecision.Quarter, null), by);
    }

    private TimeExpression HalfOf(in TimeDraft d, int year, TimeReference by)
    {
        int start = Calendar.Day(year, d.Half == 1 ? 1 : 7, 1);
        Speak(new Moment(year, d.Half == 1 ? 3 : 9, 0, true), d);
        return Make(d, TimeKind.Date, $"{Text(year)}-H{d.Half}", Days(start, Calendar.AddMonths(start, 6), TimePrecision.Quarter), by);
    }

    private TimeExpression QuarterOf(in TimeDraft d, int year, int quarter, TimeReference by, Moment? from)
    {
        int first = Calendar.Day(year, (quarter * 3) - 2, 1);
        Speak(new Moment(year, (quarter * 3) - 1, 0, true), d);
        return Make(d, TimeKind.Date, $"{(d.Fiscal ? "FY" : "")}{Text(year)}-Q{quarter}", Cut(d.Modifier, first, Calendar.AddMonths(first, 3), TimePrecision.Quarter, from), by);
    }

    /// <summary>What the text speaks of from here on.</summary>
    private void Speak(Moment moment, in TimeDraft d)
    {
        if (d.IsAside && _spoken is not null)
        {
            return;
        }

        // A lone year far away is an aside until a second one confirms it.
        bool lone = moment.Day == 0 && (moment.Month == 0 || moment.IsMonthGuessed);
        if (narrative && lone && _spoken is { } before && Math.Abs(moment.Year - before.Year) > AsideYears && (_pendingYear == TimeDraft.NoYear || Math.Abs(moment.Year - _pendingYear) > AsideYears))
        {
            _pendingYear = moment.Year;
            return;
        }

        _pendingYear = TimeDraft.NoYear;
        _spoken = moment;
        _spokenSentence = _sentence;
    }

    private bool IsFuture(in TimeDraft d, TokenRange clause) => Tense.IsFuture(tokens, clause, new TokenRange(d.Start, d.End));

    private Moment? Published() => published is { } date ? new Moment(date.Day.Year, date.Day.Month, date.Day.Day) : null;

    private static TimeExpression Make(in TimeDraft d, TimeKind kind, string value, TimeInterval? interval, TimeReference reference) =>
        new(new TokenRange(d.Start, d.End), kind, value, interval, d.Modifier, d.Modifier == TimeModifier.Approximate || (interval is not null && d.Modifier is TimeModifier.Start or TimeModifier.Mid or TimeModifier.End), reference);

    /// <summary>The value when nothing is there to resolve against.</summary>
    private static string Open(in TimeDraft d)
    {
        string time = d.Clock >= 0 ? ClockCode(d) : PartCode(d.Part);
        if (d.Form == DraftForm.Shift)
        {
            return d.Unit switch
            {
                _ when d.HasClockOrPart => "XXXX-XX-XX" + time,
                TimeUnit.Year => "XXXX",
                TimeUnit.Month => "XXXX-XX",
                TimeUnit.Week => "XXXX-WXX",
                TimeUnit.Weekend => "XXXX-WXX-WE",
                TimeUnit.Quarter => "XXXX-QX",
                TimeUnit.Decade => "XXXX",
                TimeUnit.Century => "XXXX",
                TimeUnit.Day => "XXXX-XX-XX",
                _ => "",
            };
        }

        if (d.Weekday > 0 && d.Month == 0)
        {
            return $"XXXX-WXX-{d.Weekday}{time}";
        }

        if (d.Season > 0)
        {
            return "XXXX-" + SeasonCode(d.Season);
        }

        if (d.Quarter > 0)
        {
            return $"XXXX-Q{d.Quarter}";
        }

        if (d.Half > 0)
        {
            return $"XXXX-H{d.Half}";
        }

        if (d.Holiday != Holiday.None)
        {
            (int day, _, bool approximate) = Holidays.Place(d.Holiday, 2000);
            bool isMovable = approximate || d.Holiday is Holiday.GoodFriday or Holiday.EasterSunday or Holiday.EasterMonday or Holiday.PalmSunday or Holiday.AshWednesday or Holiday.Pentecost or Holiday.Thanksgiving or Holiday.LaborDay or Holiday.MemorialDay;
            (_, int month, int dayOfMonth) = Calendar.Date(day);
            return isMovable ? "XXXX-XX-XX" : $"XXXX-{month:00}-{dayOfMonth:00}";
        }

        if (d.Month > 0)
        {
            return $"XXXX-{d.Month:00}{(d.Day > 0 ? $"-{d.Day:00}" : "")}{(d.HasClockOrPart ? (d.Day > 0 ? "" : "-XX") + time : "")}";
        }

        return d.HasClockOrPart ? "XXXX-XX-XX" + time : d.Day > 0 ? $"XXXX-XX-{d.Day:00}" : "";
    }

    private static string Text(int year) => year >= 1 ? year.ToString("0000", CultureInfo.InvariantCulture) : "BC" + (1 - year).ToString("0000", CultureInfo.InvariantCulture);

    private static string Amount(decimal count, bool vague, TimeUnit unit)
    {
        decimal n = unit == TimeUnit.Fortnight ? count * 2 : count;
        string number = vague ? "X" : n.ToString("0.##", CultureInfo.InvariantCulture);
        return unit switch
        {
            TimeUnit.Second => $"PT{number}S",
            TimeUnit.Minute => $"PT{number}M",
            TimeUnit.Hour => $"PT{number}H",
            TimeUnit.Night => $"P{number}NI",
            TimeUnit.Day => $"P{number}D",
            TimeUnit.Weekend => $"P{number}WE",
            TimeUnit.Week or TimeUnit.Fortnight => $"P{number}W",
            TimeUnit.Month => $"P{number}M",
            TimeUnit.Quarter => $"P{number}Q",
            TimeUnit.Year => $"P{number}Y",
            TimeUnit.Decade => $"P{number}DE",
            TimeUnit.Century => $"P{number}CE",
            _ => $"P{number}ML",
        };
    }

    private static string ClockCode(in TimeDraft d)
    {
        int hour = d.Clock / 3600;
        int minute = d.Clock / 60 % 60;
        string zone = d.Zone switch
        {
            null => "",
            0 => "Z",
            { } east => $"{(east < 0 ? '-' : '+')}{Math.Abs(east) / 60:00}{(east % 60 == 0 ? "" : $":{Math.Abs(east) % 60:00}")}",
        };
        return d.ClockPrecision == TimePrecision.Second ? $"T{hour:00}:{minute:00}:{d.Clock % 60:00}{zone}" : $"T{hour:00}:{minute:00}{zone}";
    }

    private static string PartCode(DayPart part) => part switch
    {
        DayPart.None => "",
        DayPart.Morning or DayPart.Dawn or DayPart.SmallHours => "TMO",
        DayPart.Afternoon => "TAF",
        DayPart.Evening or DayPart.Dusk => "TEV",
        DayPart.Night => "TNI",
        DayPart.Daytime => "TDT",
        DayPart.Noon => "T12:00",
        _ => "T00:00",
    };

    private static (int From, int To) Hours(DayPart part) => part switch
    {
        DayPart.Morning => (6, 12),
        DayPart.Afternoon => (12, 18),
        DayPart.Evening => (18, 22),
        DayPart.Night => (20, 30),
        DayPart.Daytime => (8, 18),
        DayPart.Dawn => (4, 8),
        DayPart.SmallHours => (0, 6),
        DayPart.Dusk => (17, 21),
        DayPart.Noon => (12, 13),
        _ => (0, 1),
    };

    private static string SeasonCode(int season) => season switch { 1 => "SP", 2 => "SU", 3 => "FA", _ => "WI" };

    private static int SeasonStart(int season) => season switch { 1 => 3, 2 => 6, 3 => 9, _ => 12 };

    private static int SeasonMiddle(int season) => season switch { 1 => 4, 2 => 7, 3 => 10, _ => 1 };

    private static TimePrecision Precision(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => TimePrecision.Second,
        TimeUnit.Minute => TimePrecision.Minute,
        TimeUnit.Hour => TimePrecision.Hour,
        TimeUnit.Night or TimeUnit.Day => TimePrecision.Day,
        TimeUnit.Week or TimeUnit.Weekend or TimeUnit.Fortnight => TimePrecision.Week,
        TimeUnit.Month => TimePrecision.Month,
        TimeUnit.Quarter => TimePrecision.Quarter,
        TimeUnit.Year => TimePrecision.Year,
        TimeUnit.Decade => TimePrecision.Decade,
        _ => TimePrecision.Century,
    };

    /// <summary>Day some units on; parts of days count as none, parts of years as months.</summary>
    private static int Add(int day, decimal count, TimeUnit unit)
    {
        decimal limited = Math.Clamp(count, -Calendar.FarthestYear, Calendar.FarthestYear);
        return unit switch
        {
            TimeUnit.Second or TimeUnit.Minute or TimeUnit.Hour => day + (count < 0 ? -1 : 1),
            TimeUnit.Night or TimeUnit.Day => day + (int)limited,
            TimeUnit.Weekend or TimeUnit.Week => day + (int)(limited * 7),
            TimeUnit.Fortnight => day + (int)(limited * 14),
            TimeUnit.Month => Calendar.AddMonths(day, (int)limited),
            TimeUnit.Quarter => Calendar.AddMonths(day, (int)(limited * 3)),
            TimeUnit.Year => Calendar.AddMonths(day, (int)(limited * 12)),
            TimeUnit.Decade => Calendar.AddMonths(day, (int)(limited * 120)),
            TimeUnit.Century => Calendar.AddMonths(day, (int)(Math.Clamp(limited, -100, 100) * 1200)),
            _ => Calendar.AddMonths(day, (int)(Math.Clamp(limited, -10, 10) * 12000)),
        };
    }

    private static int Floor(int value, int by) => (int)Math.Floor(value / (double)by);

    private static TimeInterval? MonthOrYear(Moment at)
    {
        if (at.Month > 0 && !at.IsMonthGuessed)
        {
            int first = Calendar.Day(at.Year, at.Month, 1);
            return Days(first, first + Calendar.DaysIn(at.Year, at.Month), TimePrecision.Month);
        }

        return YearDays(at.Year);
    }

    private static TimeInterval? YearDays(int year) => Days(Calendar.Day(year, 1, 1), Calendar.Day(year + 1, 1, 1), TimePrecision.Year);

    /// <summary>The interval of whole days, narrowed as the modifier says: thirds for START, MID and END; up to or from the reference for BEFORE and AFTER.</summary>
    private static TimeInterval? Cut(TimeModifier modifier, int first, int after, TimePrecision precision, Moment? from)
    {
        int third = (after - first) / 3;
        switch (modifier)
        {
            case TimeModifier.Start when third > 0:
                after = first + third;
                break;
            case TimeModifier.Mid when third > 0:
                (first, after) = (first + third, after - third);
                break;
            case TimeModifier.End when third > 0:
                first = after - third;
                break;
            case TimeModifier.Before when from is { Day: > 0 } at && at.FirstDay > first && at.FirstDay < after:
                after = at.FirstDay;
                break;
            case TimeModifier.After when from is { Day: > 0 } at && at.FirstDay >= first && at.FirstDay + 1 < after:
                first = at.FirstDay + 1;
                break;
        }

        return Days(first, after, precision);
    }

    /// <summary>Whole days as an interval; null outside the years that a <see cref="DateTime"/> holds.</summary>
    private static TimeInterval? Days(int first, int after, TimePrecision precision) =>
        Start(first) is { } from && Start(after) is { } to && from <= to ? new TimeInterval(from, to, precision) : null;

    private static DateTime? Start(int day) => day >= 0 && day < 3652058 ? new DateTime(day * TimeSpan.TicksPerDay) : null;
}
