using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hearsay.Export.Packs;

/// <summary>
/// Puts the files of a folder into a proof pack: a ZIP archive with a manifest, schema hearsay.pack/1 (docs/pack.md). The same files give the same bytes: order, times and attributes are fixed.
/// Since 0.1.
/// </summary>
public static class PackWriter
{
    /// <summary>Name and version of the pack's form.</summary>
    public const string Schema = "hearsay.pack/1";

    /// <summary>Every entry has the first moment that ZIP knows: when a pack was made is no part of what it proves.</summary>
    private static readonly DateTimeOffset Moment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Regular file, readable by all: what Unix shows after unpacking.</summary>
    private const int Attributes = 0x81A4 << 16;

    /// <summary>Writes a pack.</summary>
    /// <param name="folder">Holds the files, in sub-folders as in the pack.</param>
    /// <param name="to">Receives the archive; not closed.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>SHA-256 of the manifest, which stands for the whole pack.</returns>
    public static async Task<string> WriteAsync(string folder, Stream to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(to);
        string[] paths =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal),
        ];
        if (Array.Find(paths, path => !PackPaths.IsAllowed(path)) is { } odd)
        {
            throw new ArgumentException($"'{odd}' is no path for a pack", nameof(folder));
        }

        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        List<PackFile> files = [];
        foreach (string path in paths)
        {
            await using FileStream bytes = File.OpenRead(Path.Combine(folder, path));
            files.Add(await AddAsync(archive, path, bytes, cancellationToken));
        }

        byte[] sums = Encoding.ASCII.GetBytes(string.Concat(files.Select(file => $"{file.Sha256}  {file.Path}\n")));
        files.Add(await AddAsync(archive, PackPaths.Sums, new MemoryStream(sums), cancellationToken));
        byte[] manifest = Manifest(files);
        string hash = (await AddAsync(archive, PackPaths.Manifest, new MemoryStream(manifest), cancellationToken)).Sha256;
        await AddAsync(archive, PackPaths.ManifestSum, new MemoryStream(Encoding.ASCII.GetBytes($"{hash}  {PackPaths.Manifest}\n")), cancellationToken);
        return hash;
    }

    private static byte[] Manifest(List<PackFile> files)
    {
        using var to = new MemoryStream();
        using (var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteStartArray("files");
            foreach (PackFile file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteNumber("size", file.Size);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. to.ToArray(), (byte)'\n'];
    }

    private static async Task<PackFile> AddAsync(ZipArchive archive, string path, Stream bytes, CancellationToken cancellationToken)
    {
        ZipArchiveEntry entry = archive.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = Moment;
        entry.ExternalAttributes = Attributes;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using Stream to = await entry.OpenAsync(cancellationToken);
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        int read;
        while ((read = await bytes.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            size += read;
        }

        return new PackFile(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
