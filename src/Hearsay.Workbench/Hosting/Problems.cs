using Hearsay.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Hearsay.Workbench.Hosting;

/// <summary>Everything that goes wrong is answered as application/problem+json (RFC 9457) with a code of docs/errors.md: members code, detail, fix (or null).</summary>
internal sealed class Problems(WorkbenchSettings settings) : IExceptionHandler
{
    /// <summary>Answers an exception of a route.</summary>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return true;
            case Queue.ReviewConflict conflict:
                await WriteAsync(httpContext, 409, WorkbenchErrors.Conflict, conflict.Message, "Look at what was decided, and decide anew.", ("reviews", conflict.Reviews));
                return true;
            case WorkbenchException known:
                await WriteAsync(httpContext, known.Status, known.Code, known.Message, known.Fix);
                return true;
            case LedgerException ledger:
                int status = StatusOf(ledger.Code);
                if (status >= 500)
                {
                    settings.Log($"{ledger.Code}: {ledger.Message}");
                }

                await WriteAsync(httpContext, status, ledger.Code, ledger.Message, null);
                return true;
            case BadHttpRequestException bad:
                string code = bad.StatusCode switch { 413 => WorkbenchErrors.TooLarge, 415 => WorkbenchErrors.MediaType, _ => WorkbenchErrors.Malformed };
                await WriteAsync(httpContext, bad.StatusCode, code, bad.InnerException?.Message ?? bad.Message, null);
                return true;
            default:
                settings.Log($"{WorkbenchErrors.Bug}: {httpContext.Request.Method} {httpContext.Request.Path}: {exception}");
                await WriteAsync(httpContext, 500, WorkbenchErrors.Bug, "a bug in Hearsay; the server's output has the details", "Please report it with what the server printed.");
                return true;
        }
    }

    /// <summary>Gives an answer that has only a status the form of all others.</summary>
    public static Task WriteStatusAsync(HttpContext context)
    {
        (string code, string detail, string? fix) = context.Response.StatusCode switch
        {
            401 => (WorkbenchErrors.Anonymous, "nobody is logged in", "Log in at /login, or send a token."),
            403 => (WorkbenchErrors.Forbidden, "your role does not allow this", "Ask an administrator."),
            404 => (WorkbenchErrors.NotFound, $"there is nothing at '{context.Request.Path}'", null),
            405 => (WorkbenchErrors.Method, $"'{context.Request.Path}' does not know {context.Request.Method}", null),
            413 => (WorkbenchErrors.TooLarge, "the body is larger than is taken here", "Send less at a time."),
            415 => (WorkbenchErrors.MediaType, $"'{context.Request.ContentType}' is not taken here", "Send application/json."),
            429 => (WorkbenchErrors.TooMany, "more requests than are answered", "Wait as long as Retry-After says."),
            var other => (WorkbenchErrors.Malformed, ReasonPhrases.GetReasonPhrase(other), (string?)null),
        };
        return WriteAsync(context, context.Response.StatusCode, code, detail, fix);
    }

    /// <summary>Writes a problem.</summary>
    public static Task WriteAsync(HttpContext context, int status, string code, string detail, string? fix, (string Name, object Value)? more = null)
    {
        var problem = new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail };
        problem.Extensions["code"] = code;
        problem.Extensions["fix"] = fix;
        if (more is { } extra)
        {
            problem.Extensions[extra.Name] = extra.Value;
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(problem, contentType: "application/problem+json", statusCode: status).ExecuteAsync(context);
    }

    private static int StatusOf(string code) => code switch
    {
        "HS0510" => 404,
        "HS0511" or "HS0512" or "HS0513" or "HS0517" => 400,
        "HS0505" => 507,
        "HS0506" or "HS0507" => 503,
        _ when code.StartsWith("HS052", StringComparison.Ordinal) => 400,
        _ => 500,
    };
}
