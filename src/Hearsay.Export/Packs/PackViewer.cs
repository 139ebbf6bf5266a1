using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hearsay.Export.Packs;

/// <summary>
/// The page that shows a proof pack in any browser, from the disk and without a server: one HTML file with all data in it, which loads nothing and runs one script, allowed by its hash. It is made of
/// the pack's own files, so that it can be made again and compared.
/// </summary>
public static class PackViewer
{
    private static readonly string[] Lists = [PackPaths.Documents, PackPaths.Claims, PackPaths.Standing, PackPaths.Reviews, PackPaths.Families, PackPaths.Disputes];

    /// <summary>Writes the page.</summary>
    /// <param name="to">Receives UTF-8.</param>
    /// <param name="open">Opens a file of the pack; each is read to its end and closed.</param>
    /// <param name="texts">SHA-256 of the texts, in any order.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(Stream to, Func<string, Stream> open, IEnumerable<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(open);
        string script = Part("viewer.js");
        string style = Part("viewer.css");
        string[] page = Part("viewer.html").Replace("{policy}", $"default-src 'none'; script-src 'sha256-{Hash(script)}'; style-src 'sha256-{Hash(style)}'; base-uri 'none'; form-action 'none'", StringComparison.Ordinal)
            .Replace("{style}", style, StringComparison.Ordinal).Replace("{script}", script, StringComparison.Ordinal).Split("{data}");
        await to.WriteAsync(Encoding.UTF8.GetBytes(page[0]), cancellationToken);
        await WriteAsync(to, "{\"facts\":", cancellationToken);
        await CopyAsync(open(PackPaths.Facts), to, commas: false, cancellationToken);
        foreach (string list in Lists)
        {
            await WriteAsync(to, $",\n\"{Path.GetFileNameWithoutExtension(list)}\":[", cancellationToken);
            await CopyAsync(open(list), to, commas: true, cancellationToken);
            await WriteAsync(to, "]", cancellationToken);
        }

        await WriteAsync(to, ",\n\"texts\":{", cancellationToken);
        bool first = true;
        foreach (string sha256 in texts.Order(StringComparer.Ordinal))
        {
            await using Stream bytes = open(PackPaths.Text(sha256));
            using var text = new StreamReader(bytes, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
            string json = JsonSerializer.Serialize(await text.ReadToEndAsync(cancellationToken), PackJson.Default.String);
            await WriteAsync(to, $"{(first ? "" : ",")}\n\"{sha256}\":{json}", cancellationToken);
            first = false;
        }

        await WriteAsync(to, "}}", cancellationToken);
        await to.WriteAsync(Encoding.UTF8.GetBytes(page[1]), cancellationToken);
    }

    private static string Hash(string part) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part)));

    private static string Part(string name)
    {
        using var text = new StreamReader(typeof(PackViewer).Assembly.GetManifestResourceStream("Hearsay.Export.Packs." + name) ?? throw new InvalidOperationException($"{name} is not built in"));
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static ValueTask WriteAsync(Stream to, string words, CancellationToken cancellationToken) => to.WriteAsync(Encoding.UTF8.GetBytes(words), cancellationToken);

    /// <summary>Copies JSON into a script element: "&lt;", which stands in strings only, is escaped, so that nothing can end the element; line feeds between objects become commas.</summary>
    private static async Task CopyAsync(Stream from, Stream to, bool commas, CancellationToken cancellationToken)
    {
        await using (from)
        {
            byte[] buffer = new byte[1 << 16];
            var made = new ArrayBufferWriter<byte>(1 << 17);
            bool ended = false;
            int read;
            while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
            {
                made.ResetWrittenCount();
                foreach (byte one in buffer.AsSpan(0, read))
                {
                    if (one == (byte)'\n')
                    {
                        ended = true;
                        continue;
                    }

                    if (ended && commas)
                    {
                        made.Write(",\n"u8);
                    }

                    ended = false;
                    if (one == (byte)'<')
                    {
                        made.Write("\\u003c"u8);
                    }
                    else
                    {
                        made.Write([one]);
                    }
                }

                await to.WriteAsync(made.WrittenMemory, cancellationToken);
            }
        }
    }
}
