using System.Globalization;
using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>
/// Every defect that ingesting can report: its stable code (HS0101 … HS0199) and its message. The codes are explained in docs/errors.md.
/// Counts are of characters or bytes as the message says; positions count from 0, lines from 1.
/// </summary>
public static class IngestDefects
{
    /// <summary>Nothing to read: empty, white space or a byte order mark only.</summary>
    public const string NoText = "HS0101";

    /// <summary>A path that does not exist.</summary>
    public const string PathMissing = "HS0102";

    /// <summary>A file or folder that the system would not let us read.</summary>
    public const string PathUnreadable = "HS0103";

    /// <summary>A single document larger than <see cref="IngestLimits.DocumentBytes"/>.</summary>
    public const string DocumentTooLarge = "HS0104";

    /// <summary>Not text: an image, a program, or bytes of no known kind.</summary>
    public const string Binary = "HS0105";

    /// <summary>A compressed file or an archive.</summary>
    public const string Packed = "HS0106";

    /// <summary>A document format that is not read yet (PDF, Word, RTF).</summary>
    public const string FormatNotRead = "HS0107";

    /// <summary>XML: a feed or another format that is not read yet.</summary>
    public const string XmlNotRead = "HS0108";

    /// <summary>JSON that is not one object per line.</summary>
    public const string JsonNotLines = "HS0109";

    /// <summary>Not UTF-8: read in an older character set that was guessed or declared.</summary>
    public const string OlderCharset = "HS0110";

    /// <summary>Bytes that do not fit the character set, each run replaced by U+FFFD.</summary>
    public const string BytesReplaced = "HS0111";

    /// <summary>Control characters that were removed.</summary>
    public const string ControlsRemoved = "HS0112";

    /// <summary>Doubly encoded characters that were repaired.</summary>
    public const string MojibakeRepaired = "HS0113";

    /// <summary>Characters that reverse the direction of the text on a screen; kept.</summary>
    public const string DirectionOverrides = "HS0114";

    /// <summary>UTF-16 or UTF-32 without a byte order mark, told by its zero bytes.</summary>
    public const string NoByteOrderMark = "HS0115";

    /// <summary>A line that is not valid JSON.</summary>
    public const string LineNotJson = "HS0120";

    /// <summary>A line whose JSON is not an object.</summary>
    public const string LineNotObject = "HS0121";

    /// <summary>An object without a string called <c>text</c>.</summary>
    public const string LineWithoutText = "HS0122";

    /// <summary>A line longer than <see cref="IngestLimits.LineBytes"/>.</summary>
    public const string LineTooLong = "HS0123";

    /// <summary>Half surrogate pairs or bad bytes in a JSON text, replaced one for one by U+FFFD.</summary>
    public const string CharactersReplaced = "HS0124";

    /// <summary>Control characters in a JSON text; kept, because offsets refer to the text as given.</summary>
    public const string ControlsKept = "HS0125";

    /// <summary>A publication date that is not understood.</summary>
    public const string DateNotUnderstood = "HS0126";

    /// <summary>An address that is not an absolute http or https address.</summary>
    public const string AddressNotUnderstood = "HS0127";

    /// <summary>A web page in which no article was found.</summary>
    public const string NoArticle = "HS0130";

    /// <summary>A page nested deeper than <see cref="IngestLimits.PageDepth"/>.</summary>
    public const string PageTooDeep = "HS0131";

    /// <summary>A page longer than <see cref="IngestLimits.PageCharacters"/>.</summary>
    public const string PageTooLong = "HS0132";

    /// <summary>A page with more than <see cref="IngestLimits.PageElements"/> elements, taken whole.</summary>
    public const string PageTakenWhole = "HS0133";

    /// <summary>A text that is not English.</summary>
    public const string NotEnglish = "HS0140";

    /// <summary>An English text with long parts in another script.</summary>
    public const string MixedScripts = "HS0141";

    /// <summary>A text whose language could not be told.</summary>
    public const string LanguageUnknown = "HS0142";

    /// <summary>Folders nested deeper than <see cref="IngestLimits.FolderDepth"/>.</summary>
    public const string FolderTooDeep = "HS0150";

    internal static Defect ForNoText(int? line = null) =>
        Error(NoText, "no text: nothing but white space, if anything; check that the file was saved completely", line);

    internal static Defect ForPathMissing(string path) =>
        Error(PathMissing, $"no such file or folder: {path}; check the spelling and the working folder");

    internal static Defect ForPathUnreadable(string path, string reason) =>
        Error(PathUnreadable, $"cannot be read: {path}: {OneLine(reason)}; check its permissions");

    internal static Defect ForDocumentTooLarge() =>
        Error(DocumentTooLarge, $"larger than {Mebibytes(IngestLimits.DocumentBytes)}, the limit for one document; split it, or write one document per line as JSON Lines (.jsonl)");

    internal static Defect ForBinary(string looksLike) =>
        Error(Binary, $"not text: looks like {looksLike}; give a text, HTML or JSON Lines file");

    internal static Defect ForPacked(string looksLike) =>
        Error(Packed, $"not text: looks like {looksLike}; unpack it first and give the files inside");

    internal static Defect ForFormatNotRead(string format) =>
        Error(FormatNotRead, $"{format} is not read yet: save it as text or HTML");

    internal static Defect ForXmlNotRead(string format) =>
        Error(XmlNotRead, $"{format} is not read yet: save the articles as text or HTML, or write them as JSON Lines (.jsonl)");

    internal static Defect ForJsonNotLines() =>
        Error(JsonNotLines, "JSON, but not one object per line; write JSON Lines (.jsonl): one object with \"id\" and \"text\" on each line");

