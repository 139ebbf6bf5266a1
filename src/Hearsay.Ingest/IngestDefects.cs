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

    /// <summary>A STIX bundle without a report.</summary>
    public const string NoReport = "HS0128";

    /// <summary>A path that does not exist.</summary>
    public const string PathMissing = "HS0102";

    /// <summary>A file or folder that the system would not let us read.</summary>
    public const string PathUnreadable = "HS0103";

    /// <summary>A single document larger than <see cref="IngestLimits.DocumentBytes"/>.</summary>
    public const string DocumentTooLarge = "HS0104";

    /// <summary>Not text: an image, a program, or bytes of no known kind.</summary>
    public const string Binary = "HS0105";

    /// <summary>A compressed file or an archive of a kind that is not unpacked.</summary>
    public const string Packed = "HS0106";

    /// <summary>A document format that is not read yet (Word, RTF, PostScript).</summary>
    public const string FormatNotRead = "HS0107";

    /// <summary>XML that is no feed.</summary>
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

    /// <summary>Compressed data that expands beyond <see cref="IngestLimits.UnpackedBytes"/> and <see cref="IngestLimits.UnpackingRatio"/>.</summary>
    public const string UnpacksTooFar = "HS0160";

    /// <summary>Containers nested deeper than <see cref="IngestLimits.ContainerDepth"/>.</summary>
    public const string NestedTooDeep = "HS0161";

    /// <summary>A ZIP archive with more members than <see cref="IngestLimits.ArchiveEntries"/>, or a larger directory than allowed.</summary>
    public const string TooManyEntries = "HS0162";

    /// <summary>Compressed data or an archive that is damaged or cut off.</summary>
    public const string DamagedArchive = "HS0163";

    /// <summary>A member of an archive that is encrypted or packed by a method that is not known.</summary>
    public const string EntryLocked = "HS0164";

    /// <summary>A member of an archive whose name leads out of it.</summary>
    public const string PathLeadsOut = "HS0165";

    /// <summary>Records or attachments that hold no article and were passed over.</summary>
    public const string PartsSkipped = "HS0166";

    /// <summary>A feed that declares a document type.</summary>
    public const string FeedWithDocumentType = "HS0170";

    /// <summary>A feed whose XML is not well-formed or cut off.</summary>
    public const string FeedDamaged = "HS0171";

    /// <summary>A feed without items.</summary>
    public const string FeedEmpty = "HS0172";

    /// <summary>A mail of more parts or header fields than <see cref="IngestLimits.MailParts"/> and <see cref="IngestLimits.MailFields"/>.</summary>
    public const string MailTooLarge = "HS0175";

    /// <summary>A mail that cannot be taken apart.</summary>
    public const string MailDamaged = "HS0176";

    /// <summary>A web archive in which no record begins where one should.</summary>
    public const string RecordDamaged = "HS0180";

    /// <summary>A web archive that ends within a record.</summary>
    public const string RecordCutOff = "HS0181";

    /// <summary>A PDF that cannot be read.</summary>
    public const string PdfDamaged = "HS0185";

    /// <summary>A PDF that asks for a password.</summary>
    public const string PdfLocked = "HS0186";

    /// <summary>A PDF without text: pictures of pages.</summary>
    public const string PdfWithoutText = "HS0187";

    /// <summary>A PDF whose last pages were not read, for it has more than <see cref="IngestLimits.PdfPages"/>.</summary>
    public const string PdfPagesLeft = "HS0188";

    /// <summary>Pages of a PDF that cannot be read.</summary>
    public const string PdfPagesFailed = "HS0189";

    /// <summary>A PDF that expands or takes more time than allowed.</summary>
    public const string PdfTooLarge = "HS0190";

    /// <summary>An address that cannot be connected to, or whose response breaks off.</summary>
    public const string FetchFailed = "HS0191";

    /// <summary>A status with which a server refuses an address.</summary>
    public const string HttpStatus = "HS0192";

    /// <summary>An address that the robots.txt of its host does not allow.</summary>
    public const string RobotsDisallow = "HS0193";

    /// <summary>A host that stands in a private network or on this machine.</summary>
    public const string PrivateAddress = "HS0194";

    /// <summary>A response larger than what is fetched.</summary>
    public const string FetchTooLarge = "HS0195";

    /// <summary>A server that takes too long.</summary>
    public const string FetchTooSlow = "HS0196";

    /// <summary>Too many redirects, or one that leads nowhere.</summary>
    public const string Redirects = "HS0197";

    /// <summary>A response that its media type calls a picture, sound, video or font.</summary>
    public const string MediaTypeNotRead = "HS0198";

    internal static Defect ForNoText(int? line = null) =>
        Error(NoText, "no text: nothing but white space, if anything; check that the file was saved completely", line);

    internal static Defect ForPathMissing(string path) =>
        Error(PathMissing, $"no such file or folder: {path}; check the spelling and the working folder");

    internal static Defect ForPathUnreadable(string path, string reason) =>
        Error(PathUnreadable, $"cannot be read: {path}: {OneLine(reason)}; check its permissions");

    internal static Defect ForDocumentTooLarge() =>
        Error(DocumentTooLarge, $"larger than {Mebibytes(IngestLimits.DocumentBytes)}, the limit for one document; split it, or write one document per line as JSON Lines (.jsonl)");

    internal static Defect ForBinary(string looksLike) =>
        Error(Binary, $"not text: looks like {looksLike}; give a text, a page, a PDF, a mail, a feed, JSON Lines or an archive of these");

    internal static Defect ForPacked(string looksLike) =>
        Error(Packed, $"not text: looks like {looksLike}; unpack it first and give the files inside");

    internal static Defect ForFormatNotRead(string format) =>
        Error(FormatNotRead, $"{format} is not read: save it as text, HTML or PDF");

    internal static Defect ForXmlNotRead(string format) =>
        Error(XmlNotRead, $"{format} that is no feed (RSS, Atom) is not read: save the articles as text or HTML, or write them as JSON Lines (.jsonl)");

    internal static Defect ForNoReport() => Error(NoReport, "the STIX bundle holds no report: only reports are taken as documents");

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

    internal static Defect ForUnpacksTooFar(long received, long unpacked) =>
        Error(UnpacksTooFar, $"{Number(received)} bytes of the input gave {Number(unpacked)} and more: beyond {Mebibytes(IngestLimits.UnpackedBytes)} only {Number(IngestLimits.UnpackingRatio)} times the input is unpacked; nothing more of it is read");

    internal static Defect ForNestedTooDeep() =>
        Error(NestedTooDeep, $"archives and mails are nested more than {Number(IngestLimits.ContainerDepth)} deep; unpack the outer ones and give the inner ones");

    internal static Defect ForTooManyEntries() =>
        Error(TooManyEntries, $"an archive of more than {Number(IngestLimits.ArchiveEntries)} members, or with a directory of more than {Mebibytes(IngestLimits.ArchiveDirectoryBytes)}; nothing of it was read; unpack it and give the folder");

    internal static Defect ForDamagedArchive(string reason) =>
        Error(DamagedArchive, $"compressed data is damaged: {OneLine(Shortened(reason))}; what came before was read; look for an undamaged copy");

    internal static Defect ForEntryLocked(string reason) =>
        Error(EntryLocked, $"the member cannot be unpacked: {OneLine(Shortened(reason))}; unpack it with the program that made it");

    internal static Defect ForPathLeadsOut(string name) =>
        Error(PathLeadsOut, $"the name of a member leads out of the archive: \"{Shortened(name)}\"; it was not read; do not unpack this archive with a program that trusts such names");

    internal static Defect ForPartsSkipped(string noun, IReadOnlyDictionary<string, int> kinds) =>
        Warning(PartsSkipped, $"{Count(kinds.Values.Sum(), noun)} without an article passed over: {string.Join(", ", kinds.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Take(12).Select(kind => $"{Number(kind.Value)} {Shortened(kind.Key)}"))}");

    internal static Defect ForFeedWithDocumentType() =>
        Error(FeedWithDocumentType, "the feed declares a document type (DTD), which can refer to other files and multiply itself; it is not read; remove the declaration if you trust the feed");

    internal static Defect ForFeedDamaged(string reason, int items) =>
        Error(FeedDamaged, $"the XML of the feed breaks off behind {Count(items, "item")}: {Shortened(reason)}; look for an undamaged copy");

    internal static Defect ForFeedEmpty() =>
        Error(FeedEmpty, "the feed holds no item; nothing is wrong if it is new");

    internal static Defect ForMailTooLarge() =>
        Error(MailTooLarge, $"the mail has more than {Number(IngestLimits.MailParts)} lines that may begin a part, or {Number(IngestLimits.MailFields)} that may be header fields; save its text as a .txt file");

    internal static Defect ForMailDamaged(string reason) =>
        Error(MailDamaged, $"the mail cannot be taken apart: {Shortened(reason)}; save its text as a .txt file");

    internal static Defect ForRecordDamaged(string where) =>
        Error(RecordDamaged, $"the web archive is damaged: {where}; a stated length was wrong or bytes are missing");

    internal static Defect ForRecordCutOff(long? found, long? stated) =>
        Error(RecordCutOff, found is null ? "the web archive ends within a record; what came before was read" : $"the web archive ends within a record: {Number(found.Value)} of {Count(stated!.Value, "byte")}; what came before was read");

    internal static Defect ForPdfDamaged(string reason) =>
        Error(PdfDamaged, $"the PDF cannot be read: {Shortened(reason)}; open it and print it to a new PDF, or save it as text");

    internal static Defect ForPdfLocked() =>
        Error(PdfLocked, "the PDF asks for a password; save a copy without one");

    internal static Defect ForPdfWithoutText(int pages) =>
        Error(PdfWithoutText, $"no text on the {Count(pages, "page")} of the PDF: pictures of pages, if anything; have a text recogniser (OCR) add the text");

    internal static Defect ForPdfPagesLeft(int read, int pages) =>
        Warning(PdfPagesLeft, $"{Number(read)} of {Count(pages, "page")} of the PDF read: it has more than {Number(IngestLimits.PdfPages)}; split it");

    internal static Defect ForPdfPagesFailed(int failed, string reason) =>
        Warning(PdfPagesFailed, $"{Count(failed, "page")} of the PDF cannot be read ({Shortened(reason)}); the others were");

    internal static Defect ForPdfExpands() =>
        Error(PdfTooLarge, $"the streams of the PDF expand to more than {Mebibytes(IngestLimits.PdfUnpackedBytes)}; print it to a new PDF, or save it as text");

    internal static Defect ForPdfTooSlow() =>
        Error(PdfTooLarge, $"the PDF was given up after {Number((long)IngestLimits.PdfTime.TotalSeconds)} s; print it to a new PDF, or save it as text");

    internal static Defect ForInputAddress(string value) =>
        Error(AddressNotUnderstood, $"not an http or https address: \"{Shortened(value)}\"; write it as your browser shows it");

    internal static Defect ForFetchFailed(string reason) =>
        Error(FetchFailed, $"cannot be fetched: {Shortened(reason)}; check the address and your connection");

    internal static Defect ForStatus(int status, TimeSpan? retryAfter) =>
        Error(HttpStatus, $"the server answers with status {status}{(retryAfter is { } wait && wait > TimeSpan.Zero ? $" and asks to come back in {Number((long)wait.TotalSeconds)} s" : "")}; open the address in a browser and save the page if you may read it");

    internal static Defect ForRobotsDisallow(Uri address) =>
        Error(RobotsDisallow, $"the robots.txt of {address.Authority} does not allow this address; open it in a browser and save the page if you may read it");

    internal static Defect ForPrivateAddress(string where) =>
        Error(PrivateAddress, $"{OneLine(where)}, which is no address of the open internet; allow it with --allow-private-addresses if you mean it");

    internal static Defect ForFetchTooLarge(int most) =>
        Error(FetchTooLarge, $"the response is larger than {Mebibytes(most)}; download it and give the file");

    internal static Defect ForFetchTooSlow(TimeSpan most) =>
        Error(FetchTooSlow, $"the server did not answer in full within {Number((long)most.TotalSeconds)} s; try again later");

    internal static Defect ForRedirects(string what) =>
        Error(Redirects, $"the server redirects: {what}; give the address that a browser ends at");

    internal static Defect ForMediaType(string mediaType) =>
        Error(MediaTypeNotRead, $"the server says that it is {Shortened(mediaType)}, which holds no article; give the address of the page");

    private static Defect Error(string code, string message, int? line = null) => new(code, message, DefectSeverity.Error, line);

    private static Defect Warning(string code, string message, int? line = null) => new(code, message, DefectSeverity.Warning, line);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(long value, string noun) => Number(value) + " " + (value == 1 ? noun : Plural(noun));

    private static string Plural(string noun) => noun.Contains("pair or", StringComparison.Ordinal) ? noun.Replace("pair", "pairs", StringComparison.Ordinal) + "s" : noun + "s";

    private static string Mebibytes(long bytes) => Number(bytes >> 20) + " MiB";

    private static string OneLine(string value) => value.ReplaceLineEndings(" ").TrimEnd('.');

    private static string Shortened(string value) => OneLine(value.Length <= 80 ? value : value[..80] + "…");
}
