using System.Text.Json;
using Hearsay.Storage.Queries;
using Hearsay.Workbench.Queue;

namespace Hearsay.Workbench.Searches;

/// <summary>Says why a claim fits a query: for each term what it found.</summary>
internal static class Reason
{
    /// <summary>Characters shown on either side of a word.</summary>
    private const int Around = 40;

    /// <summary>"speaker: Marta Kell; stance: accuses; “missiles” in “…of selling anti-ship missiles to the rebels…”".</summary>
    public static string Of(Query query, FoundClaim claim)
    {
        var record = RecordView.Of(claim.Record);
        string[] reasons = [.. query.Terms.Where(term => !term.Negated).Select(term => Of(term, claim, record)).Distinct(StringComparer.Ordinal)];
        string[] not = [.. query.Terms.Where(term => term.Negated).Select(term => $"not {Name(term)}{string.Join(",", term.Values)}")];
        return reasons.Length + not.Length == 0 ? "every claim fits" : string.Join("; ", reasons.Concat(not));
    }

    private static string Of(QueryTerm term, FoundClaim claim, RecordView record)
    {
        string Found(string? value) => $"{Name(term)} {value ?? string.Join(",", term.Values)}";
        string Names(params string[] roles) => Found(Fitting(term, record.Propositions.SelectMany(fact => roles.SelectMany(role => RecordView.Names(fact, role)))));
        return term.Field switch
        {
            QueryField.Words => Words(term, record),
            QueryField.Speaker => Found(string.Join(" ← ", record.Chain)),
            QueryField.Stance => Found(record.Stance),
            QueryField.Form => Found(record.Form),
            QueryField.Outlet => Found(claim.Outlet),
            QueryField.Actor => Names("actor"),
            QueryField.Recipient => Names("recipient"),
            QueryField.Object => Found(Fitting(term, record.Propositions.SelectMany(fact => RecordView.List(fact, "object")).Select(thing => RecordView.OneLine(RecordView.Text(thing, "text") ?? "")))),
            QueryField.Before or QueryField.After => $"published {claim.Published}",
            QueryField.Confidence => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"confidence {claim.Confidence:0.00}"),
            QueryField.Document => $"document {claim.Name}",
            QueryField.Place => Found(Fitting(term, record.Propositions.Select(fact => fact.TryGetProperty("place", out JsonElement place) ? RecordView.Text(place, "text") ?? "" : ""))),
            _ => Found(null),
        };
    }

    /// <summary>The first of some values that holds a value of the term, or all of them.</summary>
    private static string? Fitting(QueryTerm term, IEnumerable<string> values)
    {
        string[] all = [.. values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)];
        return all.FirstOrDefault(value => term.Values.Any(wanted => value.Contains(wanted.TrimEnd('*'), StringComparison.OrdinalIgnoreCase))) ?? (all.Length > 0 ? string.Join(", ", all) : null);
    }

    private static string Words(QueryTerm term, RecordView record)
    {
        string content = record.Content;
        foreach (string value in term.Values)
        {
            string wanted = value.TrimEnd('*');
            int at = content.IndexOf(wanted, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                int from = Math.Max(0, at - Around);
                int to = Math.Min(content.Length, at + wanted.Length + Around);
                return $"“{value}” in “{(from > 0 ? "…" : "")}{content[from..to].Trim()}{(to < content.Length ? "…" : "")}”";
            }
        }

        string names = string.Join(", ", record.Chain.Concat(record.Propositions.SelectMany(fact => RecordView.Names(fact, "actor").Concat(RecordView.Names(fact, "recipient")))).Distinct(StringComparer.Ordinal));
        return $"“{string.Join(",", term.Values)}” in the names {names}";
    }

    private static string Name(QueryTerm term) => term.Field == QueryField.Words ? "" : term.Field.ToString().ToLowerInvariant() + ":";
}
