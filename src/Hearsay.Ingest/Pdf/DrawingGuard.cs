using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Hearsay.Ingest.Pdf;

/// <summary>
/// Refuses drawings without end before a page is drawn: forms (ISO 32000-1, 8.10) that draw each other, forms that draw forms that draw forms until one page is a thousand million of them, and colour
/// spaces that are made of themselves. The parser follows all of these by recursion, and a stack that overflows ends the process. What a form draws is told by the names in its content; a name that stands
/// there for something else at worst counts once too often.
/// </summary>
internal sealed class DrawingGuard
{
    /// <summary>Forms in forms: 32 levels. Real drawings have a handful.</summary>
    private const int DeepestForm = 32;

    /// <summary>Levels of arrays and dictionaries within a colour space or a shading: 64.</summary>
    private const int DeepestColour = 64;

    /// <summary>Bytes of content that one page may come to when every form is drawn as often as it is asked for: as many as may be unpacked.</summary>
    private const long MostDrawn = IngestLimits.PdfUnpackedBytes;

    /// <summary>Forms looked at, each in each of the contexts that it is drawn in: 100,000.</summary>
    private const int MostForms = 100_000;

    /// <summary>Longest name: 127 bytes (ISO 32000-1, annex C).</summary>
    private const int LongestName = 127;

    private readonly IPdfTokenScanner _objects;
    private readonly ILookupFilterProvider _filters;
    private readonly Dictionary<string, long> _drawn = new(StringComparer.Ordinal);
    private readonly HashSet<IndirectReference> _drawing = [];
    private readonly HashSet<IndirectReference> _sound = [];

    private DrawingGuard(IPdfTokenScanner objects, ILookupFilterProvider filters)
    {
        _objects = objects;
        _filters = filters;
    }

    /// <summary>Looks at every object that has resources to draw with, pages and forms alike.</summary>
    /// <param name="pdf">The PDF; no page of it was drawn yet.</param>
    /// <param name="filters">Decompresses.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="InvalidDataException">A drawing has no end, or is too large.</exception>
    public static void Check(PdfDocument pdf, ILookupFilterProvider filters, CancellationToken cancellation)
    {
        var guard = new DrawingGuard(pdf.Structure.TokenScanner, filters);

        // What the table of objects names, and all that can be reached from the catalogue: a damaged table does not keep the parser from finding objects.
        var seen = new HashSet<IndirectReference>(pdf.Structure.CrossReferenceTable.ObjectOffsets.Keys);
        var left = new Stack<IndirectReference>(seen);
        References(pdf.Structure.Catalog.CatalogDictionary, seen, left);
        while (left.TryPop(out IndirectReference reference))
        {
            cancellation.ThrowIfCancellationRequested();
            IToken? token = guard.Resolve(new IndirectReferenceToken(reference));
            if (token is not null)
            {
                References(token, seen, left);
            }

            if (DictionaryOf(token) is not { } dictionary || guard.Under(dictionary, "Resources") is not DictionaryToken resources)
            {
                continue;
            }

            guard.CheckColours(resources);
            if (guard.Forms(resources).Count > 0 && guard.Drawn(guard.ContentOf(token), [(reference.ToString(), resources)]) > MostDrawn)
            {
                throw new InvalidDataException(PdfReader.ExpandsTooFar);
            }
        }
    }

    /// <summary>Adds the references in a token that were not seen before.</summary>
    private static void References(IToken token, HashSet<IndirectReference> seen, Stack<IndirectReference> left)
    {
        // The parser nests tokens 256 deep at most.
        switch (token)
        {
            case IndirectReferenceToken reference:
                if (seen.Add(reference.Data))
                {
                    left.Push(reference.Data);
                }

                break;
            case ArrayToken array:
                foreach (IToken part in array.Data.Where(part => part is not NumericToken))
                {
                    References(part, seen, left);
                }

                break;
            case DictionaryToken or StreamToken:
                foreach (IToken part in DictionaryOf(token)!.Data.Values)
                {
                    References(part, seen, left);
                }

                break;
        }
    }

    private static DictionaryToken? DictionaryOf(IToken? token) => token switch { DictionaryToken dictionary => dictionary, StreamToken stream => stream.StreamDictionary, _ => null };

