using System.Diagnostics;
using ISOWeek = System.Globalization.ISOWeek;
using CsCheck;
using Hearsay.Reading.Counting;
using Hearsay.Reading.Dating;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading;

/// <summary>What holds of times and quantities in any text. What they read of good text is in specs/reading.</summary>
public sealed class TimeFinderTests
{
    private static readonly PublicationDate Published = new(new DateOnly(2022, 11, 5));

    /// <summary>Words of every class that the grammars know, numbers at their limits, and others.</summary>
    private static readonly string[] Pieces =
    [
        "May", "March", "31", "30", "29", "February", "12", "1", "0", "99", "1999", "2022", "9999", "0000", "123456789012345678901234567890", "1,700", "3.5", ".5", "first", "2nd", "31st", "99th", "second", "the", "a", "of", "in", "on", "to", "and",
        "or", "-", "–", ",", "(", ")", ".", "BC", "AD", "century", "decade", "decades", "1990s", "'90s", "0s", "nineties", "year", "years", "month", "months", "weeks", "week", "weekend", "days", "day", "hours", "minutes", "night", "nights",
        "Monday", "Mondays", "Sun.", "last", "next", "this", "that", "same", "past", "following", "previous", "ago", "later", "earlier", "before", "after", "early", "late", "mid", "mid-June", "end", "start", "half", "quarter", "every", "per",
        "daily", "twice", "few", "several", "about", "more", "than", "less", "nearly", "at", "least", "up", "hundred", "hundreds", "thousand", "millions", "trillion", "quadrillion", "lakh", "dozen", "dozens", "tens", "thirds", "$", "€", "US", "USD", "percent", "%",
        "km", "mm", "m", "pounds", "rupees", "old", "strong", "so", "one", "two", "twenty", "ninety", "zero", "now", "former", "future", "today", "yesterday", "tonight", "noon", "midnight", "dawn", "morning", "p.m.", "GMT", "5:30", "24:00", "2022-11-05",
        "2022-99-99", "9/11", "9/11/2001", "99/99/9999", "1957/58", "499-493", "Easter", "Ramadan", "Christmas", "Eid", "al", "Fitr", "New", "Year", "'s", "Eve", "Day", "Q3", "H2", "fiscal", "FY", "spring", "fall", "winter", "will", "said", "T", "72", "tanks", "x", "été", "𝒳", "\n\n",
        "millennium", "millennia", "centuries", "fortnight", "from", "between", "until", "since", "now", "hence", "no", "as", "many", "number", "limited", "handful",
    ];

