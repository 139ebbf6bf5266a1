namespace Hearsay.Ingest;

/// <summary>Reads the values of Content-Type fields (RFC 9110, 8.3), as leniently as they are written.</summary>
internal static class MediaTypes
{
    /// <summary>The media type in lower case without parameters, or null when the value holds none.</summary>
    public static string? Of(string? contentType)
    {
        string type = (contentType ?? "").Split([';', ','], 2)[0].Trim().ToLowerInvariant();
        return type.Length is > 2 and < 128 && type.Contains('/', StringComparison.Ordinal) ? type : null;
    }

    /// <summary>The value of the parameter charset without quotes, or null.</summary>
    public static string? CharsetOf(string? contentType)
    {
        int at = (contentType ?? "").IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        string value = contentType![(at + "charset=".Length)..].Split([';', ','], 2)[0].Trim().Trim('"', '\'');
        return value.Length is > 0 and < 64 ? value : null;
    }
}
