using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hearsay.Export.Packs;

/// <summary>
/// Opens a proof pack that may come from anybody. Nothing is ever unpacked to disk; names, numbers and sizes are looked at before anything is read, and no more is read of a file than the manifest
/// allows. Not safe to share between threads.
/// </summary>
public sealed class PackReader : IDisposable
{
    /// <summary>Most files: a pack has two for each document, and more documents than this nobody checks in one piece.</summary>
    public const int MostFiles = 500_000;

    /// <summary>Longest manifest: what <see cref="MostFiles"/> entries take.</summary>
    public const int LongestManifest = 128 << 20;

    /// <summary>Most bytes that all files may have unpacked: 64 GiB, more than any search gives.</summary>
    public const long MostBytes = 64L << 30;

    /// <summary>Most bytes that one packed byte may give beyond <see cref="Small"/>: Deflate's own limit is 1032, text that repeats itself stays below 60.</summary>
    public const int MostGrowth = 200;

    /// <summary>Packs up to this size unpacked are harmless whatever they hold.</summary>
    private const long Small = 64L << 20;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;
    private readonly Dictionary<string, PackFile> _files;

    private PackReader(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries, IReadOnlyList<PackFile> files, string manifest)
    {
        _archive = archive;
        _entries = entries;
        _files = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        Files = files;
        ManifestSha256 = manifest;
    }

    /// <summary>The files that the manifest lists.</summary>
    public IReadOnlyList<PackFile> Files { get; }

    /// <summary>SHA-256 of the manifest: who was told it by the sender knows that the pack is the one that was sent.</summary>
    public string ManifestSha256 { get; }

    /// <summary>Opens a pack and reads its manifest.</summary>
    /// <param name="pack">The bytes; must be seekable. Closed with the reader.</param>
    /// <exception cref="PackException">It is no pack, or one that is not opened.</exception>
    public static PackReader Open(Stream pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ZipArchive? archive = null;
        try
        {
            CheckDirectory(pack);
            archive = new ZipArchive(pack, ZipArchiveMode.Read);
            Dictionary<string, ZipArchiveEntry> entries = EntriesOf(archive, pack.Length);
            byte[] manifest = Whole(entries, PackPaths.Manifest, LongestManifest);
            List<PackFile> files = FilesOf(manifest);
            return new PackReader(archive, entries, files, Convert.ToHexStringLower(SHA256.HashData(manifest)));
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException)
        {
            archive?.Dispose();
            pack.Dispose();
            throw new PackException(PackErrors.NotAPack, $"this is no proof pack: {broken.Message}", broken);
        }
        catch (PackException)
        {
            archive?.Dispose();
            pack.Dispose();
            throw;
        }
    }