    /// <summary>Bytes that a content comes to with all the forms that it draws.</summary>
    /// <param name="content">The content.</param>
    /// <param name="resources">What its names stand for: its own resources last, before them those of whoever draws it.</param>
    private long Drawn(byte[] content, List<(string Key, DictionaryToken Resources)> resources)
    {
        Dictionary<string, IndirectReferenceToken> forms = new(StringComparer.Ordinal);
        foreach ((_, DictionaryToken known) in resources)
        {
            foreach ((string name, IndirectReferenceToken form) in Forms(known))
            {
                forms[name] = form;
            }
        }

        long total = content.Length;
        foreach ((string name, int times) in NamesIn(content, forms))
        {
            IndirectReferenceToken form = forms[name];
            if (!_drawing.Add(form.Data))
            {
                throw new InvalidDataException(PdfReader.PointsAtItself);
            }

            if (_drawing.Count > DeepestForm)
            {
                throw new InvalidDataException(PdfReader.ExpandsTooFar);
            }

            IToken? token = Resolve(form);
            bool own = DictionaryOf(token) is { } dictionary && Under(dictionary, "Resources") is DictionaryToken;
            string key = form.Data + " in " + string.Join(',', resources.Select(known => known.Key));
            if (!_drawn.TryGetValue(key, out long drawn))
            {
                List<(string, DictionaryToken)> inner = own ? [.. resources, (form.Data.ToString(), (DictionaryToken)Under(DictionaryOf(token)!, "Resources")!)] : resources;
                drawn = Drawn(ContentOf(token), inner);
                if (_drawn.Count >= MostForms)
                {
                    throw new InvalidDataException(PdfReader.ExpandsTooFar);
                }

                _drawn[key] = drawn;
            }

            _drawing.Remove(form.Data);
            total += Math.Min(drawn, MostDrawn + 1) * times;
            if (total > MostDrawn)
            {
                // Not more than counts, so that nothing overflows.
                return MostDrawn + 1;
            }
        }

        return total;
    }

    /// <summary>The forms of resources by name. A form is a stream, and a stream has a number of its own.</summary>
    private Dictionary<string, IndirectReferenceToken> Forms(DictionaryToken resources)
    {
        Dictionary<string, IndirectReferenceToken> forms = new(StringComparer.Ordinal);
        if (Under(resources, "XObject") is DictionaryToken all)
        {
            foreach ((string name, IToken value) in all.Data)
            {
                if (value is IndirectReferenceToken reference && Resolve(reference) is StreamToken stream && !(Under(stream.StreamDictionary, "Subtype") is NameToken { Data: "Image" }))
                {
                    forms[name] = reference;
                }
            }
        }

        return forms;
    }

    /// <summary>How often which of the names stand in a content. A name ends where a known one does: whatever the parser takes for its end, what it draws is among them.</summary>
    private static Dictionary<string, int> NamesIn(ReadOnlySpan<byte> content, Dictionary<string, IndirectReferenceToken> known)
    {
        Dictionary<string, int> found = new(StringComparer.Ordinal);
        if (known.Count == 0)
        {
            return found;
        }

        var names = known.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> name = stackalloc char[LongestName];
        for (int at = content.IndexOf((byte)'/'); at >= 0 && at < content.Length;)
        {
            int length = 0;
            int next = at + 1;
            bool ended = false;
            while (next < content.Length && length < LongestName && content[next] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'/'))
            {
                // The whole name, and, where a sign that ends names in one reading and not in another follows, what is before it.
                ended = content[next] is 0 or 12 or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'%';
                if (ended)
                {
                    Count(found, names, name[..length]);
                }

                if (content[next] == (byte)'#' && next + 2 < content.Length && char.IsAsciiHexDigit((char)content[next + 1]) && char.IsAsciiHexDigit((char)content[next + 2]))
                {
                    name[length++] = (char)Convert.FromHexString([(char)content[next + 1], (char)content[next + 2]])[0];
                    next += 3;
                }
                else
                {
                    name[length++] = (char)content[next++];
                }
            }

            Count(found, names, name[..length]);
            int more = content[next..].IndexOf((byte)'/');
            at = more < 0 ? -1 : next + more;
        }

        return found;

