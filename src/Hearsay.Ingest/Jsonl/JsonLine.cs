using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Hearsay.Ingest.Language;
using Hearsay.Ingest.Plain;
using Hearsay.Text;

namespace Hearsay.Ingest.Jsonl;

/// <summary>
/// Reads one line of a JSON Lines corpus: an object with <c>doc_id</c> or <c>id</c>, <c>text</c>, and optionally <c>title</c>, <c>date</c> or <c>published</c>,
/// <c>publisher</c>, <c>outlet</c> or <c>site</c>, and <c>url</c>. Other members are left alone. The text is kept exactly as given, since the corpus counts its offsets in it.
/// </summary>
internal static class JsonLine
{
    /// <summary>Reads <paramref name="line"/>.</summary>
    /// <param name="line">The bytes of the line, in UTF-8, not blank.</param>
    /// <param name="number">Its number in the file, from 1.</param>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="documentId">Id of the file; a line without an id of its own is called "id:line".</param>
    /// <param name="options">What wins over the line.</param>
    public static Ingested Read(ReadOnlyMemory<byte> line, int number, string name, string documentId, IngestOptions options)
    {
        string origin = $"{name}:{number}";
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(line);
        }
        catch (JsonException exception)
        {
            return new Ingested(origin, null, [IngestDefects.ForLineNotJson(number, Reason(exception))]);
        }

        using (json)
        {
            return Read(json.RootElement, number, origin, documentId, options);
        }
    }

    /// <summary>True when <paramref name="line"/> is a complete JSON object; with <paramref name="isWhole"/> false also when it is the beginning of one with at least one member name.</summary>
    public static bool IsObject(ReadOnlySpan<byte> line, bool isWhole)
    {
        var reader = new Utf8JsonReader(line, isWhole, default);
        try
        {
            bool named = false;
            while (reader.Read())
            {
                if (reader.TokenType is not JsonTokenType.StartObject && reader.CurrentDepth == 0 && reader.TokenType is not JsonTokenType.EndObject)
                {
                    return false;
                }

                named |= reader.TokenType == JsonTokenType.PropertyName;
            }

            return isWhole ? reader.TokenType == JsonTokenType.EndObject : named;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Ingested Read(JsonElement root, int number, string origin, string documentId, IngestOptions options)
    {
        var defects = new List<Defect>();
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new Ingested(origin, null, [IngestDefects.ForLineNotObject(number, Kind(root))]);
        }

        if (!root.TryGetProperty("text", out JsonElement given) || given.ValueKind != JsonValueKind.String)
        {
            return new Ingested(origin, null, [IngestDefects.ForLineWithoutText(number, given.ValueKind == JsonValueKind.Undefined ? "no \"text\"" : $"{Kind(given)} as \"text\"")]);
        }

        string text = Value(given, number, "text", defects);
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Ingested(origin, null, [IngestDefects.ForNoText(number)]);
        }

        NameControls(text, number, defects);
        StoredText.NameDirectionOverrides(text, defects, number);
        string id = Id(root, number, defects) ?? $"{documentId}:{number}";
        string? title = First(root, number, defects, "title");
        string? outlet = options.Outlet ?? First(root, number, defects, "outlet", "publisher", "site");
        PublicationDate? published = options.Published ?? Date(root, number, defects);
        string language = LanguageVerdict.Of(text).Report(defects, number);
        var article = new Article(id, new RawText(text), title, outlet, published, Address(root, number, defects), language);
        return new Ingested(origin, article, defects);
    }

    private static string? Id(JsonElement root, int number, List<Defect> defects)
    {
        foreach (string member in (ReadOnlySpan<string>)["doc_id", "id"])
        {
            if (root.TryGetProperty(member, out JsonElement value))
            {
                string? id = value.ValueKind switch
                {
                    JsonValueKind.String => Value(value, number, member, defects),
                    JsonValueKind.Number => value.GetRawText(),
                    _ => null,
                };
                if (!string.IsNullOrWhiteSpace(id))
                {
                    return id;
                }
            }
        }

        return null;
    }

    private static PublicationDate? Date(JsonElement root, int number, List<Defect> defects)
    {
        if (First(root, number, defects, "published", "date") is not { } value)
        {
            return null;
        }

        PublicationDate? date = StatedDate.TryParse(value);
        if (date is null)
        {
            defects.Add(IngestDefects.ForDateNotUnderstood(value, number));
        }

        return date;
    }

    private static Uri? Address(JsonElement root, int number, List<Defect> defects)
    {
        if (First(root, number, defects, "url") is not { } value)
        {
            return null;
        }

        Uri? address = StatedAddress.TryParse(value);
        if (address is null)
        {
            defects.Add(IngestDefects.ForAddressNotUnderstood(value, number));
        }

        return address;
    }

    /// <summary>The first of <paramref name="members"/> that is a string and not blank, trimmed.</summary>
    private static string? First(JsonElement root, int number, List<Defect> defects, params ReadOnlySpan<string> members)
    {
        foreach (string member in members)
        {
            if (root.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String && Value(value, number, member, defects).Trim() is { Length: > 0 } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The string value, with half surrogate pairs and runs of bad bytes each replaced by U+FFFD.</summary>
    private static string Value(JsonElement value, int number, string member, List<Defect> defects)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            string text = Unescaped(JsonMarshal.GetRawUtf8Value(value)[1..^1], out int replaced);
            defects.Add(IngestDefects.ForCharactersReplaced(number, member, replaced));
            return text;
        }
    }

    /// <summary>Resolves the escapes of a JSON string that the parser has checked, but whose characters it refuses.</summary>
    private static string Unescaped(ReadOnlySpan<byte> raw, out int replaced)
    {
        replaced = 0;
        var text = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            if (raw[0] == (byte)'\\')
            {
                int length = raw[1] == (byte)'u' ? 6 : 2;
                text.Append(raw[1] switch
                {
                    (byte)'u' => (char)Convert.ToUInt16(Encoding.ASCII.GetString(raw.Slice(2, 4)), 16),
                    (byte)'n' => '\n',
                    (byte)'r' => '\r',
                    (byte)'t' => '\t',
                    (byte)'b' => '\b',
                    (byte)'f' => '\f',
                    byte other => (char)other,
                });
                raw = raw[length..];
                continue;
            }

            OperationStatus status = Rune.DecodeFromUtf8(raw, out Rune rune, out int consumed);
            replaced += status == OperationStatus.Done ? 0 : 1;
            text.Append(rune.ToString());
            raw = raw[consumed..];
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\uFFFD';
                replaced++;
            }
        }

        return text.ToString();
    }

    private static void NameControls(string text, int number, List<Defect> defects)
    {
        int count = 0;
        char first = default;
        foreach (char value in text)
        {
            if (StoredText.IsUnwantedControl(value))
            {
                first = count++ == 0 ? value : first;
            }
        }

        if (count > 0)
        {
            defects.Add(IngestDefects.ForControlsKept(number, count, first));
        }
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        _ => "true or false",
    };

    /// <summary>The parser's message without its own line count, which is always 0 here.</summary>
    private static string Reason(JsonException exception)
    {
        int cut = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return cut < 0 ? exception.Message : exception.Message[..cut];
    }
}
