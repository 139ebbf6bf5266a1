using System.Collections.Immutable;
using System.Diagnostics;
using Hearsay.Ingest.Language;
using Hearsay.Ingest.Plain;
using Hearsay.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace Hearsay.Ingest.Pdf;

/// <summary>
/// Turns a PDF into one article: words, lines and paragraphs in reading order, without running heads and page numbers; title, author and date from its metadata. Nothing in it is run and
/// no address in it is opened. The parser works on a thread of its own with a stack of its own and for a bounded time, since nothing keeps a PDF from pointing at itself.
/// </summary>
internal static class PdfReader
{
    /// <summary>Message of the failure when streams expand beyond <see cref="IngestLimits.PdfUnpackedBytes"/>.</summary>
    internal const string ExpandsTooFar = "its streams expand beyond the limit";

    /// <summary>Message of the failure when objects have no end.</summary>
    internal const string PointsAtItself = "its objects point at themselves: references to references, functions or colours made of themselves, or forms that draw each other";

    /// <summary>Message of the failure when <see cref="IngestLimits.PdfTime"/> is over.</summary>
    private const string TakesTooLong = "it takes too long";

    /// <summary>Stack of the parsing thread: 16 MiB for the 256 levels of nesting that the parser allows.</summary>
    private const int StackBytes = 16 << 20;

    /// <summary>Longest headline: 300 characters. A title field may hold a whole abstract.</summary>
    private const int LongestTitle = 300;

    /// <summary>How much larger than the text the first lines of a headline are set: a quarter.</summary>
    private const double HeadlineSize = 1.25;

    /// <summary>Reads one PDF.</summary>
    /// <param name="bytes">All bytes of it.</param>
    /// <param name="envelope">Its name and id.</param>
    /// <param name="options">What wins over the PDF.</param>
    /// <param name="cancellation">Gives it up; the parser stops behind its page.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static Ingested Read(ReadOnlyMemory<byte> bytes, Envelope envelope, IngestOptions options, CancellationToken cancellation)
    {
        var result = new TaskCompletionSource<Parsed>();
        var thread = new Thread(
            () =>
            {
#pragma warning disable CA1031 // Whatever the parser throws at damaged bytes is a property of the bytes.
                try
                {
                    result.SetResult(Parse(bytes, cancellation));
                }
                catch (Exception exception)
                {
                    result.SetException(exception);
                }
#pragma warning restore CA1031
            },
            StackBytes) { IsBackground = true, Name = "pdf" };
        thread.Start();
        Parsed parsed;
        try
        {
            if (!result.Task.Wait(IngestLimits.PdfTime + IngestLimits.PdfPageTime, cancellation))
            {
                return Refused(IngestDefects.ForPdfTooSlow());
            }

            parsed = result.Task.GetAwaiter().GetResult();
        }
        catch (AggregateException failure) when (failure.InnerException is not OperationCanceledException)
        {
            return Refused(failure.InnerException is PdfDocumentEncryptedException ? IngestDefects.ForPdfLocked()
                : failure.InnerException is InvalidDataException { Message: ExpandsTooFar } ? IngestDefects.ForPdfExpands()
                : failure.InnerException is InvalidDataException { Message: TakesTooLong } ? IngestDefects.ForPdfTooSlow()
                : IngestDefects.ForPdfDamaged(failure.InnerException?.Message ?? failure.Message));
        }
        catch (AggregateException)
        {
            throw new OperationCanceledException(cancellation);
        }

        return Article(parsed);

        Ingested Refused(Defect defect) => new(envelope.Name, null, [defect]) { Original = new Original(bytes, envelope) };

        Ingested Article(Parsed pdf)
        {
            List<Defect> defects = [.. pdf.Defects];
            string text = StoredText.Clean(pdf.Text, defects);
            if (string.IsNullOrWhiteSpace(text))
            {
                return new Ingested(envelope.Name, null, [.. defects, IngestDefects.ForPdfWithoutText(pdf.PageCount)]) { Original = new Original(bytes, envelope) };
            }

            string language = LanguageVerdict.Of(text).Report(defects);
            string? title = pdf.Title is null ? null : StoredText.Clean(pdf.Title, []);
            var article = new Article(envelope.DocumentId, new RawText(text), title, options.Outlet, options.Published ?? pdf.Published, envelope.Address, language) { Authors = pdf.Authors };
            return new Ingested(envelope.Name, article, defects) { Original = new Original(bytes, envelope), Pages = text.Length == pdf.Text.Length ? pdf.Pages : [] };
        }
    }

