using System.Globalization;
using System.Runtime.CompilerServices;
using Hearsay.Ingest.Archives;
using Hearsay.Text;

namespace Hearsay.Ingest.Warc;

/// <summary>
/// The documents in a web archive: responses with status 200, resources, and texts that another tool extracted (conversion records, as in WET files). Requests, metadata, revisits, pictures,
/// scripts and the like are counted and named in one note at the end.
/// </summary>
internal static class WarcReader
{
    /// <summary>Media types, or their beginnings, that hold no article whatever their bytes.</summary>
    private static readonly string[] NoArticles = ["image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/json", "application/font", "text/dns"];

    /// <summary>Gives the documents one after the other.</summary>
    /// <param name="stream">The archive, decompressed.</param>
    /// <param name="members">The same stream when it is compressed; tells positions.</param>
    /// <param name="envelope">Name and id of the archive.</param>
    /// <param name="unpacking">Takes account of compressed bodies.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <exception cref="InvalidDataException">The compressed data is damaged.</exception>
    public static async IAsyncEnumerable<Part> PartsAsync(Stream stream, GzipReader? members, Envelope envelope, Unpacking unpacking, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = new RecordReader(stream, members);
        var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        while (await reader.NextAsync(cancellation).ConfigureAwait(false) is { } record)
        {
            if (reader.Damage is { } damage)
            {
                yield return new Part(envelope, null, IngestDefects.ForRecordDamaged(damage));
            }

            string place = record.Offset.ToString(CultureInfo.InvariantCulture);
            var outside = new Envelope($"{envelope.Name}:{place}", $"{envelope.DocumentId}:{place}") { Address = StatedAddress.TryParse(record.Headers.GetValueOrDefault("WARC-Target-URI")?.Trim('<', '>')) };
            if (record.Type is not ("response" or "resource" or "conversion"))
            {
                Count(skipped, record.Type.Length is 0 or > 20 ? "without a known type" : record.Type);
                continue;
            }

            if (record.Length > IngestLimits.DocumentBytes)
            {
                yield return new Part(outside, null, IngestDefects.ForDocumentTooLarge());
                continue;
            }

            byte[] block = await reader.BlockAsync(cancellation).ConfigureAwait(false);
            if (reader.CutOff)
            {
                yield return new Part(outside, null, IngestDefects.ForRecordCutOff(block.Length, record.Length));
                yield break;
            }

            (Part? part, string? reason) = await OpenAsync(record, block, outside, unpacking, cancellation).ConfigureAwait(false);
            if (reason is not null)
            {
                Count(skipped, reason);
            }
            else
            {
                yield return part!;
            }
        }

        if (reader.CutOff)
        {
            yield return new Part(envelope, null, IngestDefects.ForRecordCutOff(null, null));
        }
        else if (reader.Damage is { } damage)
        {
            yield return new Part(envelope, null, IngestDefects.ForRecordDamaged(damage));
        }

        if (skipped.Count > 0)
        {
            yield return new Part(envelope, null, IngestDefects.ForPartsSkipped("record", skipped));
        }
    }

    /// <summary>The document in a record, or the reason why there is none.</summary>
    private static async ValueTask<(Part? Part, string? Skipped)> OpenAsync(WarcRecord record, byte[] block, Envelope outside, Unpacking unpacking, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> body = block;
        string? type = record.Headers.GetValueOrDefault("Content-Type");
        if (record.Type == "response" && (type is null || type.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) || block.AsSpan().StartsWith("HTTP/"u8)))
        {
            var message = HttpMessage.Parse(block);
            if (message.Status != 200)
            {
                return (null, message.Status is > 99 and < 600 ? $"status {message.Status / 100}xx" : "no HTTP status");
            }

            type = message.Headers.GetValueOrDefault("Content-Type");
            if (HoldsNoArticle(type))
            {
                return (null, Kind(type!));
            }

            try
            {
                if (await message.DecodedAsync(unpacking, cancellation).ConfigureAwait(false) is not { } decoded)
                {
                    return (new Part(outside, null, IngestDefects.ForDocumentTooLarge()), null);
                }

                body = decoded;
            }
            catch (InvalidDataException exception)
            {
                return (new Part(outside, null, IngestDefects.ForDamagedArchive(exception.Message)), null);
            }
        }
        else if (HoldsNoArticle(type))
        {
            return (null, Kind(type!));
        }

        if (body.IsEmpty)
        {
            return (null, "empty");
        }

        return (new Part(outside with { MediaType = MediaTypes.Of(type), Charset = MediaTypes.CharsetOf(type) }, new MemoryStream(body.ToArray(), writable: false)), null);
    }

    private static bool HoldsNoArticle(string? type) => type is not null && Array.Exists(NoArticles, beginning => type.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>"image" of "image/png", "javascript" of "text/javascript".</summary>
    private static string Kind(string type)
    {
        string media = MediaTypes.Of(type) ?? "";
        string[] parts = media.Split('/', 2);
        return parts is ["image" or "audio" or "video" or "font", _] ? parts[0] : parts[^1];
    }

    private static void Count(SortedDictionary<string, int> skipped, string reason) => skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
}