    [Fact]
    public void Any_words_are_read_without_a_throw_and_within_bounds() => Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 40].Sample(
        words =>
        {
            string text = string.Join(' ', words);
            Check(text, Published);
            Check(text, null);
            Check(string.Concat(words), new PublicationDate(DateOnly.MinValue));
            Check(text, new PublicationDate(DateOnly.MaxValue, DateTimeOffset.MaxValue));
            Check(text, new PublicationDate(DateOnly.MinValue, DateTimeOffset.MinValue));
        },
        iter: 20_000,
        seed: "0000KOIXjQc6");

    [Theory]
    [InlineData("1 ")]
    [InlineData("two hundred and ")]
    [InlineData("May 3, ")]
    [InlineData("of the end of the start of ")]
    [InlineData("twenty-")]
    [InlineData("every day before the day after ")]
    [InlineData("on ")]
    [InlineData("Monday said ")]
    [InlineData("(1999 ")]
    [InlineData("499-493 BC ")]
    [InlineData("nearly as many as at least ")]
    public void Time_grows_with_the_text_and_no_faster(string piece)
    {
        ReadText small = ReadText.Of(string.Concat(Enumerable.Repeat(piece, 2_000)));
        ReadText large = ReadText.Of(string.Concat(Enumerable.Repeat(piece, 64_000)));
        Measure(small);
        double one = Enumerable.Range(0, 5).Min(_ => Measure(small));
        double many = Enumerable.Range(0, 3).Min(_ => Measure(large));

        // 32 times the text; a quadratic rule would take 1,024 times as long. What lies between is for the collector and a busy machine.
        Assert.True(many < 320 * Math.Max(one, 0.0005), $"{piece}: {one * 1000:F2} ms, then {many * 1000:F2} ms");
    }

    [Fact]
    public void Text_without_times_and_quantities_costs_no_memory_per_token()
    {
        ReadText small = ReadText.Of(string.Concat(Enumerable.Repeat("The envoy spoke to the press and left. ", 100)));
        ReadText large = ReadText.Of(string.Concat(Enumerable.Repeat("The envoy spoke to the press and left. ", 10_000)));
        Bytes(small);
        Assert.Equal(Bytes(small), Bytes(large));
    }

    [Fact]
    public void Many_years_that_lie_behind_make_a_narrative()
    {
        string history = string.Concat(Enumerable.Range(1850, 9).Select(year => $"In {year} the fleet was lost. In March it was built anew, and the next day it sailed. "));
        Assert.Contains(Times(history, Published), time => time.Value == "1858-03");
        Assert.DoesNotContain(Times(history, Published), time => time.Reference == TimeReference.Publication);

        // The same with a weekday in each sentence is news about the past.
        string news = string.Concat(Enumerable.Range(1850, 9).Select(year => $"On Monday he spoke of {year}. "));
        Assert.All(Times(news, Published).Where(time => time.Value.StartsWith("2022", StringComparison.Ordinal)), time => Assert.Equal("2022-10-31", time.Value));
    }

    [Fact]
    public void Expressions_do_not_run_over_the_end_of_a_sentence() =>
        Assert.Equal(["May 3", "2021"], Times("He came on May 3. 2021 was calm.", Published).Select(time => time.Words));

    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(1970, 1, 1, 719162)]
    [InlineData(2000, 2, 29, 730178)]
    [InlineData(9999, 12, 31, 3652058)]
    public void Days_count_from_the_first(int year, int month, int day, int number)
    {
        Assert.Equal(number, Calendar.Day(year, month, day));
        Assert.Equal(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).DayOfWeek is DayOfWeek.Sunday ? 7 : (int)new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).DayOfWeek, Calendar.Weekday(number));
    }

    [Fact]
    public void Dates_and_days_are_inverse() => Gen.Int[-3_000_000, 3_600_000].Sample(
        day =>
        {
            (int year, int month, int dayOfMonth) = Calendar.Date(day);
            Assert.Equal(day, Calendar.Day(year, month, dayOfMonth));
            Assert.InRange(dayOfMonth, 1, Calendar.DaysIn(year, month));
            (int weekYear, int week) = Calendar.Week(day);
            Assert.InRange(day - Calendar.WeekStart(weekYear, week), 0, 6);
            if (day >= 0)
            {
                var date = new DateTime(day * TimeSpan.TicksPerDay, DateTimeKind.Unspecified);
                Assert.Equal((date.Year, date.Month, date.Day), (year, month, dayOfMonth));
                Assert.Equal((ISOWeek.GetYear(date), ISOWeek.GetWeekOfYear(date)), (weekYear, week));
            }
        },
        seed: "0000KOIXjQc6");

    [Theory]
    [InlineData(1961, 4, 2)]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2022, 4, 17)]
    [InlineData(2038, 4, 25)]
    public void Easter_is_computed(int year, int month, int day) => Assert.Equal(Calendar.Day(year, month, day), Calendar.Easter(year));

    private static void Check(string text, PublicationDate? published)
    {
        ReadText read = ReadText.Of(text);
        Times times = TimeFinder.Find(read.Tokens, read.Sentences, published);
        int last = 0;
        for (int i = 0; i < times.Count; i++)
        {
            TimeExpression time = times[i];
            Assert.InRange(time.Tokens.Start, last, read.Tokens.Count - 1);
            Assert.InRange(time.Tokens.End, time.Tokens.Start + 1, read.Tokens.Count);
            Assert.Equal(read.Sentences.Of(time.Tokens.Start), read.Sentences.Of(time.Tokens.End - 1));
            last = time.Tokens.End;
            Assert.True(time.Interval is not { } interval || interval.Earliest <= interval.Latest, text);
            Assert.True(time.RangeEnd < 0 || (time.RangeEnd > i && time.RangeEnd < times.Count), text);
            Assert.DoesNotContain(time.Value, c => c is ' ' or '\n' or '|');
        }

        last = 0;
        foreach (Quantity quantity in QuantityFinder.Find(read.Tokens, read.Sentences, times))
        {
            Assert.InRange(quantity.Tokens.Start, last, read.Tokens.Count - 1);
            Assert.InRange(quantity.Tokens.End, quantity.Tokens.Start + 1, read.Tokens.Count);
            Assert.DoesNotContain(times, time => time.Tokens.Start < quantity.Tokens.End && quantity.Tokens.Start < time.Tokens.End);
            Assert.True(quantity.Lower is null || quantity.Upper is null || quantity.Lower <= quantity.Upper, text);
            Assert.InRange(quantity.Noun, -1, read.Tokens.Count - 1);
            last = quantity.Tokens.End;
        }
    }

    private static List<(string Words, string Value, TimeReference Reference)> Times(string text, PublicationDate? published)
    {
        ReadText read = ReadText.Of(text);
        return [.. TimeFinder.Find(read.Tokens, read.Sentences, published).Select(time => (read.Tokens.Text.Words(read.Tokens.Span(time.Tokens)), time.Value, time.Reference))];
    }

    private static double Measure(ReadText read)
    {
        var watch = Stopwatch.StartNew();
        QuantityFinder.Find(read.Tokens, read.Sentences, TimeFinder.Find(read.Tokens, read.Sentences, Published));
        return watch.Elapsed.TotalSeconds;
    }

    private static long Bytes(ReadText read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        QuantityFinder.Find(read.Tokens, read.Sentences, TimeFinder.Find(read.Tokens, read.Sentences, Published));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
