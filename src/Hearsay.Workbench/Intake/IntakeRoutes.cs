using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Hearsay.Storage.Inbox;
using Hearsay.Text;
using Hearsay.Workbench.Access;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Intake;

/// <summary>What people hand in: files, texts, addresses. All of it goes to the ledger's inbox as it is; workers read it.</summary>
internal static class IntakeRoutes
{
    private const int MostFiles = 500;
    private const int LongestName = 200;

    /// <summary>Maps the routes.</summary>
    /// <param name="api">Where.</param>
    /// <param name="settings">How large uploads may be.</param>
    public static void Map(RouteGroupBuilder api, WorkbenchSettings settings)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("inbox");
        group.MapList("/inbox", "What was handed in, newest first.", async (listing, context, cancellationToken) =>
        {
            long? before = listing.From is { } from ? long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"'{from}' is no place to go on from") : null;
            IReadOnlyList<InboxItem> items = await context.Ledger().NewestInboxAsync(before, listing.Most + 1, cancellationToken);
            return new ItemPage<InboxRow>([.. items.Take(listing.Most).Select(InboxRow.Of)], items.Count > listing.Most ? items[listing.Most - 1].Number.ToString(CultureInfo.InvariantCulture) : null);
        });
        group.MapPost("/inbox", PostAsync).RequireRole(Role.Analyst).WithMetadata(new Size(settings.LargestUpload + (1 << 20)))
            .Accepts<TextRequest>("application/json", "multipart/form-data")
            .WithSummary("Hands in files (multipart/form-data), a text, an address, or the sample set (JSON). Answered at once; the events tell when it was read.").ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);
    }

    /// <summary>The articles that come with Hearsay.</summary>
    public static IReadOnlyList<Submission> Samples(string by) =>
    [
        .. typeof(IntakeRoutes).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("samples/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using Stream stream = typeof(IntakeRoutes).Assembly.GetManifestResourceStream(name)!;
            using var held = new MemoryStream();
            stream.CopyTo(held);
            return new Submission(Path.GetFileName(name), held.ToArray()) { AddedBy = by };
        }),
    ];

    private static async Task<Accepted<ItemPage<InboxRow>>> PostAsync(HttpContext context, CancellationToken cancellationToken)
    {
        string by = context.User.Name();
        IReadOnlyList<Submission> submissions = context.Request.HasFormContentType
            ? await FilesAsync(context, by, cancellationToken)
            : context.Request.HasJsonContentType()
                ? Texts(await context.Request.ReadFromJsonAsync<TextRequest>(WorkbenchJson.Options, cancellationToken) ?? new TextRequest(), by)
                : throw new WorkbenchException(WorkbenchErrors.MediaType, 415, $"'{context.Request.ContentType}' is not taken here", "Send files as multipart/form-data, or JSON.");
        Ledger ledger = context.Ledger();
        List<InboxRow> rows = [];
        foreach (long number in await ledger.SubmitAsync(submissions, cancellationToken))
        {
            rows.Add(InboxRow.Of((await ledger.InboxItemAsync(number, cancellationToken))!));
        }

        context.Items[Guard.Subject] = string.Join(", ", rows.Take(5).Select(row => row.Origin));
        context.Live().Tell();
        return TypedResults.Accepted((string?)null, new ItemPage<InboxRow>(rows, null));
    }

    private static async Task<IReadOnlyList<Submission>> FilesAsync(HttpContext context, string by, CancellationToken cancellationToken)
    {
        WorkbenchSettings settings = context.Of<WorkbenchSettings>();
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = settings.LargestUpload, ValueCountLimit = 20, ValueLengthLimit = 10_000, BufferBodyLengthLimit = settings.LargestUpload + (1 << 20) }, cancellationToken);
        }
        catch (InvalidDataException wrong)
        {
            throw new WorkbenchException(WorkbenchErrors.TooLarge, 413, wrong.Message, "Send smaller files, or fewer at a time; 'hearsay add' takes them of any size.");
        }

        if (form.Files.Count is 0 or > MostFiles)
        {
            throw Malformed($"{form.Files.Count} files are not taken at once", "Send 1 to 500.");
        }

        PublicationDate? published = Day(form["published"].ToString());
        string? outlet = Words(form["outlet"].ToString());
        List<Submission> submissions = [];
        foreach (IFormFile file in form.Files)
        {
            if (file.Length == 0)
            {
                throw Malformed($"'{Name(file.FileName)}' is empty", null);
            }

            await using Stream stream = file.OpenReadStream();
            byte[] bytes = new byte[file.Length];
            await stream.ReadExactlyAsync(bytes, cancellationToken);
            submissions.Add(new Submission(Name(file.FileName), bytes) { AddedBy = by, Outlet = outlet, Published = published });
        }

        return submissions;
    }

    private static IReadOnlyList<Submission> Texts(TextRequest request, string by)
    {
        if (request.Sample == true)
        {
            return Samples(by);
        }

        Uri? address = null;
        if (!string.IsNullOrWhiteSpace(request.Address) && (!Uri.TryCreate(request.Address.Trim(), UriKind.Absolute, out address) || address.Scheme is not ("http" or "https")))
        {
            throw Malformed($"'{request.Address}' is no address of the web", "Write it with https://.");
        }

        PublicationDate? published = Day(request.Published);
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            return address is null ? throw Malformed("there is neither a text nor an address", "Send one of them.") : [new Submission(address.AbsoluteUri, default) { Address = address, AddedBy = by, Outlet = Words(request.Outlet), Published = published }];
        }

        // As one line of a corpus: so the title comes along.
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Text)).AsSpan(0, 6));
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(new { doc_id = "pasted-" + hash, title = Words(request.Title), date = published?.ToString(), publisher = Words(request.Outlet), url = address?.AbsoluteUri, text = request.Text });
        return [new Submission($"pasted-{hash}.jsonl", line) { AddedBy = by, MediaType = "application/x-ndjson" }];
    }

    /// <summary>A file's own name, without folders and whatever else could be meant by it.</summary>
    private static string Name(string given)
    {
        string name = given[(given.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        name = new string([.. name.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]).Trim(' ', '.');
        return name.Length == 0 ? "file" : name.Length > LongestName ? name[^LongestName..] : name;
    }

    private static PublicationDate? Day(string? published) => string.IsNullOrWhiteSpace(published) ? null
        : PublicationDate.TryParse(published.Trim()) ?? throw Malformed($"'{published}' is no date", "Write 2022-10-18.");

    private static string? Words(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();

    private static WorkbenchException Malformed(string message, string? fix) => new(WorkbenchErrors.Malformed, 400, message, fix);

    private sealed record Size(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
