using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace Hearsay.Training;

/// <summary>Opens the corpora of the shared data folder.</summary>
internal static class Corpus
{
    /// <summary>Lines of a text file packed with xz; unpacked by the xz program.</summary>
    public static IEnumerable<string> XzLines(string path)
    {
        using var xz = Process.Start(new ProcessStartInfo("xz", ["-dc", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        while (xz.StandardOutput.ReadLine() is { } line)
        {
            yield return line;
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
}
