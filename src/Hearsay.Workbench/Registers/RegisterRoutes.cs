using System.Runtime.CompilerServices;
using Hearsay.Claims.Registers;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Registers;

/// <summary>The register of arms transfers.</summary>
internal static class RegisterRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("register");
        group.MapGet("/register", async ([AsParameters] Listing listing, HttpContext context, CancellationToken cancellationToken) =>
        {
            Query query = listing.Query;
            Register now = await FoldAsync(context, query, cancellationToken);
            if (context.Request.Query["from"].ToString() is not { Length: > 0 } from)
            {
                return TypedResults.Ok(RegisterView.Of(now, null));
            }

            Register before = await FoldAsync(context, query with { AsOf = Listing.Moment(from) }, cancellationToken);
            return TypedResults.Ok(RegisterView.Of(now, RegisterChange.Between(before, now)));
        }).WithSummary("Who is claimed to provide which arms to whom, folded from the claims that a query finds.").WithParameters(("from", "A day: what moved since its end, and which claims moved it.")).ProducesProblem(400);
        group.MapGet("/register.csv", ([AsParameters] Listing listing, HttpContext context) => new CsvFile<RegisterView.Line>("register", cancellationToken => LinesAsync(listing, context, cancellationToken)))
            .WithSummary("The same as CSV.").ProducesProblem(400);
    }

    private static Task<Register> FoldAsync(HttpContext context, Query query, CancellationToken cancellationToken)
    {
        Ledger ledger = context.Ledger();
        return context.Of<Remembered>().GetLastAsync("register", query, ledger.RegisterAsync, cancellationToken);
    }

    private static async IAsyncEnumerable<IReadOnlyList<RegisterView.Line>> LinesAsync(Listing listing, HttpContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [.. (await FoldAsync(context, listing.Query, cancellationToken)).Rows.Select(RegisterView.LineOf)];
    }
}
