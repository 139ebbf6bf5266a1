using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Hearsay.Storage.Deciding;
using Hearsay.Storage.Queries;
using Hearsay.Workbench.Access;
using Hearsay.Workbench.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Queue;

/// <summary>What people decide, and the log of it.</summary>
internal static class ReviewRoutes
{
    /// <summary>Most claims decided about at once: a screen full, so that nobody decides about what they have not seen.</summary>
    private const int LargestBulk = 200;

    /// <summary>Longest note or key.</summary>
    private const int LongestNote = 10_000;

    private static readonly Dictionary<string, ReviewKind> Kinds = Enum.GetValues<ReviewKind>().Where(kind => kind != ReviewKind.Carry).ToDictionary(ReviewJson.NameOf, StringComparer.Ordinal);

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("reviews");
        group.MapList("/reviews", "The review log, oldest entry first.", async (listing, context, cancellationToken) =>
        {
            Ledger ledger = context.Ledger();
            long after = Number(listing.From ?? context.Request.Query["after"].ToString());
            string claim = context.Request.Query["claim"].ToString();
            IReadOnlyList<Review> log = await ledger.LogAsync(claim.Length > 0 ? claim : null, after, listing.Most + 1, cancellationToken);
            return new ItemPage<ReviewEntry>([.. log.Take(listing.Most).Select(ReviewEntry.Of)], log.Count > listing.Most ? log[listing.Most - 1].Number.ToString(CultureInfo.InvariantCulture) : null);
        }, more: [("claim", "Only entries about this claim or party."), ("after", "Only entries with a higher number.")]);
        group.MapPost("/reviews", PostAsync).RequireRole(Role.Analyst).WithSummary("Decides about a claim or party. Idempotency-Key makes it safe to send again.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/reviews/bulk", BulkAsync).RequireRole(Role.Analyst).WithSummary("Decides about several claims, all or none.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Created<ReviewEntry>> PostAsync(ReviewRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, HttpContext context, CancellationToken cancellationToken)
    {
        Ledger ledger = context.Ledger();
        ReviewKind kind = KindOf(request.Kind);
        string subject = (kind == ReviewKind.Add ? request.Document : null) ?? request.Claim ?? "";
        if (subject.Length == 0 && kind != ReviewKind.Undo)
        {
            throw Malformed("the decision names no claim", "Send its id as \"claim\".");
        }

        var draft = new Review(
            0, default, context.User.Name(), kind, subject, request.Other, kind == ReviewKind.Link ? request.Relation : null, Letter(request.Reliability), request.Credibility, Note(request.Note), request.Undoes);
        if (kind == ReviewKind.Undo)
        {
            await MayUndoAsync(ledger, draft, context, cancellationToken);
        }

        ReadOnlyMemory<byte>? record = null;
        if (kind is ReviewKind.Add or ReviewKind.Edit)
        {
            if (request.Record is not { ValueKind: JsonValueKind.Object } given)
            {
                throw Malformed($"'{request.Kind}' needs the claim as it is to be", "Send it as \"record\".");
            }

            record = await CompleteAsync(ledger, kind, subject, given, cancellationToken);
        }

        ReviewEntry entry = (await DecideAsync(context, [new Decision(draft, record, request.ExpectedLast)], key, cancellationToken))[0];
        return TypedResults.Created($"/api/v1/reviews?after={entry.Number - 1}&limit=1", entry);
    }

    private static async Task<Created<IReadOnlyList<ReviewEntry>>> BulkAsync(BulkRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, HttpContext context, CancellationToken cancellationToken)
    {
        ReviewKind kind = KindOf(request.Kind);
        if (kind is not (ReviewKind.Accept or ReviewKind.Reject or ReviewKind.Grade or ReviewKind.Comment))
        {
            throw Malformed($"'{request.Kind}' is not decided in bulk", "Bulk takes accept, reject, grade and comment.");
        }

        string[] claims = [.. (request.Claims ?? []).Distinct(StringComparer.Ordinal)];
        if (claims.Length is 0 or > LargestBulk)
        {
            throw Malformed($"{claims.Length} claims are not decided at once", "Send 1 to 200.");
        }

        Decision[] decisions =
        [
            .. claims.Select(claim => new Decision(
                new Review(0, default, context.User.Name(), kind, claim, Reliability: Letter(request.Reliability), Credibility: request.Credibility, Note: Note(request.Note)), null, request.ExpectedLast)),
        ];
        IReadOnlyList<ReviewEntry> entries = await DecideAsync(context, decisions, key, cancellationToken);
        return TypedResults.Created($"/api/v1/reviews?after={entries[0].Number - 1}&limit={entries.Count}", entries);
    }

    private static async Task<IReadOnlyList<ReviewEntry>> DecideAsync(HttpContext context, IReadOnlyList<Decision> decisions, string? key, CancellationToken cancellationToken)
    {
        if (key is { Length: 0 or > 200 })
        {
            throw Malformed("the Idempotency-Key is empty or longer than 200 characters", "Send a new random one for each request.");
        }

        Decided decided = await context.Ledger().DecideAsync(decisions, key, cancellationToken);
        if (decided.Newer.Count > 0)
        {
            throw new ReviewConflict([.. decided.Newer.Select(ReviewEntry.Of)]);
        }

        context.Live().Tell();
        return [.. decided.Entries.Select(ReviewEntry.Of)];
    }

    /// <summary>Analysts take back what they decided themselves; what others did, editors.</summary>
    private static async Task MayUndoAsync(Ledger ledger, Review draft, HttpContext context, CancellationToken cancellationToken)
    {
        if (draft.Undoes is not > 0)
        {
            throw Malformed("the undoing names no entry", "Send its number as \"undoes\".");
        }

        if (await ledger.LogAsync(null, draft.Undoes.Value - 1, 1, cancellationToken) is [var undone] && undone.Number == draft.Undoes && undone.Reviewer != draft.Reviewer && context.User.Role() < Role.Editor)
        {
            throw new WorkbenchException(WorkbenchErrors.Forbidden, 403, $"entry {undone.Number} is {undone.Reviewer}'s; only editors take back what others decided", "Ask an editor, or decide anew.");
        }
    }

    /// <summary>Fills in what follows from the claim or document that the record is about.</summary>
    private static async Task<byte[]> CompleteAsync(Ledger ledger, ReviewKind kind, string subject, JsonElement given, CancellationToken cancellationToken)
    {
        JsonObject record = JsonObject.Create(given)!;
        if (kind == ReviewKind.Edit)
        {
            FoundClaim original = (await ledger.ClaimsAsync(new Query([new QueryTerm(QueryField.Id, [subject], false)]), most: 1, cancellationToken: cancellationToken)).Items is [var there]
                ? there
                : throw new LedgerException("HS0510", subject, $"the ledger has no claim '{subject}'");
            foreach ((string name, JsonNode? value) in JsonNode.Parse(original.Record)!.AsObject())
            {
                if (!record.ContainsKey(name))
                {
                    record[name] = value?.DeepClone();
                }
            }
        }
        else
        {
            IReadOnlyList<FoundDocument> revisions = await ledger.RevisionsAsync(subject, cancellationToken);
            if (revisions.Count == 0)
            {
                throw new LedgerException("HS0510", subject, $"the ledger has no document '{subject}'");
            }

            var defaults = new JsonObject
            {
                ["schema"] = ClaimJson.Schema,
                ["document"] = revisions[^1].Name,
                ["sha256"] = revisions[^1].Sha256,
                ["cue"] = null,
                ["form"] = "indirect",
                ["answers"] = new JsonArray(),
                ["propositions"] = new JsonArray(),
                ["parent"] = null,
                ["sentence"] = 0,
                ["reading"] = new JsonObject { ["version"] = "workbench", ["model"] = "person" },
            };
            foreach ((string name, JsonNode? value) in defaults)
            {
                if (!record.ContainsKey(name))
                {
                    record[name] = value?.DeepClone();
                }
            }
        }

        return Encoding.UTF8.GetBytes(record.ToJsonString());
    }

    private static ReviewKind KindOf(string? name) => name is not null && Kinds.TryGetValue(name, out ReviewKind kind) ? kind : throw Malformed($"'{name}' is no kind of review", $"There are {string.Join(", ", Kinds.Keys)}.");

    private static char? Letter(string? grade) => grade switch
    {
        null or "" => null,
        { Length: 1 } => char.ToUpperInvariant(grade[0]),
        _ => throw Malformed($"'{grade}' is no reliability", "Send A to F."),
    };

    private static string? Note(string? note) => note?.Length > LongestNote ? throw Malformed("the note is longer than 10,000 characters", "Shorten it.") : string.IsNullOrWhiteSpace(note) ? null : note.Trim();

    private static long Number(string words) => words.Length == 0 ? 0 : long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw Malformed($"'{words}' is no number of an entry", null);

    private static WorkbenchException Malformed(string message, string? fix) => new(WorkbenchErrors.Malformed, 400, message, fix);
}