    /// <summary>Compares every file with the manifest: nothing is missing, nothing is there besides, size and hash are right.</summary>
    /// <param name="looked">Told of each file, or null.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What does not hold, in the order of the paths.</returns>
    public async Task<IReadOnlyList<PackFinding>> CheckAsync(Action? looked = null, CancellationToken cancellationToken = default)
    {
        List<PackFinding> findings = [];
        string sum = Encoding.ASCII.GetString(_entries.ContainsKey(PackPaths.ManifestSum) ? Whole(_entries, PackPaths.ManifestSum, 4096) : []);
        if (sum.Split(' ')[0] != ManifestSha256)
        {
            findings.Add(new PackFinding(PackErrors.WrongFile, PackPaths.Manifest, $"its SHA-256 is {ManifestSha256}; {PackPaths.ManifestSum} says '{(sum.Length > 80 ? sum[..80] : sum).Trim()}'"));
        }

        foreach (string path in _entries.Keys.Order(StringComparer.Ordinal))
        {
            if (!_files.ContainsKey(path) && path is not (PackPaths.Manifest or PackPaths.ManifestSum))
            {
                findings.Add(new PackFinding(PackErrors.WrongFile, path, "it is in the archive, but not in the manifest"));
            }
        }

        byte[] buffer = new byte[1 << 16];
        foreach (PackFile file in Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            looked?.Invoke();
            if (!_entries.ContainsKey(file.Path))
            {
                findings.Add(new PackFinding(PackErrors.WrongFile, file.Path, "the manifest lists it, but it is not in the archive"));
                continue;
            }

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            try
            {
                await using Stream bytes = Open(file.Path);
                int read;
                while ((read = await bytes.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    hash.AppendData(buffer, 0, read);
                    size += read;
                }
            }
            catch (InvalidDataException broken)
            {
                findings.Add(new PackFinding(PackErrors.WrongFile, file.Path, broken.Message));
                continue;
            }

            string found = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (size != file.Size || found != file.Sha256)
            {
                findings.Add(new PackFinding(PackErrors.WrongFile, file.Path, $"it has {size.ToString(CultureInfo.InvariantCulture)} bytes and the SHA-256 {found}; the manifest says {file.Size.ToString(CultureInfo.InvariantCulture)} and {file.Sha256}"));
            }
        }

        return findings;
    }

    /// <summary>True when the manifest lists a file and the archive has it.</summary>
    public bool Has(string path) => _files.ContainsKey(path) && _entries.ContainsKey(path);

    /// <summary>Opens a file of the manifest; reading more than the manifest says fails.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged, or the file longer than the manifest says. Also thrown while reading.</exception>
    public Stream Open(string path) => new BoundedStream(_entries[path].Open(), path, _files[path].Size);

    /// <summary>The whole of a file, when it is not longer than <paramref name="most"/>.</summary>
    /// <exception cref="InvalidDataException">It is not there, longer, or damaged.</exception>
    public byte[] Bytes(string path, long most)
    {
        if (!Has(path))
        {
            throw new InvalidDataException("it is missing");
        }

        if (_files[path].Size > most)
        {
            throw new InvalidDataException($"it has {_files[path].Size.ToString(CultureInfo.InvariantCulture)} bytes, more than {most.ToString(CultureInfo.InvariantCulture)}");
        }

        using Stream bytes = Open(path);
        using var to = new MemoryStream();
        bytes.CopyTo(to);
        return to.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    /// <summary>The number of entries stands at the end of the archive (APPNOTE 4.3.16): one that is too high is refused before any is read.</summary>
    private static void CheckDirectory(Stream pack)
    {
        const int Tail = 22 + ushort.MaxValue;
        byte[] end = new byte[Math.Min(pack.Length, Tail)];
        pack.Seek(-end.Length, SeekOrigin.End);
        pack.ReadExactly(end);
        int at = end.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + 22 > end.Length)
        {
            throw new PackException(PackErrors.NotAPack, "this is no ZIP archive");
        }

        // Each entry of the directory takes 46 bytes and its name: so many of them cannot be an honest pack.
        uint size = BitConverter.ToUInt32(end, at + 12);
        if (size != uint.MaxValue && size > (46L + 256) * MostFiles)
        {
            throw new PackException(PackErrors.Refused, $"its directory has {size.ToString(CultureInfo.InvariantCulture)} bytes");
        }

        pack.Seek(0, SeekOrigin.Begin);
    }

    private static Dictionary<string, ZipArchiveEntry> EntriesOf(ZipArchive archive, long packed)
    {
        if (archive.Entries.Count > MostFiles)
        {
            throw new PackException(PackErrors.Refused, $"it has {archive.Entries.Count.ToString(CultureInfo.InvariantCulture)} files; at most {MostFiles.ToString(CultureInfo.InvariantCulture)} are opened");
        }

        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        var folded = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long bytes = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!PackPaths.IsAllowed(entry.FullName))
            {
                throw new PackException(PackErrors.Refused, $"'{entry.FullName}' is no path of a pack: it leads out of it, or no pack has such a file");
            }

            if (!folded.Add(entry.FullName))
            {
                throw new PackException(PackErrors.Refused, $"it has two files called {entry.FullName}");
            }

            if (entry.IsEncrypted)
            {
                throw new PackException(PackErrors.Refused, $"{entry.FullName} is encrypted");
            }

            bytes += entry.Length;
            if (entry.Length < 0 || bytes > MostBytes || (bytes > Small && bytes / MostGrowth > packed))
            {
                throw new PackException(PackErrors.Refused, $"its files would have {bytes.ToString(CultureInfo.InvariantCulture)} bytes or more, packed into {packed.ToString(CultureInfo.InvariantCulture)}");
            }

            entries.Add(entry.FullName, entry);
        }

        return entries;
    }

    private static byte[] Whole(Dictionary<string, ZipArchiveEntry> entries, string path, long most)
    {
        if (!entries.TryGetValue(path, out ZipArchiveEntry? entry))
        {
            throw new PackException(PackErrors.NotAPack, $"this is no proof pack: it has no {path}");
        }

        if (entry.Length > most)
        {
            throw new PackException(PackErrors.Refused, $"{path} has {entry.Length.ToString(CultureInfo.InvariantCulture)} bytes; at most {most.ToString(CultureInfo.InvariantCulture)} are read");
        }

        using var bytes = new BoundedStream(entry.Open(), path, entry.Length);
        using var to = new MemoryStream();
        bytes.CopyTo(to);
        return to.ToArray();
    }

    private static List<PackFile> FilesOf(byte[] manifest)
    {
        try
        {
            using var json = JsonDocument.Parse(manifest, new JsonDocumentOptions { MaxDepth = 8 });
            JsonElement root = json.RootElement;
            if (root.GetProperty("schema").GetString() is var schema && schema != PackWriter.Schema)
            {
                throw new PackException(PackErrors.NotAPack, $"its schema is '{schema}'; only {PackWriter.Schema} is read");
            }

            var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            List<PackFile> files = [];
            foreach (JsonElement item in root.GetProperty("files").EnumerateArray())
            {
                var file = new PackFile(item.GetProperty("path").GetString()!, item.GetProperty("size").GetInt64(), item.GetProperty("sha256").GetString()!);
                if (!PackPaths.IsAllowed(file.Path) || file.Size < 0 || !paths.Add(file.Path))
                {
                    throw new PackException(PackErrors.Refused, $"its manifest lists '{file.Path}' twice, or it is no path of a pack");
                }

                files.Add(file);
            }

            return files;
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new PackException(PackErrors.NotAPack, $"its manifest cannot be read: {wrong.Message}", wrong);
        }
    }
}
