using System.Globalization;
using System.Text.Json;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Workbench.Queue;

/// <summary>Makes rows of claims.</summary>
internal sealed class ClaimRows(Ledger ledger, StoredTexts texts)
{
    /// <summary>Below this probability the reader is often wrong (docs/confidence.md): a reason to look.</summary>
    private const double Doubtful = 0.6;

    /// <summary>Rows for claims that a query found, in their order.</summary>
    public async Task<IReadOnlyList<ClaimRow>> OfAsync(IReadOnlyList<FoundClaim> claims, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, ClaimContext> context = await ledger.ContextAsync(claims, cancellationToken);
        var rows = new List<ClaimRow>(claims.Count);
        foreach (FoundClaim claim in claims)
        {
            var record = RecordView.Of(claim.Record);
            RawText? text = await texts.GetAsync(record.Sha256, cancellationToken);
            rows.Add(Row(claim, record, context[claim.Id], text));
        }

        return rows;
    }

    /// <summary>The current claims of some ids, as rows; ids that the ledger does not have are left out.</summary>
    public async Task<IReadOnlyList<ClaimRow>> ByIdAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        Page<FoundClaim> found = await ledger.ClaimsAsync(new Query([new QueryTerm(QueryField.Id, [.. ids], false)]), Order.Oldest, ids.Count * 2, null, cancellationToken);
        return await OfAsync([.. found.Items.DistinctBy(claim => claim.Id)], cancellationToken);
    }

    private static ClaimRow Row(FoundClaim claim, RecordView record, ClaimContext context, RawText? text)
    {
        IReadOnlyList<JsonElement> facts = record.Propositions;
        JsonElement? fact = facts.Count > 0 ? facts[0] : null;
        (int start, int end) = record.Extent;
        return new ClaimRow(
            claim.Id, claim.Document, claim.Name, claim.Title, claim.Outlet, claim.Published, record.Chain.Count > 0 ? record.Chain[0] : "unnamed", record.Chain, record.Stance, record.Form, record.Cue, record.Content,
            text is null ? null : RecordView.OneLine(Passage.Sentences(text, start, end).Text),
            fact is { } one ? RecordView.Text(one, "type") : null, fact is { } two ? RecordView.Text(two, "status") : null,
            fact is { } three ? RecordView.Names(three, "actor") : [], fact is { } four ? RecordView.Names(four, "recipient") : [],
            fact is { } five && RecordView.List(five, "object") is { Count: > 0 } things ? string.Join("; ", things.Select(thing => RecordView.OneLine(RecordView.Text(thing, "text") ?? ""))) : null,
            Math.Round(claim.Confidence, 4), claim.Family, context.Copies, context.Reports, claim.Verdict, claim.Reliability?.ToString(), claim.Credibility, context.Last, Reasons(claim, record, facts, context));
    }

    private static List<string> Reasons(FoundClaim claim, RecordView record, IReadOnlyList<JsonElement> facts, ClaimContext context)
    {
        List<string> reasons = [];
        string? stance = record.Stance switch
        {
            "accuses" => "accusation",
            "admits" => "admission",
            "denies" => record.Answers.Count > 0 ? "denial of what the text reports" : "denial",
            "threatens" => "threat",
            _ => null,
        };
        if (stance is not null)
        {
            reasons.Add(stance);
        }

        if (facts.Any(fact => fact.TryGetProperty("transfer", out JsonElement transfer) && transfer.ValueKind == JsonValueKind.True))
        {
            reasons.Add("arms transfer");
        }

        if (record.Sources.Count > 0 && RecordView.Text(record.Sources[^1], "kind") == "unnamed")
        {
            reasons.Add("unnamed source");
        }

        if (claim.Confidence < Doubtful)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"low confidence ({claim.Confidence * 100:F0} %)"));
        }

        if (context.Copies > 1)
        {
            reasons.Add($"in {context.Copies} copies");
        }

        return reasons;
    }
}
