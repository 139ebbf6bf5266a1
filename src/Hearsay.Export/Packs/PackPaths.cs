using System.Buffers;

namespace Hearsay.Export.Packs;

/// <summary>The paths of a proof pack, and which paths are taken at all.</summary>
public static class PackPaths
{
    /// <summary>What the pack is about, one JSON object.</summary>
    public const string Facts = "pack.json";

    /// <summary>The documents, one JSON object per line.</summary>
    public const string Documents = "documents.jsonl";

    /// <summary>The claims, records of hearsay.claim/1 as the ledger has them, one per line.</summary>
    public const string Claims = "claims.jsonl";

    /// <summary>What the ledger knows of each claim beyond its record, one JSON object per line.</summary>
    public const string Standing = "standing.jsonl";

    /// <summary>The review log with its chain, one JSON object per line.</summary>
    public const string Reviews = "reviews.jsonl";

    /// <summary>Families of copies, one JSON object per line.</summary>
    public const string Families = "families.jsonl";

    /// <summary>What is disputed, one JSON object per line.</summary>
    public const string Disputes = "disputes.jsonl";

    /// <summary>The page that shows the pack.</summary>
    public const string Viewer = "index.html";

    /// <summary>How to check the pack, for people.</summary>
    public const string ReadMe = "README.txt";

    /// <summary>All other files in the form that sha256sum checks.</summary>
    public const string Sums = "SHA256SUMS";

    /// <summary>Every file with size and hash, but itself and <see cref="ManifestSum"/>.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>Hash of the manifest.</summary>
    public const string ManifestSum = "manifest.sha256";

    private const int Longest = 200;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_/");

    /// <summary>Path of the original bytes with a hash.</summary>
    public static string Original(string sha256) => "originals/" + sha256;

    /// <summary>Path of the text with a hash.</summary>
    public static string Text(string sha256) => $"texts/{sha256}.txt";

    /// <summary>True for a path that a pack may have: relative, of few kinds of characters, without "." and ".." among its parts.</summary>
    public static bool IsAllowed(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length is > 0 and <= Longest && !path.AsSpan().ContainsAnyExcept(Allowed) && path.Split('/').All(part => part.Length > 0 && part.Trim('.').Length > 0);
    }
}