    private static Parsed Parse(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var defects = new List<Defect>();
        var clock = Stopwatch.StartNew();
        var functions = new FunctionGuard();
        if (ReferenceGuard.HasBareReference(bytes.Span, functions))
        {
            throw new InvalidDataException(PointsAtItself);
        }

        var filters = new BoundedFilters(functions);
        using PdfDocument pdf = PdfDocument.Open(bytes.ToArray(), new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = filters });
        filters.Counts = false;
        DrawingGuard.Check(pdf, filters, cancellation);
        filters.Counts = true;
        var pages = new List<IReadOnlyList<IReadOnlyList<TextLine>>>();
        var heights = new List<double>();
        int failed = 0;
        string? firstFailure = null;
        int count = pdf.NumberOfPages;
        for (int number = 1; number <= Math.Min(count, IngestLimits.PdfPages); number++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (clock.Elapsed > IngestLimits.PdfTime)
            {
                // Not the pages read so far: what a file becomes must not depend on how busy the machine is.
                throw new InvalidDataException(TakesTooLong);
            }

#pragma warning disable CA1031 // A page that the parser stumbles over is left out and named; the others are read.
            try
            {
                Page page = pdf.GetPage(number);
                pages.Add(PageLines.Of(page));
                heights.Add(page.Height);
            }
            catch (Exception exception) when (exception is not InvalidDataException { Message: ExpandsTooFar or PointsAtItself })
            {
                failed++;
                firstFailure ??= exception.Message;
                pages.Add([]);
                heights.Add(1);
            }
#pragma warning restore CA1031
        }

        if (count > IngestLimits.PdfPages)
        {
            defects.Add(IngestDefects.ForPdfPagesLeft(IngestLimits.PdfPages, count));
        }

        if (failed > 0)
        {
            if (failed == pages.Count)
            {
                throw new FormatException(firstFailure);
            }

            defects.Add(IngestDefects.ForPdfPagesFailed(failed, firstFailure!));
        }

        HashSet<TextLine> furniture = Furniture.Find(pages, heights);
        (string text, ImmutableArray<int> starts) = PageText.Join(pages, furniture);
        DocumentInformation about = pdf.Information;
        PublicationDate? published = about.GetCreatedDateTimeOffset() is { } created ? StatedDate.Sensible(new PublicationDate(DateOnly.FromDateTime(created.DateTime), created)) : null;
        string[] authors = [.. (about.Author ?? "").Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(author => author.Length < 100 && author.Any(char.IsLetter)).Take(20)];
        return new Parsed(text, starts, Headline(pages, furniture) ?? Stated(about.Title), authors, published, defects, count);
    }

    /// <summary>The lines at the beginning that are set clearly larger than the text.</summary>
    private static string? Headline(List<IReadOnlyList<IReadOnlyList<TextLine>>> pages, HashSet<TextLine> furniture)
    {
        TextLine[] lines = [.. pages.SelectMany(page => page).SelectMany(block => block).Where(line => !furniture.Contains(line))];
        if (lines.Length < 3)
        {
            return null;
        }

        // The size in which most characters are set.
        double usual = lines.GroupBy(line => Math.Round(line.Size)).MaxBy(group => group.Sum(line => line.Text.Length))!.Key;
        TextLine[] first = [.. pages.FirstOrDefault(page => page.Count > 0)?.SelectMany(block => block).Where(line => !furniture.Contains(line)).Take(8) ?? []];
        double largest = first.Length == 0 ? 0 : first.Max(line => line.Size);
        string title = string.Join(' ', first.SkipWhile(line => line.Size < largest * 0.95).TakeWhile(line => line.Size >= largest * 0.95).Select(line => line.Text));
        return largest >= usual * HeadlineSize && title.Length is > 10 and <= LongestTitle && title.Contains(' ', StringComparison.Ordinal) ? title : null;
    }

    /// <summary>The title of the metadata, unless it is the name of a file or of a program.</summary>
    private static string? Stated(string? title)
    {
        string line = string.Join(' ', (title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        bool fileName = line.StartsWith("Microsoft ", StringComparison.Ordinal) || (!line.Contains(' ', StringComparison.Ordinal) && line.Contains('.', StringComparison.Ordinal))
            || line.EndsWith(".doc", StringComparison.OrdinalIgnoreCase) || line.EndsWith(".docx", StringComparison.OrdinalIgnoreCase) || line.EndsWith(".indd", StringComparison.OrdinalIgnoreCase);
        return line.Length is > 3 and <= LongestTitle && line.Any(char.IsLetter) && !fileName && !line.Equals("untitled", StringComparison.OrdinalIgnoreCase) ? line : null;
    }

    private sealed record Parsed(string Text, ImmutableArray<int> Pages, string? Title, IReadOnlyList<string> Authors, PublicationDate? Published, IReadOnlyList<Defect> Defects, int PageCount);
}
