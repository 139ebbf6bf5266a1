using System.IO.Compression;
using Hearsay.Claims.Reviewing;
using Hearsay.Export;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Hearsay.Storage.Inbox;
using Hearsay.Storage.Queries;
using Hearsay.Workbench.Access;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Intake;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Operations;

/// <summary>Sources, outlets, readers, what was set aside, how the server is, and downloads.</summary>
internal static class OperationsRoutes
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".json"] = "application/json", [".jsonl"] = "application/x-ndjson", [".csv"] = "text/csv; charset=utf-8", [".tsv"] = "text/tab-separated-values; charset=utf-8", [".md"] = "text/markdown; charset=utf-8",
        [".bib"] = "application/x-bibtex", [".html"] = "text/html; charset=utf-8", [".zip"] = "application/zip",
    };

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("operations");
        group.MapList("/sources", "Who speaks in the claims that a query finds, most claims first.", async (listing, context, cancellationToken) =>
        {
            Ledger ledger = context.Ledger();
            return new ItemPage<SourceRow>(
                await context.Of<Remembered>().GetLastAsync<IReadOnlyList<SourceRow>>(
                    $"sources {listing.Most}", listing.Query, async (query, stop) => [.. (await ledger.SourcesAsync(query, listing.Most, stop)).Select(SourceRow.Of)], cancellationToken), null);
        });
        group.MapList("/outlets", "Outlets, those with most documents first.", async (listing, context, cancellationToken) =>
        {
            Ledger ledger = context.Ledger();
            return new ItemPage<FoundOutlet>(await context.Of<Remembered>().GetLastAsync($"outlets {listing.Most}", Query.Everything with { AsOf = listing.Query.AsOf }, (query, stop) => ledger.OutletsAsync(listing.Most, query.AsOf, stop), cancellationToken), null);
        });
        group.MapList("/families", "Families of copies, those with most documents first.", async (listing, context, cancellationToken) =>
        {
            Ledger ledger = context.Ledger();
            return new ItemPage<FoundFamily>(
                await context.Of<Remembered>().GetLastAsync($"families {listing.Most}", Query.Everything with { AsOf = listing.Query.AsOf }, (query, stop) => ledger.FamiliesAsync(listing.Most, query.AsOf, stop), cancellationToken), null);
        });
        group.MapList("/readers", "Readers whose readings are in the ledger.", async (_, context, cancellationToken) => new ItemPage<FoundReader>(await context.Ledger().ReadersAsync(cancellationToken), null));
        group.MapList("/aside", "Inputs that could not be taken in, with the reason.", async (listing, context, cancellationToken) =>
            new ItemPage<SetAside>([.. (await context.Ledger().ListSetAsideAsync(cancellationToken)).Take(listing.Most)], null));
        group.MapPost("/aside/{number:long}/retry", RetryAsync).RequireRole(Role.Editor).WithSummary("Puts an input that was set aside into the inbox once more.").ProducesProblem(404);
        group.MapPost("/aside/{number:long}/drop", DropAsync).RequireRole(Role.Editor).WithSummary("Gives up an input that was set aside; its bytes stay.").ProducesProblem(404);
        group.MapGet("/operations", ViewAsync).WithSummary("How the server and its ledger are.");
        group.MapPost("/operations/verify", async (Checks checks, CancellationToken cancellationToken) => TypedResults.Ok(await checks.RunAsync(cancellationToken))).RequireRole(Role.Editor)
            .WithSummary("Checks the ledger: log, stored bytes, quotes, ids. Takes a while for a large one.");
        group.MapGet("/export", (WorkbenchSettings settings) => TypedResults.Ok(new ItemPage<string>([.. settings.Downloads.Select(download => download.Name)], null))).WithSummary("Formats for download.");
        group.MapGet("/export/{format}", ExportAsync).WithSummary("Claims that a query finds, in a format of others (docs/exports.md). Formats of several files come as ZIP.")
            .WithParameters(("q", "The query."), ("asOf", "State of the ledger."), ("marking", "TLP: clear, green, amber, amber+strict, red."), ("title", "Heading of a dossier.")).ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<Ok<OperationsView>> ViewAsync(HttpContext context, WorkbenchSettings settings, Checks checks, CancellationToken cancellationToken)
    {
        LedgerSize size = await context.Of<Remembered>().GetAsync("size", Query.Everything, (_, stop) => settings.Ledger.SizeAsync(stop), cancellationToken);
        return TypedResults.Ok(new OperationsView(
            settings.Version, settings.Ledger.Place, checks.Started, size.Schema, size.Bytes, size, await settings.Ledger.ReadersAsync(cancellationToken), await settings.Ledger.InboxLagAsync(cancellationToken), Environment.WorkingSet,
            checks.Last));
    }

    private static async Task<Accepted<InboxRow>> RetryAsync(long number, HttpContext context, CancellationToken cancellationToken)
    {
        Ledger ledger = context.Ledger();
        SetAside item = await FindAsync(ledger, number, cancellationToken);
        byte[]? bytes = item.Original is null ? null : await ledger.BytesAsync(item.Original, cancellationToken);
        Uri? address = Uri.TryCreate(item.Origin, UriKind.Absolute, out Uri? uri) && uri.Scheme is ("http" or "https") ? uri : null;
        if (bytes is not { Length: > 0 } && address is null)
        {
            throw new WorkbenchException(WorkbenchErrors.Malformed, 400, "its bytes were not kept, and it has no address", "Add the file again.");
        }

        long made = (await ledger.SubmitAsync([new Submission(item.Origin, bytes) { Address = address, MediaType = item.StatedMediaType(), AddedBy = context.User.Name() }], cancellationToken))[0];
        await ledger.SolveAsync(number, cancellationToken);
        return TypedResults.Accepted((string?)null, InboxRow.Of((await ledger.InboxItemAsync(made, cancellationToken))!));
    }

    private static async Task<NoContent> DropAsync(long number, HttpContext context, CancellationToken cancellationToken)
    {
        await FindAsync(context.Ledger(), number, cancellationToken);
        await context.Ledger().SolveAsync(number, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<SetAside> FindAsync(Ledger ledger, long number, CancellationToken cancellationToken) =>
        (await ledger.ListSetAsideAsync(cancellationToken)).FirstOrDefault(item => item.Number == number) ?? throw new WorkbenchException(WorkbenchErrors.NotFound, 404, $"nothing is set aside under {number}");

    /// <summary>Written to files first, so that whatever goes wrong is still a problem and no half of an export.</summary>
    private static async Task<FileStreamHttpResult> ExportAsync(string format, string? q, string? asOf, string? marking, string? title, HttpContext context, WorkbenchSettings settings, CancellationToken cancellationToken)
    {
        Download download = settings.Downloads.FirstOrDefault(one => one.Name == format)
            ?? throw new WorkbenchException(WorkbenchErrors.NotFound, 404, $"there is no format '{format}'", $"There are {string.Join(", ", settings.Downloads.Select(one => one.Name))}.");
        Query query = Listing.Understand(q, asOf);
        var how = new ExportSettings(context.User.Name(), Marking(marking), string.IsNullOrWhiteSpace(title) ? null : title);
        List<FileStream> files = [];
        bool kept = false;
        try
        {
            foreach (string _ in download.Files)
            {
                files.Add(Temporary());
            }

            await download.WriteAsync(settings.Ledger, query, [.. files], how, cancellationToken);
            FileStream whole = files.Count == 1 ? files[0] : await PackAsync(download, files, cancellationToken);
            whole.Position = 0;
            kept = files.Count == 1;
            string name = files.Count == 1 ? download.Files[0] : download.Name + ".zip";
            context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'";
            return TypedResults.File(whole, Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream"), "hearsay-" + name);
        }
        finally
        {
            foreach (FileStream file in kept ? [] : files)
            {
                await file.DisposeAsync();
            }
        }
    }

    private static async Task<FileStream> PackAsync(Download download, List<FileStream> files, CancellationToken cancellationToken)
    {
        FileStream whole = Temporary();
        await using (ZipArchive archive = await ZipArchive.CreateAsync(whole, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken))
        {
            for (int at = 0; at < files.Count; at++)
            {
                files[at].Position = 0;
                await using Stream entry = await archive.CreateEntry(download.Files[at]).OpenAsync(cancellationToken);
                await files[at].CopyToAsync(entry, cancellationToken);
            }
        }

        return whole;
    }

    private static FileStream Temporary()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), "hearsay-" + Path.GetRandomFileName()), options);
    }

    private static TrafficLight? Marking(string? name) => string.IsNullOrEmpty(name) ? null
        : Markings.TryParse(name) ?? throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"there is no marking '{name}'", "There are clear, green, amber, amber+strict and red.");
}
