using System.Globalization;

namespace Hearsay.Text;

/// <summary>
/// The day a text was published as its outlet states it, with the time of day and zone where they are known.
/// Written as ISO 8601: <c>2022-12-25</c> or <c>2022-12-25T14:05:00+03:00</c>.
/// </summary>
/// <param name="Day">Calendar day in the outlet's own zone.</param>
/// <param name="Moment">The exact moment, or null when only the day is known.</param>
public readonly record struct PublicationDate(DateOnly Day, DateTimeOffset? Moment = null)
{
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd"];

    private static readonly string[] MomentFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss zzz", "yyyyMMdd'T'HHmmss'Z'",
    ];

    /// <summary>Reads an ISO 8601 day or moment (also RFC 1123, and a space for the T). A moment without a zone is taken as UTC.</summary>
    /// <returns>Null when <paramref name="value"/> is neither.</returns>
    public static PublicationDate? TryParse(string? value)
    {
        value = value?.Trim();
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return new PublicationDate(day);
        }

        if (DateTimeOffset.TryParseExact(value, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out DateTimeOffset moment))
        {
            return new PublicationDate(DateOnly.FromDateTime(moment.DateTime), moment);
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Moment is { } moment
        ? moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
        : Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
