namespace Hearsay.Reading.Dating;

/// <summary>
/// Days counted over the proleptic Gregorian calendar, from 1 January of year 1 (day 0); years before it are 0, −1 … (astronomical: 0 is 1 BC).
/// Algorithm of days and dates: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013. Easter: the anonymous Gregorian computus (Nature, 1876).
/// </summary>
internal static class Calendar
{
    /// <summary>Farthest year from now, either way, that is worked with: written history and plans lie inside, and every sum fits an <see cref="int"/>.</summary>
    public const int FarthestYear = 9999;

    /// <summary>Days from 1 January of year 1.</summary>
    public static int Day(int year, int month, int day)
    {
        int y = month <= 2 ? year - 1 : year;
        int era = (y >= 0 ? y : y - 399) / 400;
        int yearOfEra = y - (era * 400);
        int dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        int dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146097) + dayOfEra - 306;
    }

    /// <summary>The date of a day.</summary>
    public static (int Year, int Month, int Day) Date(int day)
    {
        int z = day + 306;
        int era = (z >= 0 ? z : z - 146096) / 146097;
        int dayOfEra = z - (era * 146097);
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int shifted = ((5 * dayOfYear) + 2) / 153;
        int month = shifted < 10 ? shifted + 3 : shifted - 9;
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * shifted) + 2) / 5) + 1);
    }

    /// <summary>ISO number of the day of the week: Monday 1 … Sunday 7.</summary>
    public static int Weekday(int day) => (((day % 7) + 7) % 7) + 1;

    /// <summary>ISO 8601 year and week of a day.</summary>
    public static (int Year, int Week) Week(int day)
    {
        int thursday = day + 4 - Weekday(day);
        int year = Date(thursday).Year;
        return (year, ((thursday - Day(year, 1, 1)) / 7) + 1);
    }

    /// <summary>Monday of an ISO 8601 week.</summary>
    public static int WeekStart(int year, int week)
    {
        int fourth = Day(year, 1, 4);
        return fourth - Weekday(fourth) + 1 + ((week - 1) * 7);
    }

    /// <summary>Number of days in a month.</summary>
    public static int DaysIn(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>The same day of the month some months on, or the month's last.</summary>
    public static int AddMonths(int day, int months)
    {
        (int year, int month, int dayOfMonth) = Date(day);
        int total = (year * 12) + month - 1 + months;
        int toYear = (int)Math.Floor(total / 12.0);
        int toMonth = total - (toYear * 12) + 1;
        return Day(toYear, toMonth, Math.Min(dayOfMonth, DaysIn(toYear, toMonth)));
    }

    /// <summary>Easter Sunday of the western churches.</summary>
    public static int Easter(int year)
    {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        int l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        int m = (a + (11 * h) + (22 * l)) / 451;
        int n = h + l - (7 * m) + 114;
        return Day(year, n / 31, (n % 31) + 1);
    }

    /// <summary>The <paramref name="nth"/> such weekday of a month; the last one for −1.</summary>
    public static int NthWeekday(int year, int month, int weekday, int nth)
    {
        if (nth < 0)
        {
            int last = Day(year, month, DaysIn(year, month));
            return last - ((Weekday(last) - weekday + 7) % 7);
        }

        int first = Day(year, month, 1);
        return first + ((weekday - Weekday(first) + 7) % 7) + ((nth - 1) * 7);
    }

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
