using System.Globalization;
using System.Text.RegularExpressions;
using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>Reads publication dates as corpora and web pages write them: ISO 8601, RFC 822 and its successors, and English dates with the month as a word.</summary>
internal static class StatedDate
{
    /// <summary>Longest value that is looked at: a date with weekday, zone and "Published" before it has fewer than 80 characters.</summary>
    private const int LongestValue = 120;

    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    private static readonly Regex Iso =
        new(@"^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})([T ](?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2})?)(\.[0-9]+)? ?(?<zone>Z|z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)?)?\b", Linear);

    private static readonly Regex Words =
        new(@"\b([0-9]{1,2}(st|nd|rd|th)? [A-Z][a-zA-Z]{2,8}\.?,? [0-9]{4}|[A-Z][a-zA-Z]{2,8}\.? [0-9]{1,2}(st|nd|rd|th)?,? [0-9]{4})\b", Linear);

    private static readonly Regex Rfc822 =
        new(@"^([A-Z][a-z]{2,8},? +)?(?<day>[0-9]{1,2} [A-Z][a-z]{2,8}) (?<year>[0-9]{2}) [0-9]{1,2}:[0-9]{2}", Linear);

    private static readonly Regex Clock =
        new(@"^( at|,| -| \|)? *(?<time>[0-9]{1,2}(:[0-9]{2}){0,2} ?([AaPp]\.?[Mm]\.?)?) ?\(?(?<zone>[A-Z]{1,4}\b|[+-][0-9]{2}:?[0-9]{2}\b)", Linear);

    private static readonly string[] DayFormats = ["MMMM d yyyy", "MMM d yyyy", "d MMMM yyyy", "d MMM yyyy"];

    private static readonly string[] ClockFormats = ["h:mm tt", "h:mmtt", "h tt", "htt", "H:mm", "H:mm:ss", "h:mm:ss tt"];

    /// <summary>Reads <paramref name="value"/>. A number-only date such as 04/05/2024 is refused: its order of day and month is not stated.</summary>
    /// <returns>Null when it is no date that can be told; a day without a moment when the zone is not stated or not known.</returns>
    public static PublicationDate? TryParse(string? value)
    {
        value = value?.Trim();
        if (string.IsNullOrEmpty(value) || value.Length > LongestValue)
        {
            return null;
        }

        if (PublicationDate.TryParse(value) is { } plain)
        {
            return Sensible(plain);
        }

        Match iso = Iso.Match(value);
        if (iso.Success)
        {
            // Fractions of any length, "+0000" and "+00" for the zone, and ISO dates followed by a word.
            string zone = iso.Groups["zone"].Value switch
            {
                "" or "Z" or "z" or "UTC" or "GMT" => "Z",
                { Length: 3 } hours => hours + ":00",
                { Length: 5 } packed => packed[..3] + ":" + packed[3..],
                string full => full,
            };
            string time = iso.Groups["time"].Value;
            return Sensible(PublicationDate.TryParse(time.Length == 0 ? iso.Groups["day"].Value : $"{iso.Groups["day"].Value}T{(time.Length == 5 ? time + ":00" : time)}{zone}"));
        }

        // RFC 822 had years of two digits; RFC 2822, 4.3, says what they mean.
        Match old = Rfc822.Match(value);
        if (old.Success)
        {
            int year = int.Parse(old.Groups["year"].Value, CultureInfo.InvariantCulture);
            value = $"{old.Groups["day"].Value} {(year < 50 ? 2000 : 1900) + year} {value[(old.Groups["year"].Index + 2)..].Trim()}";
        }

        Match words = Words.Match(value);
        if (words.Success)
        {
            string day = Spelt(words.Value);
            if (DateOnly.TryParseExact(day, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly read))
            {
                return Sensible(Moment(read, value[(words.Index + words.Length)..]));
            }
        }

        return null;
    }

    /// <summary>"+0330" or "-05:00"; null beyond the fourteen hours that exist.</summary>
    private static TimeSpan? Offset(string written)
    {
        int hours = int.Parse(written.AsSpan(1, 2), CultureInfo.InvariantCulture);
        int minutes = int.Parse(written.AsSpan(written.Length - 2), CultureInfo.InvariantCulture);
        var offset = new TimeSpan(hours, minutes, 0);
        return minutes > 59 || offset > TimeSpan.FromHours(14) ? null : written[0] == '-' ? -offset : offset;
    }

    /// <summary>Adds the time of day when it stands behind the day together with a zone whose offset is beyond doubt.</summary>
    private static PublicationDate Moment(DateOnly day, string rest)
    {
        Match clock = Clock.Match(rest);
        if (clock.Success && TimeOnly.TryParseExact(clock.Groups["time"].Value.Replace(".", "", StringComparison.Ordinal).Trim(), ClockFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
        {
            TimeSpan? offset = clock.Groups["zone"].Value switch
            {
                "GMT" or "UTC" or "UT" or "Z" => TimeSpan.Zero,
                "EST" or "CDT" => TimeSpan.FromHours(-5),
                "EDT" => TimeSpan.FromHours(-4),
                "CST" or "MDT" => TimeSpan.FromHours(-6),
                "MST" or "PDT" => TimeSpan.FromHours(-7),
                "PST" => TimeSpan.FromHours(-8),
                "CET" => TimeSpan.FromHours(1),
                "CEST" => TimeSpan.FromHours(2),
                ['+' or '-', ..] offsetWritten => Offset(offsetWritten),
                _ => null,
            };
            if (offset is { } known)
            {
                return new PublicationDate(day, new DateTimeOffset(day.ToDateTime(time), known));
            }
        }

        return new PublicationDate(day);
    }

    /// <summary>Refuses years in which no outlet published: before the first newspaper (Relation, 1605) and the year 9999 that systems write for "never".</summary>
    internal static PublicationDate? Sensible(PublicationDate? date) => date is { Day.Year: >= 1605 and < 9999 } ? date : null;

    /// <summary>The day without commas, stops and the endings of "1st", words apart by one space.</summary>
    private static string Spelt(string day)
    {
        string[] parts = day.Replace(',', ' ').Replace('.', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i] == "Sept" ? "Sep" : char.IsAsciiDigit(parts[i][0]) ? parts[i].TrimEnd('s', 't', 'n', 'd', 'r', 'h') : parts[i];
        }

        return string.Join(' ', parts);
    }
}