        static void Count(Dictionary<string, int> found, Dictionary<string, IndirectReferenceToken>.AlternateLookup<ReadOnlySpan<char>> names, ReadOnlySpan<char> name)
        {
            if (names.TryGetValue(name, out string? known, out _))
            {
                found[known] = found.GetValueOrDefault(known) + 1;
            }
        }
    }

    /// <summary>The content of a form, or of a page that may have several streams of it.</summary>
    private byte[] ContentOf(IToken? token)
    {
        switch (token)
        {
            case StreamToken stream:
                return stream.Decode(_filters, _objects).ToArray();
            case DictionaryToken page when page.Data.TryGetValue("Contents", out IToken? contents):
                IToken? one = Resolve(contents);
                using (var all = new MemoryStream())
                {
                    foreach (IToken part in one is ArrayToken several ? several.Data : one is null ? [] : [one])
                    {
                        if (Resolve(part) is StreamToken piece)
                        {
                            all.Write(piece.Decode(_filters, _objects).Span);
                            all.WriteByte((byte)' ');
                        }
                    }

                    return all.ToArray();
                }

            default:
                return [];
        }
    }

    /// <summary>Follows what colours are made of.</summary>
    private void CheckColours(DictionaryToken resources)
    {
        foreach (string kind in (ReadOnlySpan<string>)["ColorSpace", "Shading", "Pattern", "XObject"])
        {
            if (Under(resources, kind) is not DictionaryToken all)
            {
                continue;
            }

            foreach ((string name, IToken value) in all.Data)
            {
                IToken? token = kind == "XObject" ? DictionaryOf(Resolve(value)) is { } picture && picture.Data.TryGetValue("ColorSpace", out IToken? space) ? space : null : value;
                if (token is not null)
                {
                    Follow(token, kind == "ColorSpace" ? all : null, [name], [], 0);
                }
            }
        }
    }

    /// <summary>Goes down an object to its leaves.</summary>
    /// <param name="token">Where it is.</param>
    /// <param name="named">Colour spaces that a name may stand for, or null.</param>
    /// <param name="names">Names on the way.</param>
    /// <param name="way">References on the way.</param>
    /// <param name="depth">How deep it is.</param>
    private void Follow(IToken token, DictionaryToken? named, HashSet<string> names, HashSet<IndirectReference> way, int depth)
    {
        if (depth > DeepestColour)
        {
            throw new InvalidDataException(PdfReader.PointsAtItself);
        }

        switch (token)
        {
            case IndirectReferenceToken reference when named is not null || !_sound.Contains(reference.Data):
                if (!way.Add(reference.Data))
                {
                    throw new InvalidDataException(PdfReader.PointsAtItself);
                }

                if (Resolve(reference) is { } target)
                {
                    Follow(target, named, names, way, depth + 1);
                }

                way.Remove(reference.Data);
                _sound.Add(reference.Data);
                break;
            case ArrayToken array:
                // A lookup table of numbers has nothing to follow.
                foreach (IToken part in array.Data.Where(part => part is not NumericToken))
                {
                    Follow(part, named, names, way, depth + 1);
                }

                break;
            case NameToken { Data: var name } when named is not null && named.Data.TryGetValue(name, out IToken? meant):
                if (!names.Add(name))
                {
                    throw new InvalidDataException(PdfReader.PointsAtItself);
                }

                Follow(meant, named, names, way, depth + 1);
                names.Remove(name);
                break;
            case DictionaryToken or StreamToken:
                foreach ((string key, IToken part) in DictionaryOf(token)!.Data)
                {
                    // Resources are looked at where they are drawn with; the others lead back up by rights.
                    if (key is not ("Resources" or "Parent" or "StructParent" or "Metadata" or "Group"))
                    {
                        Follow(part, null, names, way, depth + 1);
                    }
                }

                break;
        }
    }

    private IToken? Under(DictionaryToken dictionary, string key) => dictionary.Data.TryGetValue(key, out IToken? value) ? Resolve(value) : null;

    private IToken? Resolve(IToken token)
    {
        // Bare references, which could form a circle here, are refused before.
        for (int steps = 0; token is IndirectReferenceToken reference; steps++)
        {
            if (steps > DeepestColour || _objects.Get(reference.Data) is not { } found)
            {
                return null;
            }

            token = found.Data;
        }

        return token;
    }
}
