using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Extracting;

/// <summary>How an organ of a state is called when the text only says whose it is: "Iran's foreign ministry" is the Iranian Foreign Ministry.</summary>
internal static class OrganName
{
    /// <summary>"Iranian Foreign Ministry" of Iran and "foreign ministry".</summary>
    public static string Of(Party state, string words) => Adjective(state) + " " + Titled(words);

    /// <summary>The adjective to name an organ or people by: "US" and "UK" stay as they are written in news.</summary>
    public static string Adjective(Party state) => state.Country switch
    {
        "USA" => "US",
        "GBR" => "UK",
        _ => state.Adjectives.Length > 0 ? state.Adjectives[0] : state.Name,
    };

    /// <summary>Every word with a capital but the small ones.</summary>
    public static string Titled(string words)
    {
        string[] parts = words.Split(' ');
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] is not ("of" or "to" or "the" or "and" or "for" or "in") && parts[i].Length > 0)
            {
                parts[i] = char.ToUpperInvariant(parts[i][0]) + parts[i][1..];
            }
        }

        return string.Join(' ', parts);
    }
}
