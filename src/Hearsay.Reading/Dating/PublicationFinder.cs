using Hearsay.Reading.English;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Dating;

/// <summary>
/// Infers when a text that states no day of publication was published: from how long something has lasted whose beginning is known ("the war, now in its 11th month"), from days of the week with
/// day and month ("on Tuesday, 14 March") and datelines, from the year that "last year" is, and from the latest day that it tells of.
/// </summary>
internal static class PublicationFinder
{
    /// <summary>Tokens at the head of a text in which a dateline stands.</summary>
    private const int DatelineReach = 16;

    /// <summary>Years after the latest one stated in which a day of the week is looked for: news looks back, not far.</summary>
    private const int YearsAhead = 1;

    /// <summary>Days after the latest day told within which a dateline without year is taken for the next such day.</summary>
    private const int Near = 200;

    /// <summary>Days after a weekday that is told with its date, at most, on which a report of it is written.</summary>
    private const int ReportDelay = 6;

    /// <summary>Conflicts of which texts say how long they have lasted without saying since when: a word of their names, and the first day.</summary>
    private static readonly (string Name, DateOnly Began)[] Began =
    [
        ("Ukraine", new(2022, 2, 24)), ("Ukrainian", new(2022, 2, 24)), ("Gaza", new(2023, 10, 7)), ("Israel-Hamas", new(2023, 10, 7)), ("Sudan", new(2023, 4, 15)), ("Sudanese", new(2023, 4, 15)), ("Syria", new(2011, 3, 15)), ("Syrian", new(2011, 3, 15)),
    ];

    /// <summary>Infers the days; null when the text tells nothing of them.</summary>
    /// <param name="terms">The tokens as terms.</param>
    /// <param name="sentences">The sentences.</param>
    /// <param name="times">The expressions of time, read without a day of publication.</param>
    public static InferredDate? Find(TermReader terms, Sentences sentences, Times times)
    {
        InferredDate? told = Told(terms, sentences, times);
        InferredDate? found = null;
        for (int sentence = 0; sentence < sentences.Count; sentence++)
        {
            TokenRange range = sentences[sentence];
            for (int at = range.Start; at < range.End; at++)
            {
                // Cheap first: hardly any token begins one of these.
                found = terms[at].Kind switch
                {
                    TermKind.Ordinal or TermKind.OrdinalDigits => Narrower(found, Lasting(at, range, terms, sentences, times)),
                    TermKind.Last or TermKind.This => Narrower(found, Yearly(at, range, terms)),
                    _ => found,
                };
            }
        }

        int year = (found?.Earliest ?? told?.Earliest)?.Year ?? 0;
        if (year > 0 && TimeFinder.LooksBack(terms))
        {
            DateOnly least = found?.Earliest ?? told?.Earliest ?? default;
            for (int at = 0; at < terms.Tokens.Count; at++)
            {
                if (terms[at].Kind is TermKind.Weekday or TermKind.Month && Dated(at, terms, least, found?.Latest) is { } day)
                {
                    found = Narrower(found, day);
                    break;
                }
            }
        }

        return found ?? told;
    }

    /// <summary>The latest day that the text tells of, not as something to come.</summary>
    private static InferredDate? Told(TermReader terms, Sentences sentences, Times times)
    {
        InferredDate? latest = null;
        int sentence = 0;
        foreach (TimeExpression time in times)
        {
            while (sentence < sentences.Count && sentences[sentence].End <= time.Tokens.Start)
            {
                sentence++;
            }

            if (time is { Reference: TimeReference.Itself, Kind: TimeKind.Date, Approximate: false, Interval: { } interval } && interval.Precision is TimePrecision.Day or TimePrecision.Month or TimePrecision.Year
                && DateOnly.FromDateTime(interval.Earliest) is var day && (latest is null || day > latest.Earliest) && !LiesAhead(time.Tokens.Start, sentences[sentence], terms))
            {
                latest = new InferredDate(day, null, terms.Tokens.Span(time.Tokens));
            }
        }

        return latest;
    }

