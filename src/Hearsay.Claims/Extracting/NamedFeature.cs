using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>A part of a feature's name, as it stands in a table of weights (roles.tsv, answers.tsv), and the hash that the program knows it by.</summary>
/// <param name="Text">The part, without bars.</param>
/// <param name="Hash">Its hash.</param>
internal readonly record struct NamedFeature(string Text, ulong Hash)
{
    private const ulong Prime = 1099511628211;

    /// <summary>The part that is spelt so.</summary>
    public static NamedFeature Of(string text) => new(text, HashOf(text));

    /// <summary>One part for each value of an enumeration, in order.</summary>
    public static NamedFeature[] All<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => Of(name))];

    /// <summary>FNV-1a over the characters.</summary>
    public static ulong HashOf(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    /// <summary>The hash of a whole name, its parts parted by bars.</summary>
    public static ulong NameOf(ReadOnlySpan<char> name)
    {
        ulong hash = 0;
        foreach (Range part in name.Split('|'))
        {
            hash = Join(hash, HashOf(name[part]));
        }

        return hash;
    }

    /// <summary>The hash of a name that goes on.</summary>
    public static ulong Join(ulong name, ulong part) => (name ^ (part + 0x9E3779B97F4A7C15 + (name << 6) + (name >> 2))) * Prime;
}
