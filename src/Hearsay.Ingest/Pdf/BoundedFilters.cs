using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Hearsay.Ingest.Pdf;

/// <summary>
/// The decompression filters of a PDF with an account of what they give: a stream of a megabyte can expand to a gigabyte, and filters can be chained. Streams are measured before they are
/// decompressed. Pictures are never decompressed, since they are never asked for.
/// </summary>
/// <param name="functions">Takes the functions in object streams into account.</param>
internal sealed class BoundedFilters(FunctionGuard functions) : ILookupFilterProvider
{
    private readonly IFilterProvider _filters = DefaultFilterProvider.Instance;
    private long _left = IngestLimits.PdfUnpackedBytes;

    /// <summary>False while it is only looked whether a drawing ends: what is drawn afterwards counts then.</summary>
    public bool Counts { get; set; } = true;

    private FunctionGuard Functions { get; } = functions;

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(_filters.GetFilters(dictionary));

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary, IPdfTokenScanner scanner) =>
        Bounded(_filters is ILookupFilterProvider lookup ? lookup.GetFilters(dictionary, scanner) : _filters.GetFilters(dictionary));

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(_filters.GetNamedFilters(names));

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(_filters.GetAllFilters());

    private IReadOnlyList<IFilter> Bounded(IReadOnlyList<IFilter> filters) => filters.Count == 0 ? filters : [.. filters.Select(filter => new Measured(filter, this))];

    /// <summary>Takes <paramref name="bytes"/> off what may still be unpacked.</summary>
    /// <exception cref="InvalidDataException">Nothing is left.</exception>
    private void Take(long bytes)
    {
        Require(bytes);
        _left -= Counts ? bytes : 0;
    }

    private void Require(long bytes)
    {
        if (bytes > _left)
        {
            throw new InvalidDataException(PdfReader.ExpandsTooFar);
        }
    }

    private sealed class Measured(IFilter inner, BoundedFilters account) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            switch (inner)
            {
                case FlateFilter:
                    account.Require(Inflated(input, account._left));
                    break;
                case LzwFilter:
                    account.Require(LzwLength(input.Span));
                    break;
                case RunLengthFilter:
                    // Two bytes give up to 128.
                    account.Require(64L * input.Length);
                    break;
            }

            Memory<byte> output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            account.Take(output.Length);
            return ReferenceGuard.HasBareReference(streamDictionary, output.Span, account.Functions) ? throw new InvalidDataException(PdfReader.PointsAtItself) : output;
        }

        /// <summary>How many bytes a Flate stream gives, counted as far as <paramref name="most"/>; damage ends the counting, as it ends the decompressing.</summary>
        private static long Inflated(ReadOnlyMemory<byte> input, long most)
        {
            if (input.Length < 3)
            {
                return 0;
            }

            // Behind the two bytes of the zlib header, which writers get wrong.
            using var packed = new MemoryStream(input[2..].ToArray(), writable: false);
            using var unpacked = new DeflateStream(packed, CompressionMode.Decompress);
            byte[] buffer = new byte[32 << 10];
            long length = 0;
            try
            {
                while (length <= most && unpacked.Read(buffer) is > 0 and int read)
                {
                    length += read;
                }
            }
            catch (InvalidDataException)
            {
                // What came before the damage was counted.
            }

            return length;
        }

        /// <summary>How many bytes an LZW stream gives (ISO 32000-1, 7.4.4): the lengths of the entries of its table are followed, not their bytes.</summary>
        private static long LzwLength(ReadOnlySpan<byte> input)
        {
            const int clear = 256;
            const int end = 257;
            Span<int> lengths = stackalloc int[4097];
            int next = 258;
            int width = 9;
            int last = 0;
            long total = 0;
            int bits = 0;
            int held = 0;
            foreach (byte value in input)
            {
                bits = (bits << 8) | value;
                held += 8;
                if (held < width)
                {
                    continue;
                }

                held -= width;
                int code = (bits >> held) & ((1 << width) - 1);
                bits &= (1 << held) - 1;
                if (code == end)
                {
                    break;
                }

                if (code == clear)
                {
                    next = 258;
                    width = 9;
                    last = 0;
                    continue;
                }

                int length = code < clear ? 1 : code < next ? lengths[code] : last + 1;
                if (last > 0 && next < 4096)
                {
                    lengths[next++] = last + 1;
                }

                total += length;
                last = length;
                width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
            }

            return total;
        }
    }
}
