using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hearsay.Workbench.Hosting;

/// <summary>The OpenAPI 3.1 document of the API.</summary>
internal static class ApiDocument
{
    /// <summary>Sets what is not in the routes.</summary>
    public static void Set(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Hearsay workbench",
                Version = "1",
                Description = "Claims, documents, reviews and what follows from them. Errors are application/problem+json with a code of docs/errors.md. Offsets are Unicode code points, half-open.",
                License = new OpenApiLicense { Name = "MIT" },
            };
            document.Servers = [];
            return Task.CompletedTask;
        });
    }
}
