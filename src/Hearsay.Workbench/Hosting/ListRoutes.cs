using System.Runtime.CompilerServices;
using Hearsay.Storage.Access;
using Hearsay.Workbench.Access;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Hearsay.Workbench.Hosting;

/// <summary>Lists: each as JSON in pages, and as its CSV twin, whole.</summary>
internal static class ListRoutes
{
    /// <summary>Most rows of a CSV file: as many as spreadsheets take.</summary>
    private const int MostRows = 1_000_000;

    /// <summary>Maps a list and its twin.</summary>
    /// <typeparam name="T">A row.</typeparam>
    /// <param name="group">Where.</param>
    /// <param name="path">Path without its ending.</param>
    /// <param name="summary">What it lists.</param>
    /// <param name="list">Gives a page.</param>
    /// <param name="role">Who may see it.</param>
    /// <param name="more">Parameters of this list alone, with what they mean; the list takes them from the request.</param>
    public static void MapList<T>(
        this RouteGroupBuilder group, string path, string summary, Func<Listing, HttpContext, CancellationToken, Task<ItemPage<T>>> list, Role role = Role.Reader,
        params (string Name, string Meaning)[] more)
    {
        group.MapGet(path, async ([AsParameters] Listing listing, HttpContext context, CancellationToken cancellationToken) => TypedResults.Ok(await list(listing, context, cancellationToken)))
            .RequireRole(role).WithSummary(summary).ProducesProblem(400).WithParameters(more);
        group.MapGet(path + ".csv", ([AsParameters] Listing listing, HttpContext context) => new CsvFile<T>(path.Trim('/'), cancellationToken => PagesAsync(listing, context, list, cancellationToken)))
            .RequireRole(role).WithSummary(summary + " As CSV, all pages unless limit says less.").ProducesProblem(400).WithParameters(more);
    }

    /// <summary>Names parameters of the query in the API's document that the route takes from the request itself.</summary>
    public static RouteHandlerBuilder WithParameters(this RouteHandlerBuilder route, params (string Name, string Meaning)[] parameters) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        foreach ((string name, string meaning) in parameters)
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = meaning, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }

        return Task.CompletedTask;
    });

    private static async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        Listing listing, HttpContext context, Func<Listing, HttpContext, CancellationToken, Task<ItemPage<T>>> list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int left = listing.Limit ?? MostRows;
        string? cursor = listing.Cursor;
        do
        {
            ItemPage<T> page = await list(listing with { Limit = Math.Clamp(left, 1, Listing.Largest), Cursor = cursor }, context, cancellationToken);
            yield return page.Items;
            left -= page.Items.Count;
            cursor = page.Next;
        }
        while (cursor is not null && left > 0);
    }
}