    private static bool LiesAhead(int start, TokenRange sentence, TermReader terms)
    {
        for (int token = sentence.Start; token < start; token++)
        {
            ReadOnlySpan<char> word = terms.Tokens[token];
            if (word is "will" or "would" or "shall" or "plans" or "plan" or "planned" or "expected" or "scheduled" or "set" or "due" or "could" or "may" || terms.Tokens[token] is "'ll" or "’ll")
            {
                return true;
            }
        }

        return start > sentence.Start && terms.Tokens[start - 1] is "until" or "till" or "by" or "to" or "before" or "through" or "for";
    }

    /// <summary>"now in its 11th month", "entered its second year", where the text or common knowledge tells since when.</summary>
    private static InferredDate? Lasting(int at, TokenRange sentence, TermReader terms, Sentences sentences, Times times)
    {
        if (at == sentence.Start || terms.Tokens[at - 1] is not ("its" or "their") || terms[at + 1] is not { Kind: TermKind.Unit } unit || terms[at].Value is < 1 or > 400)
        {
            return null;
        }

        if (BeganOn(sentence, at, terms, sentences, times) is not { } began)
        {
            return null;
        }

        int count = terms[at].Value;
        (DateOnly From, DateOnly To)? span = (TimeUnit)(unit.Value & 63) switch
        {
            TimeUnit.Day => (began.AddDays(count - 1), began.AddDays(count - 1)),
            TimeUnit.Week => (began.AddDays(7 * (count - 1)), began.AddDays((7 * count) - 1)),
            TimeUnit.Month => (began.AddMonths(count - 1), began.AddMonths(count).AddDays(-1)),
            TimeUnit.Year when count < 100 => (began.AddYears(count - 1), began.AddYears(count).AddDays(-1)),
            _ => null,
        };
        return span is { } days ? new InferredDate(days.From, days.To, terms.Tokens.Span(new TokenRange(at - 1, at + 2))) : null;
    }

    private static DateOnly? BeganOn(TokenRange sentence, int at, TermReader terms, Sentences sentences, Times times)
    {
        // "the siege, which began on 3 May 2031, is in its fourth week": the text's own day first.
        foreach (TimeExpression time in times)
        {
            if (time is { Reference: TimeReference.Itself, Interval: { Precision: TimePrecision.Day } interval } && time.Tokens.Start < at)
            {
                int own = sentences.Of(time.Tokens.Start);
                if (Begins(sentences[own], time.Tokens.Start, terms) && (sentences[own] == sentence || sentences[own].End == sentence.Start))
                {
                    return DateOnly.FromDateTime(interval.Earliest);
                }
            }
        }

        for (int token = sentence.Start; token < sentence.End; token++)
        {
            if (terms.Tokens[token] is not ("war" or "invasion" or "conflict" or "fighting" or "offensive"))
            {
                continue;
            }

            for (int near = Math.Max(sentence.Start, token - 4); near < Math.Min(sentence.End, token + 5); near++)
            {
                foreach ((string name, DateOnly began) in Began)
                {
                    if (terms.Tokens[near].SequenceEqual(name))
                    {
                        return began;
                    }
                }
            }
        }

        return null;
    }

