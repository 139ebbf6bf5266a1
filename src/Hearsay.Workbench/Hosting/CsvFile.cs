using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Hearsay.Export;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Hearsay.Workbench.Hosting;

/// <summary>
/// The CSV twin of a list: RFC 4180, UTF-8, one column per member of the rows under the name that it has in JSON; lists are joined by "; ", what has structure is JSON in a cell. A cell that
/// a spreadsheet would take for a formula begins with an apostrophe.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="name">Name of the file without its ending.</param>
/// <param name="pages">Writes the rows, page by page.</param>
internal sealed class CsvFile<T>(string name, Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<T>>> pages) : IResult, IEndpointMetadataProvider
{
    private static readonly PropertyInfo[] Columns = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)];

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, Microsoft.AspNetCore.Builder.EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(string), ["text/csv"]));

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        CancellationToken cancellationToken = httpContext.RequestAborted;
        await using IAsyncEnumerator<IReadOnlyList<T>> rows = pages(cancellationToken).GetAsyncEnumerator(cancellationToken);

        // The first page before the headers: what is wrong with the query is still a problem and no file.
        bool any = await rows.MoveNextAsync();
        httpContext.Response.ContentType = "text/csv; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        await using var to = new Delimited(httpContext.Response.Body, ',');
        to.Row([.. Columns.Select(column => JsonNamingPolicy.CamelCase.ConvertName(column.Name))]);
        while (any)
        {
            foreach (T row in rows.Current)
            {
                to.Row([.. Columns.Select(column => Cell(column.GetValue(row)))]);
            }

            await to.FlushAsync(cancellationToken);
            any = await rows.MoveNextAsync();
        }
    }

    private static string? Cell(object? value) => value switch
    {
        null => null,
        string words => Harmless(words),
        bool yes => yes ? "true" : "false",
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        IEnumerable<string> list => Harmless(string.Join("; ", list)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable or object => JsonSerializer.Serialize(value, WorkbenchJson.Options),
    };

    private static string Harmless(string words) => words.Length > 0 && words[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + words : words;
}
