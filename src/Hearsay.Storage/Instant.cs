using System.Globalization;

namespace Hearsay.Storage;

/// <summary>Instants as the ledger stores them: UTC, microseconds, 27 characters, so that they sort as text.</summary>
internal static class Instant
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>"2026-11-23T15:04:05.123456Z".</summary>
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static DateTimeOffset Read(string stored) => DateTimeOffset.ParseExact(stored, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
