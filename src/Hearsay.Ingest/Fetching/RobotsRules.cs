using System.Globalization;
using System.Text;

namespace Hearsay.Ingest.Fetching;

/// <summary>What a robots.txt allows one crawler (RFC 9309): the rules of the groups that name it, or else of those for all; of the rules that fit a path the longest decides.</summary>
internal sealed class RobotsRules
{
    /// <summary>Bytes of a robots.txt that are read: 500 KiB, the least that RFC 9309, 2.5, asks for. What follows is not looked at.</summary>
    public const int MostBytes = 500 << 10;

    private readonly List<(string Path, bool Allow)> _rules;

    private RobotsRules(List<(string Path, bool Allow)> rules, TimeSpan? delay)
    {
        _rules = rules;
        Delay = delay;
    }

    /// <summary>No rules: everything is allowed.</summary>
    public static RobotsRules AllowAll { get; } = new([], null);

    /// <summary>Nothing is allowed: robots.txt could not be had for now.</summary>
    public static RobotsRules AllowNothing { get; } = new([("/", false)], null);

    /// <summary>The delay between requests that it asks for (Crawl-delay, not part of the RFC but widely used), or null.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>Reads a robots.txt; lines that are none are passed over.</summary>
    /// <param name="bytes">Its bytes, in UTF-8.</param>
    /// <param name="product">Product token of the crawler.</param>
    public static RobotsRules Parse(ReadOnlySpan<byte> bytes, string product)
    {
        string text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MostBytes)]).TrimStart('\uFEFF');
        List<(string, bool)> own = [];
        List<(string, bool)> all = [];
        TimeSpan? ownDelay = null;
        TimeSpan? allDelay = null;
        bool namesUs = false;
        bool named = false;
        bool forAll = false;
        bool inAgents = false;
        foreach (string raw in text.Split('\n', '\r'))
        {
            string line = raw.Split('#', 2)[0].Trim();
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                continue;
            }

            string key = line[..colon].Trim();
            string value = line[(colon + 1)..].Trim();
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                if (!inAgents)
                {
                    named = false;
                    forAll = false;
                }

                // "Hearsay/1.0" names the token before the slash.
                string token = value.Split('/', ' ')[0];
                named |= token.Equals(product, StringComparison.OrdinalIgnoreCase);
                namesUs |= named;
                forAll |= value == "*";
                inAgents = true;
                continue;
            }

            bool allow = key.Equals("allow", StringComparison.OrdinalIgnoreCase);
            if (allow || key.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            {
                inAgents = false;
                if (value.Length > 0)
                {
                    if (named)
                    {
                        own.Add((value, allow));
                    }

                    if (forAll)
                    {
                        all.Add((value, allow));
                    }
                }
            }
            else if (key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase))
            {
                inAgents = false;
                if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and < 1e6)
                {
                    ownDelay = named ? TimeSpan.FromSeconds(seconds) : ownDelay;
                    allDelay = forAll ? TimeSpan.FromSeconds(seconds) : allDelay;
                }
            }
        }

        return namesUs ? new RobotsRules(own, ownDelay) : new RobotsRules(all, allDelay);
    }

    /// <summary>Whether <paramref name="address"/> may be fetched. robots.txt itself always may.</summary>
    public bool Allows(Uri address)
    {
        string path = Normal(address.PathAndQuery);
        if (path == "/robots.txt")
        {
            return true;
        }

        int longest = -1;
        bool allowed = true;
        foreach ((string rule, bool allow) in _rules)
        {
            string pattern = Normal(rule);
            if ((pattern.Length > longest || (pattern.Length == longest && allow)) && Fits(pattern, path))
            {
                longest = pattern.Length;
                allowed = allow;
            }
        }

        return allowed;
    }

    /// <summary>Octets beyond ASCII percent-encoded, and encoded letters and digits decoded (RFC 9309, 2.2.2).</summary>
    private static string Normal(string path)
    {
        var normal = new StringBuilder(path.Length);
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'%' && i + 2 < bytes.Length && byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                i += 2;
                if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
                {
                    normal.Append((char)value);
                }
                else
                {
                    normal.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
                }
            }
            else if (bytes[i] >= 0x80)
            {
                normal.Append('%').Append(bytes[i].ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                normal.Append((char)bytes[i]);
            }
        }

        return normal.ToString();
    }

    /// <summary>Whether the pattern fits the beginning of the path; "*" stands for anything and a final "$" for the end. Linear in the path for each star.</summary>
    private static bool Fits(string pattern, string path)
    {
        bool toEnd = pattern.EndsWith('$');
        string[] parts = (toEnd ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        int at = parts[0].Length;
        for (int i = 1; i < parts.Length; i++)
        {
            bool last = i == parts.Length - 1;
            if (last && toEnd)
            {
                return path.Length - at >= parts[i].Length && path.EndsWith(parts[i], StringComparison.Ordinal);
            }

            int found = path.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + parts[i].Length;
        }

        return !toEnd || at == path.Length;
    }
}
