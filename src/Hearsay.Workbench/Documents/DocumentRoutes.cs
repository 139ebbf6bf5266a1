using System.Globalization;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Documents;

/// <summary>Documents: the list, one with its text and claims, and the bytes that it came as.</summary>
internal static class DocumentRoutes
{
    /// <summary>Copies named on one screen.</summary>
    private const int MostCopies = 200;

    /// <summary>Maps the routes of the API.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("documents");
        group.MapList("/documents", "Documents that a query finds, last added first. Words are looked for in title and text.", async (listing, context, cancellationToken) =>
        {
            Page<FoundDocument> page = await context.Ledger().DocumentsAsync(listing.Query, listing.Most, listing.From, cancellationToken);
            return new ItemPage<DocumentRow>([.. page.Items.Select(DocumentRow.Of)], page.Next);
        });
        group.MapGet("/documents/{id}", OneAsync).WithSummary("One document with its text and claims. ?revision= shows an earlier one, ?asOf= the document as the ledger had it.").ProducesProblem(404);
        group.MapGet("/documents/{id}/original", OriginalAsync).WithSummary("The bytes that it came as, for download only.").ProducesProblem(404);
    }

    /// <summary>Maps the address of the original bytes outside the API.</summary>
    public static void MapPages(IEndpointRouteBuilder pages) => pages.MapGet("/documents/{id}/original", OriginalAsync).ExcludeFromDescription();

    private static async Task<Ok<DocumentView>> OneAsync(string id, int? revision, string? asOf, HttpContext context, CancellationToken cancellationToken)
    {
        Ledger ledger = context.Ledger();
        DateTimeOffset? then = Listing.Moment(asOf);
        IReadOnlyList<FoundDocument> revisions = [.. (await RevisionsAsync(ledger, id, cancellationToken)).Where(one => then is null || one.Added <= then)];
        if (revisions.Count == 0)
        {
            throw new WorkbenchException(WorkbenchErrors.NotFound, 404, $"the ledger had no document '{id}' then", "Choose a later day, or none.");
        }

        FoundDocument shown = Revision(revisions, revision);
        RawText text = await context.Of<StoredTexts>().GetAsync(shown.Sha256, cancellationToken) ?? throw new LedgerException("HS0532", shown.Sha256, "the text of this document is not in the ledger; 'hearsay verify' tells more");
        List<FoundClaim> claims = [];
        if (shown == revisions[^1])
        {
            var query = new Query([new QueryTerm(QueryField.Document, [shown.Id], false)]) { AsOf = then };
            string? cursor = null;
            do
            {
                Page<FoundClaim> page = await ledger.ClaimsAsync(query, Order.Oldest, Listing.Largest, cursor, cancellationToken);
                claims.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null);
        }
        else
        {
            claims.AddRange(await ledger.PastClaimsAsync(shown.Id, shown.Revision, cancellationToken));
        }

        IReadOnlyList<ClaimRow> rows = await context.Of<ClaimRows>().OfAsync(claims, cancellationToken);
        List<DocumentView.Copy> family = [];
        foreach (FamilyMember member in (shown.Family is null ? [] : await ledger.FamilyAsync(shown.Id, then, cancellationToken)).Take(MostCopies))
        {
            FoundDocument copy = (await ledger.RevisionsAsync(member.Document, cancellationToken))[^1];
            family.Add(new DocumentView.Copy(copy.Id, copy.Outlet, copy.Published, copy.Title, member.Relation.ToString().ToLowerInvariant()));
        }

        return TypedResults.Ok(new DocumentView(
            await DocumentRow.OfAsync(ledger, shown, revisions.Count, cancellationToken), [.. revisions.Select(one => new DocumentView.RevisionRow(one.Revision, one.Added, one.Published, one.Sha256))], shown.Revision,
            text.ToString(), IsRightToLeft(text), [.. claims.Zip(rows, (claim, row) => new DocumentView.ClaimInText(RecordView.Of(claim.Record).Json, row))], family, shown.Original));
    }

    /// <summary>What came from outside is never run here: it is handed over as a file, and where a browser shows it all the same, in a sandbox.</summary>
    private static async Task<FileContentHttpResult> OriginalAsync(string id, int? revision, HttpContext context, CancellationToken cancellationToken)
    {
        Ledger ledger = context.Ledger();
        FoundDocument shown = Revision(await RevisionsAsync(ledger, id, cancellationToken), revision);
        byte[] bytes = (shown.Original is null ? null : await ledger.BytesAsync(shown.Original, cancellationToken))
            ?? throw new WorkbenchException(WorkbenchErrors.NotFound, 404, "this document came without bytes of its own", "Its text is all that there is.");
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Bytes(bytes, "application/octet-stream", $"{shown.Id[..12]}-{shown.Revision.ToString(CultureInfo.InvariantCulture)}{Ending(shown.Name, bytes)}");
    }

    private static async Task<IReadOnlyList<FoundDocument>> RevisionsAsync(Ledger ledger, string id, CancellationToken cancellationToken) =>
        await ledger.RevisionsAsync(await ledger.DocumentIdAsync(id, cancellationToken), cancellationToken);

    private static FoundDocument Revision(IReadOnlyList<FoundDocument> revisions, int? number) =>
        number is null ? revisions[^1] : revisions.FirstOrDefault(one => one.Revision == number) ?? throw new WorkbenchException(WorkbenchErrors.NotFound, 404, $"the document has no revision {number}", $"There are 1 to {revisions[^1].Revision}.");

    private static string Ending(string name, byte[] bytes) => bytes.AsSpan() switch
    {
        var start when start.StartsWith("%PDF"u8) => ".pdf",
        var start when start.StartsWith("PK"u8) => ".zip",
        var start when start.TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8) => ".html.txt",
        var start when start.StartsWith("{"u8) => ".json",
        _ => Path.GetExtension(name) is { Length: > 1 and < 8 } ending && ending.AsSpan(1).ContainsAnyExceptInRange('a', 'z') is false ? ending : ".txt",
    };

    /// <summary>By its letters: more of Hebrew, Arabic and their like than of all others among the first thousand.</summary>
    private static bool IsRightToLeft(RawText text)
    {
        int balance = 0;
        foreach (char letter in text.AsSpan()[..Math.Min(text.Length, 1000)])
        {
            balance += letter is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC' ? 1 : char.IsLetter(letter) ? -1 : 0;
        }

        return balance > 0;
    }
}
