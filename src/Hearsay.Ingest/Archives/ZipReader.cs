using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Hearsay.Text;

namespace Hearsay.Ingest.Archives;

/// <summary>
/// The members of a ZIP archive, in the order of its directory. Nothing is ever written under the name of a member: names become ids, and one that would lead out of the
/// archive is refused all the same, since whoever made it meant no good.
/// </summary>
internal static class ZipReader
{
    /// <summary>Longest end of a ZIP file in which its directory is announced: the record of 22 bytes and a comment of up to 65,535 (APPNOTE.TXT 4.3.16).</summary>
    private const int LongestEnd = 22 + ushort.MaxValue;

    /// <summary>Names that office documents and e-books hold and archives of articles do not.</summary>
    private static readonly string[] DocumentParts = ["[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml", "AndroidManifest.xml", "META-INF/MANIFEST.MF"];

    /// <summary>Opens the archive and gives its members one after the other; folders and the hidden files that systems add are passed over.</summary>
    /// <param name="stream">The archive; put into a temporary file first when it cannot be searched.</param>
    /// <param name="envelope">Its name and id.</param>
    /// <param name="unpacking">Takes account of what is unpacked.</param>
    /// <param name="cancellation">Stops between two members.</param>
    /// <exception cref="InvalidDataException">The directory is damaged.</exception>
    public static async IAsyncEnumerable<Part> PartsAsync(Stream stream, Envelope envelope, Unpacking unpacking, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Stream seekable = stream;
        if (!stream.CanSeek)
        {
            // The directory of a ZIP file stands at its end.
            seekable = new FileStream(Path.Join(Path.GetTempPath(), "hearsay-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        }

        try
        {
            if (!stream.CanSeek)
            {
                await stream.CopyToAsync(seekable, cancellation).ConfigureAwait(false);
                seekable.Position = 0;
            }
            else
            {
                unpacking.Receive(stream.Length);
            }

            if (await DirectoryBytesAsync(seekable, cancellation).ConfigureAwait(false) > IngestLimits.ArchiveDirectoryBytes)
            {
                yield return new Part(envelope, null, IngestDefects.ForTooManyEntries());
                yield break;
            }

            using ZipArchive archive = await ZipArchive.CreateAsync(seekable, ZipArchiveMode.Read, leaveOpen: true, null, cancellation).ConfigureAwait(false);
            if (archive.Entries.Count > IngestLimits.ArchiveEntries)
            {
                yield return new Part(envelope, null, IngestDefects.ForTooManyEntries());
                yield break;
            }

            if (archive.Entries.Any(entry => DocumentParts.Contains(entry.FullName, StringComparer.Ordinal)))
            {
                yield return new Part(envelope, null, IngestDefects.ForFormatNotRead("a Word, Excel, PowerPoint or OpenDocument file, an e-book or a program package"));
                yield break;
            }

            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                cancellation.ThrowIfCancellationRequested();
                string name = entry.FullName.Replace('\\', '/');
                if (IsPassedOver(name))
                {
                    continue;
                }

                Part part = Open(entry, name, envelope, unpacking);
                try
                {
                    yield return part;
                }
                finally
                {
                    if (part.Bytes is not null)
                    {
                        await part.Bytes.DisposeAsync().ConfigureAwait(false);
                    }
                }

                if (unpacking.Refused)
                {
                    yield break;
                }
            }
        }
        finally
        {
            if (!ReferenceEquals(seekable, stream))
            {
                await seekable.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static Part Open(ZipArchiveEntry entry, string name, Envelope archive, Unpacking unpacking)
    {
        var envelope = new Envelope($"{archive.Name}/{name}", $"{archive.DocumentId}/{WithoutExtension(name)}");
        if (LeadsOut(name))
        {
            return new Part(envelope, null, IngestDefects.ForPathLeadsOut(name));
        }

        if (entry.IsEncrypted)
        {
            return new Part(envelope, null, IngestDefects.ForEntryLocked("it is encrypted"));
        }

        try
        {
            return new Part(envelope, new CountedStream(entry.Open(), unpacking.Unpack));
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
        {
            return new Part(envelope, null, IngestDefects.ForEntryLocked(exception.Message));
        }
    }

    /// <summary>Folders, what macOS adds beside every file, and names that start with a dot.</summary>
    private static bool IsPassedOver(string name) =>
        name.EndsWith('/') || name.StartsWith("__MACOSX/", StringComparison.Ordinal) || (name[(name.LastIndexOf('/') + 1)..].StartsWith('.') && !LeadsOut(name));

    /// <summary>True for a name that would be outside the folder the archive is unpacked into: absolute, with a drive, or up by "..".</summary>
    private static bool LeadsOut(string name) =>
        name.StartsWith('/') || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0])) || name.Split('/').Contains("..", StringComparer.Ordinal) || name.Contains('\0', StringComparison.Ordinal);

    private static string WithoutExtension(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot > name.LastIndexOf('/') + 1 ? name[..dot] : name;
    }

    /// <summary>
    /// Bytes between the start of the directory and its end record, before any of it is read: what stands there may be read as entries, whatever number the archive gives. 0 when no end
    /// record is found; then it is no archive and opening it says so.
    /// </summary>
    private static async ValueTask<long> DirectoryBytesAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] end = new byte[Math.Min(stream.Length, LongestEnd)];
        stream.Position = stream.Length - end.Length;
        await stream.ReadExactlyAsync(end, cancellation).ConfigureAwait(false);
        stream.Position = 0;
        int at = end.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || end.Length - at < 22)
        {
            return 0;
        }

        long size = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(at + 12));
        long start = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(at + 16));
        long endAt = stream.Length - end.Length + at;
        if (start == uint.MaxValue || size == uint.MaxValue)
        {
            // ZIP64: the locator of 20 bytes before the record points at one of 56 bytes that has the true numbers.
            if (at < 20 || !end.AsSpan(at - 20).StartsWith("PK\u0006\u0007"u8))
            {
                return 0;
            }

            long record = BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(at - 20 + 8));
            if (record < 0 || record > stream.Length - 56)
            {
                return 0;
            }

            byte[] full = new byte[56];
            stream.Position = record;
            await stream.ReadExactlyAsync(full, cancellation).ConfigureAwait(false);
            stream.Position = 0;
            size = BinaryPrimitives.ReadInt64LittleEndian(full.AsSpan(40));
            start = BinaryPrimitives.ReadInt64LittleEndian(full.AsSpan(48));
            endAt = record;
        }

        return Math.Max(size, endAt - start);
    }
}
