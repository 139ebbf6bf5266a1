using System.Buffers.Text;
using UglyToad.PdfPig.Tokens;

namespace Hearsay.Ingest.Pdf;

/// <summary>
/// Refuses objects that are nothing but a reference to another object. The standard allows them, no program writes them, and a circle of them sends the parser into a recursion that ends the process:
/// it guards its depth everywhere but there.
/// </summary>
internal static class ReferenceGuard
{
    /// <summary>True when an object outside of compressed streams is a bare reference, <c>5 0 obj 6 0 R</c>, or may hold one.</summary>
    public static bool HasBareReference(ReadOnlySpan<byte> pdf)
    {
        int at = 0;
        while (pdf[at..].IndexOf("obj"u8) is int next and >= 0)
        {
            at += next + 3;
            if (IsReference(pdf[at..]))
            {
                return true;
            }

            // An object stream that is not compressed comes by no filter: no program writes one.
            ReadOnlySpan<byte> rest = pdf[at..];
            int stream = rest[..Math.Min(rest.Length, 4096)].IndexOf("stream"u8);
            int end = rest[..Math.Min(rest.Length, 4096)].IndexOf("endobj"u8);
            if (stream >= 0 && (end < 0 || stream < end))
            {
                ReadOnlySpan<byte> dictionary = rest[..stream];
                if (dictionary.IndexOf("/Filter"u8) < 0 && (dictionary.IndexOf("/First"u8) >= 0 || dictionary.Contains((byte)'#')))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True when one of the objects in the object stream (ISO 32000-1, 7.5.7) that <paramref name="decoded"/> is, is a bare reference.</summary>
    /// <param name="dictionary">The dictionary of the stream; another kind of stream has no objects.</param>
    /// <param name="decoded">Its bytes, decompressed.</param>
    public static bool HasBareReference(DictionaryToken dictionary, ReadOnlySpan<byte> decoded)
    {
        if (!dictionary.Data.TryGetValue("First", out IToken? token) || token is not NumericToken first || first.Int < 0 || first.Int > decoded.Length)
        {
            return false;
        }

        // Pairs of object number and position, then the objects.
        ReadOnlySpan<byte> header = decoded[..first.Int];
        ReadOnlySpan<byte> objects = decoded[first.Int..];
        bool isPosition = false;
        while (NextNumber(ref header) is { } number)
        {
            if (isPosition && number <= objects.Length && IsReference(objects[number..]))
            {
                return true;
            }

            isPosition = !isPosition;
        }

        return false;
    }

    /// <summary>True when <paramref name="bytes"/> begin, behind white space and comments, with "6 0 R".</summary>
    private static bool IsReference(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, 256)];
        for (int part = 0; part < 2; part++)
        {
            bytes = AfterSpace(bytes);
            if (!Utf8Parser.TryParse(bytes, out int _, out int used) || used == 0)
            {
                return false;
            }

            bytes = bytes[used..];
        }

        return AfterSpace(bytes).StartsWith("R"u8);
    }

    private static int? NextNumber(ref ReadOnlySpan<byte> bytes)
    {
        bytes = AfterSpace(bytes);
        if (!Utf8Parser.TryParse(bytes, out int number, out int used) || number < 0)
        {
            return null;
        }

        bytes = bytes[used..];
        return number;
    }

    private static ReadOnlySpan<byte> AfterSpace(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            bytes = bytes.TrimStart(" \t\r\n\f\0"u8);
            if (!bytes.StartsWith("%"u8))
            {
                return bytes;
            }

            int end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            bytes = end < 0 ? default : bytes[end..];
        }
    }
}
