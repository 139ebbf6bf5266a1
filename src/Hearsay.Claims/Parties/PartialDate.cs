using System.Globalization;

namespace Hearsay.Claims.Parties;

/// <summary>A day, or a month or year where no day is known. Written as ISO 8601: "1991-12-26", "1991-12", "1991".</summary>
/// <param name="Start">Its first day.</param>
/// <param name="End">The day after its last.</param>
public readonly record struct PartialDate(DateOnly Start, DateOnly End)
{
    /// <summary>Reads "1991", "1991-12" or "1991-12-26".</summary>
    /// <returns>Null when <paramref name="value"/> is none of them.</returns>
    public static PartialDate? TryParse(ReadOnlySpan<char> value)
    {
        if (value.Length is not (4 or 7 or 10) || !Number(value[..4], out int year) || year is < 1 or > 9998)
        {
            return null;
        }

        if (value.Length == 4)
        {
            return new PartialDate(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        }

        if (value[4] != '-' || !Number(value[5..7], out int month) || month is < 1 or > 12)
        {
            return null;
        }

        if (value.Length == 7)
        {
            var first = new DateOnly(year, month, 1);
            return new PartialDate(first, first.AddMonths(1));
        }

        if (value[7] != '-' || !Number(value[8..], out int day) || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var exact = new DateOnly(year, month, day);
        return new PartialDate(exact, exact.AddDays(1));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        int days = End.DayNumber - Start.DayNumber;
        return Start.ToString(days == 1 ? "yyyy-MM-dd" : days > 31 ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture);
    }

    private static bool Number(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
