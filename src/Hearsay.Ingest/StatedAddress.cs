namespace Hearsay.Ingest;

/// <summary>Reads the address that a corpus or a page states for a text.</summary>
internal static class StatedAddress
{
    /// <summary>Longest address that is kept: 2,083 characters, the longest that browsers have agreed on.</summary>
    private const int LongestAddress = 2083;

    /// <summary>The absolute http or https address that <paramref name="value"/> is, or null. It is never opened.</summary>
    public static Uri? TryParse(string? value) =>
        value is { Length: > 0 and <= LongestAddress } && Uri.TryCreate(value.Trim(), UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address : null;
}