    private static bool Begins(TokenRange sentence, int before, TermReader terms)
    {
        for (int token = Math.Max(sentence.Start, before - 4); token < before; token++)
        {
            if (terms.Tokens[token] is "began" or "begun" or "started" or "since" or "invaded" or "launched" or "erupted")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"last year's 2021 report", "this year, 2022".</summary>
    private static InferredDate? Yearly(int at, TokenRange sentence, TermReader terms)
    {
        if (terms[at + 1] is not { Kind: TermKind.Unit } unit || unit.Value != (int)TimeUnit.Year)
        {
            return null;
        }

        int next = at + 2;
        next += next < sentence.End && (terms[next].Kind is TermKind.Possessive or TermKind.Comma || terms.Tokens[next] is "(") ? 1 : 0;
        if (next >= sentence.End || terms[next] is not { Kind: TermKind.Digits, Value: > 1900 and < 2200 } digits)
        {
            return null;
        }

        int year = digits.Value + (terms[at].Kind == TermKind.Last ? 1 : 0);
        return new InferredDate(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), terms.Tokens.Span(new TokenRange(at, next + 1)));
    }

    /// <summary>"Tuesday, 14 March", "Tuesday, March 14", or "March 14" in a dateline, without year: the day in the first year that fits.</summary>
    private static InferredDate? Dated(int at, TermReader terms, DateOnly least, DateOnly? most)
    {
        int weekday = terms[at].Kind == TermKind.Weekday ? terms[at].Value : 0;
        int start = weekday > 0 ? at + 1 + (terms[at + 1].Kind == TermKind.Comma ? 1 : 0) : at;
        if (weekday == 0 && (at >= DatelineReach || !IsDateline(at, terms)))
        {
            return null;
        }

        bool monthFirst = terms[start].Kind == TermKind.Month;
        Term month = monthFirst ? terms[start] : terms[start + 1];
        Term number = monthFirst ? terms[start + 1] : terms[start];
        if (month.Kind != TermKind.Month || number.Kind is not (TermKind.Digits or TermKind.OrdinalDigits) || number.Value is < 1 or > 31)
        {
            return null;
        }

        int end = start + 2;
        if (terms[end + (terms[end].Kind == TermKind.Comma ? 1 : 0)] is { Kind: TermKind.Digits, Value: > 1000 and < 2200 })
        {
            return null;
        }

        InferredDate? only = null;
        for (int year = least.Year; year <= least.Year + YearsAhead; year++)
        {
            if (number.Value > DateTime.DaysInMonth(year, month.Value))
            {
                continue;
            }

            var day = new DateOnly(year, month.Value, number.Value);
            if (day < least || day > most || (weekday > 0 && Calendar.Weekday(Calendar.Day(year, month.Value, number.Value)) != weekday))
            {
                continue;
            }

            if (only is not null)
            {
                // Two years fit. A dateline a few months after the latest day told is of the first; else the text does not tell.
                return weekday == 0 && only.Earliest.DayNumber - least.DayNumber <= Near ? only : null;
            }

            only = new InferredDate(day, weekday > 0 ? day.AddDays(ReportDelay) : day, terms.Tokens.Span(new TokenRange(at, end)));
        }

        return only;
    }

    /// <summary>"SUND, March 14 (Coast Wire) —": a name in capitals before, a dash or a bracket after.</summary>
    private static bool IsDateline(int at, TermReader terms)
    {
        bool capitals = false;
        for (int token = 0; token < at; token++)
        {
            ReadOnlySpan<char> word = terms.Tokens[token];
            capitals |= word.Length > 2 && word.IndexOfAnyExceptInRange('A', 'Z') < 0;
        }

        bool marked = false;
        for (int token = at + 1; token < at + DatelineReach / 2 && token < terms.Tokens.Count; token++)
        {
            marked |= terms[token].Kind == TermKind.Dash || terms.Tokens[token] is "(" or "--";
        }

        return capitals && marked;
    }

    /// <summary>What both allow; the first where they contradict each other.</summary>
    private static InferredDate? Narrower(InferredDate? one, InferredDate? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        DateOnly from = one.Earliest > other.Earliest ? one.Earliest : other.Earliest;
        DateOnly? to = one.Latest is { } a && other.Latest is { } b ? (a < b ? a : b) : one.Latest ?? other.Latest;
        return to < from ? one : new InferredDate(from, to, other.Width < one.Width ? other.Words : one.Words);
    }
}