    internal static Defect ForOlderCharset(string charset, string how) =>
        Warning(OlderCharset, $"not UTF-8; read as {charset} ({how}); if letters look wrong, convert the file to UTF-8");

    internal static Defect ForBytesReplaced(string charset, long count, long firstByte) =>
        Warning(BytesReplaced, $"{Count(count, "run")} of bytes not valid in {charset}, the first at byte {Number(firstByte)}, replaced by U+FFFD; look for a damaged copy");

    internal static Defect ForControlsRemoved(int count, char first) =>
        Warning(ControlsRemoved, $"{Count(count, "control character")} removed, the first U+{(int)first:X4}; offsets refer to the text without them");

    internal static Defect ForMojibakeRepaired(int count) =>
        Warning(MojibakeRepaired, $"{Count(count, "doubly encoded character")} repaired (UTF-8 once read as Windows-1252); offsets refer to the repaired text");

    internal static Defect ForDirectionOverrides(int count, int firstAt, char first, int? line = null) =>
        Warning(DirectionOverrides, $"{Count(count, "direction override")}, the first U+{(int)first:X4} at character {Number(firstAt)}; kept, but what a screen shows may differ from what is stored", line);

    internal static Defect ForNoByteOrderMark(string charset) =>
        Warning(NoByteOrderMark, $"no byte order mark; read as {charset} from the pattern of its zero bytes; convert the file to UTF-8 if letters look wrong");

    internal static Defect ForLineNotJson(int line, string reason) =>
        Error(LineNotJson, $"line {Number(line)} is not valid JSON ({OneLine(reason)}); the line is skipped", line);

    internal static Defect ForLineNotObject(int line, string kind) =>
        Error(LineNotObject, $"line {Number(line)} is {kind}, not a JSON object; the line is skipped", line);

    internal static Defect ForLineWithoutText(int line, string found) =>
        Error(LineWithoutText, $"line {Number(line)} has {found}; a document needs a string called \"text\"; the line is skipped", line);

    internal static Defect ForLineTooLong(int line) =>
        Error(LineTooLong, $"line {Number(line)} is longer than {Mebibytes(IngestLimits.LineBytes)}, the limit for one document; the line is skipped; split its text", line);

    internal static Defect ForCharactersReplaced(int line, string field, int count) =>
        Warning(CharactersReplaced, $"{Count(count, "half surrogate pair or bad byte run")} in \"{field}\" replaced one for one by U+FFFD; offsets stay as they were", line);

    internal static Defect ForControlsKept(int line, int count, char first) =>
        Warning(ControlsKept, $"{Count(count, "control character")} in \"text\", the first U+{(int)first:X4}; kept, because offsets refer to the text as given", line);

    internal static Defect ForDateNotUnderstood(string value, int? line = null) =>
        Warning(DateNotUnderstood, $"publication date not understood: \"{Shortened(value)}\"; write 2022-12-25 or 2022-12-25T14:05:00+03:00", line);

    internal static Defect ForAddressNotUnderstood(string value, int? line = null) =>
        Warning(AddressNotUnderstood, $"not an http or https address: \"{Shortened(value)}\"; it is left out", line);

    internal static Defect ForNoArticle(string reason) =>
        Error(NoArticle, $"no article text found in the page ({reason}); save the article's text as a .txt file");

    internal static Defect ForPageTooDeep(int ignored) =>
        Warning(PageTooDeep, $"elements nested more than {Number(IngestLimits.PageDepth)} deep: {Count(ignored, "tag")} ignored, their text kept");

    internal static Defect ForPageTooLong(int characters) =>
        Error(PageTooLong, $"the page has {Number(characters)} characters, more than the {Number(IngestLimits.PageCharacters)} that are searched for an article; save the article's text as a .txt file");

    internal static Defect ForPageTakenWhole(int elements) =>
        Warning(PageTakenWhole, $"the page has {Number(elements)} elements, more than the {Number(IngestLimits.PageElements)} among which an article is searched; every paragraph that is not a link was taken");

    internal static Defect ForNotEnglish(string language, string evidence, int? line = null) =>
        Warning(NotEnglish, $"not English: looks like \"{language}\" ({evidence}); the text is kept but not read", line);

    internal static Defect ForMixedScripts(string script, int percent, int? line = null) =>
        Warning(MixedScripts, $"{Number(percent)} % of the letters are {script}; only the English part is read", line);

    internal static Defect ForLanguageUnknown(string evidence, int? line = null) =>
        Warning(LanguageUnknown, $"the language could not be told ({evidence}); the text is kept but not read", line);

    internal static Defect ForFolderTooDeep(string path) =>
        Error(FolderTooDeep, $"more than {Number(IngestLimits.FolderDepth)} folders deep, not entered: {path}; give this folder on its own");

    private static Defect Error(string code, string message, int? line = null) => new(code, message, DefectSeverity.Error, line);

    private static Defect Warning(string code, string message, int? line = null) => new(code, message, DefectSeverity.Warning, line);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(long value, string noun) => Number(value) + " " + (value == 1 ? noun : Plural(noun));

    private static string Plural(string noun) => noun.Contains("pair or", StringComparison.Ordinal) ? noun.Replace("pair", "pairs", StringComparison.Ordinal) + "s" : noun + "s";

    private static string Mebibytes(int bytes) => Number(bytes >> 20) + " MiB";

    private static string OneLine(string value) => value.ReplaceLineEndings(" ").TrimEnd('.');

    private static string Shortened(string value) => OneLine(value.Length <= 80 ? value : value[..80] + "…");
}
