using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Hearsay.Text;

namespace Hearsay.Training;

/// <summary>Opens the corpora of the shared data folder.</summary>
internal static class Corpus
{
    /// <summary>Lines of the open text: a paragraph each, empty ones between documents. The xz program unpacks it.</summary>
    public static IEnumerable<string> OpenLines(string shared)
    {
        string path = Path.Combine(shared, "data/unlabelled/open-political-text.txt.xz");
        using var xz = Process.Start(new ProcessStartInfo("xz", ["-dc", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        while (xz.StandardOutput.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Documents of the open text, their paragraphs parted by empty lines.</summary>
    public static IEnumerable<string> OpenDocuments(string shared)
    {
        var paragraphs = new List<string>();
        foreach (string line in OpenLines(shared))
        {
            if (line.Length > 0)
            {
                paragraphs.Add(line);
                continue;
            }

            yield return string.Join("\n\n", paragraphs);
            paragraphs.Clear();
        }
    }

    /// <summary>One JSON object per line of a gzip file.</summary>
    public static IEnumerable<JsonElement> JsonLines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>The name by which annotations call a text: the SHA-256 of its words.</summary>
    public static string HashOf(string text) => new RawText(text).Sha256;

    /// <summary>Annotations, one JSON object per line, by the hash of the text that they belong to.</summary>
    public static Dictionary<string, JsonElement> Annotations(string path) => File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(item => item.GetProperty("sha256").GetString()!, StringComparer.Ordinal);
}
