using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Text;
using Hearsay.Workbench.Documents;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.ClaimPages;

/// <summary>The permalink of a claim: one page that is whole without scripts, to be cited, printed and archived.</summary>
internal static class ClaimPage
{
    private static readonly JsonSerializerOptions Indented = new(WorkbenchJson.Options) { WriteIndented = true };

    /// <summary>Maps the page.</summary>
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/claims/{id}", async (string id, string? asOf, HttpContext context, CancellationToken cancellationToken) =>
    {
        ClaimView view = await ClaimRoutes.ViewAsync(id, Listing.Moment(asOf), context, cancellationToken);
        if (view.Row.Id != id)
        {
            // One address for each claim: the whole id.
            return Results.Redirect($"/claims/{view.Row.Id}{(string.IsNullOrEmpty(asOf) ? "" : "?asOf=" + Uri.EscapeDataString(asOf))}");
        }

        return Results.Text(Draw(view, asOf, context).ToString(), "text/html", Encoding.UTF8);
    }).ExcludeFromDescription();

    private static Markup Draw(ClaimView view, string? asOf, HttpContext context)
    {
        ClaimRow row = view.Row;
        string sentence = $"{string.Join(" ← ", row.SpeakerChain)} {row.Stance}: “{row.Content}”";
        string then = string.IsNullOrEmpty(asOf) ? "" : "?asOf=" + Uri.EscapeDataString(asOf);
        return Markup.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>{sentence} · Hearsay</title>
            <link rel="stylesheet" href="/claim.css">
            <link rel="icon" href="/icon.svg">
            <link rel="canonical" href="{context.PublicAddress($"/claims/{row.Id}")}">
            <link rel="alternate" type="application/json" href="/api/v1/claims/{row.Id}{then}">
            </head>
            <body>
            <header><a href="/">Hearsay</a> <span>claim <code>{row.Id}</code></span></header>
            <main>
            {(string.IsNullOrEmpty(asOf) ? Markup.None : Markup.Of($"<p class=\"then\" role=\"note\">As the ledger stood at {asOf}. <a href=\"/claims/{row.Id}\">As it stands now</a></p>\n"))}
            <h1>{Said(string.Join(" ← ", row.SpeakerChain), row.Stance, row.Content)}</h1>
            <p class="marks"><span class="verdict {row.Verdict}">{row.Verdict}</span> <span>{row.Stance}</span> <span>{row.Form}</span> {Grade(row)} <span>probability {row.Confidence.ToString("0.00", CultureInfo.InvariantCulture)}</span></p>
            {Evidence(view)}
            {Chain(view)}
            {Facts(view)}
            {Source(view)}
            {Others("Replies to", view.Answers)}
            {Others("Replied to by", view.AnsweredBy)}
            {(view.Cluster is null ? Markup.None : Markup.Of($"<p><a href=\"/disputes/{view.Cluster}\">What others say of the same matter</a></p>\n"))}
            {Log(view)}
            {Cite(view)}
            <section aria-labelledby="asof"><h2 id="asof">At another time</h2>
            <form method="get" action="/claims/{row.Id}"><label>As the ledger stood at the end of <input type="date" name="asOf" value="{(asOf is { Length: >= 10 } ? asOf[..10] : "")}" required></label> <button>Show</button></form></section>
            </main>
            <footer><a href="/documents/{row.Document}?claim={row.Id}">In its text</a> · <a href="/api/v1/claims/{row.Id}{then}">JSON</a> · <a href="/?q=id%3A{row.Id}">In the inbox</a></footer>
            </body>
            </html>

            """);
    }

    private static Markup Grade(ClaimRow row) => row.Reliability is null && row.Credibility is null ? Markup.None
        : Markup.Of($"<span title=\"Admiralty grade: reliability of the source, credibility of the information\">{row.Reliability ?? "–"}{row.Credibility?.ToString(CultureInfo.InvariantCulture) ?? "–"}</span>");

    /// <summary>The paragraphs that hold the claim, with its words marked where they stand.</summary>
    private static Markup Evidence(ClaimView view)
    {
        if (view.Passage is not { } passage)
        {
            return Markup.Of($"<p class=\"missing\">The text of this claim is not in the ledger.</p>\n");
        }

        var text = new RawText(passage.Text);
        List<(int Start, int End, string Kind, string Label)> marks = [];
        void Mark(JsonElement part, string kind, string label)
        {
            int start = (RecordView.Number(part, "start") ?? -1) - passage.Start;
            int end = (RecordView.Number(part, "end") ?? -1) - passage.Start;
            if (start >= 0 && end <= text.CodePoints.Count && start < end)
            {
                marks.Add((text.CodePoints.ToUtf16(start), text.CodePoints.ToUtf16(end), kind, label));
            }
        }

        foreach (JsonElement part in RecordView.List(view.Record, "content"))
        {
            Mark(part, "content", "what is said");
        }

        if (view.Record.TryGetProperty("cue", out JsonElement cue))
        {
            Mark(cue, "cue", "the words that carry it");
        }

        foreach (JsonElement source in RecordView.List(view.Record, "sources"))
        {
            Mark(source, "speaker", "who speaks");
        }

        // One layer: where marks overlap, the first that began keeps its words.
        List<Markup> pieces = [];
        int at = 0;
        foreach ((int start, int end, string kind, string label) in marks.OrderBy(mark => mark.Start).ThenByDescending(mark => mark.End))
        {
            if (start < at)
            {
                continue;
            }

            pieces.Add(Markup.Of($"{passage.Text[at..start]}<mark class=\"{kind}\" title=\"{label}\">{passage.Text[start..end]}</mark>"));
            at = end;
        }

        pieces.Add(Markup.Of($"{passage.Text[at..]}"));
        IEnumerable<Markup> quotes = RecordView.List(view.Record, "content").Select(part => Markup.Of(
            $"<li><q dir=\"auto\">{RecordView.Text(part, "text")}</q> <code>{RecordView.Number(part, "start") ?? 0}–{RecordView.Number(part, "end") ?? 0}</code></li>"));
        return Markup.Of($"""
            <section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2>
            <blockquote dir="auto">{pieces}</blockquote>
            <ul class="spans">{quotes}</ul>
            <p class="small">Positions are code points of the stored text, SHA-256 <code>{RecordView.Text(view.Record, "sha256")}</code>.</p></section>
            """);
    }

    /// <summary>Who says what, each part in its own direction: an Arabic name does not turn the English around it.</summary>
    private static Markup Said(string speaker, string stance, string content) => Markup.Of($"<bdi>{speaker}</bdi> {stance}: “<bdi>{content}</bdi>”");

    private static Markup Chain(ClaimView view)
    {
        List<Markup> links = [];
        if (view.Document.Outlet is { } outlet)
        {
            links.Add(Markup.Of($"<li><span dir=\"auto\">{outlet}</span> <span class=\"small\">outlet</span></li>"));
        }

        links.AddRange(RecordView.List(view.Record, "sources").Select(source => Markup.Of(
            $"<li><span dir=\"auto\">{RecordView.Named(source)}</span> <span class=\"small\">{string.Join(", ", new[] { RecordView.Text(source, "kind"), RecordView.Text(source, "country"), RecordView.Text(source, "party") }.OfType<string>())}</span>{(RecordView.Text(source, "mention") is { } words ? Markup.Of($" <q class=\"small\" dir=\"auto\">{words}</q>") : Markup.None)}</li>")));
        string origins = view.Document.Origins.Count == 0 ? "" : "The article rests on " + string.Join(", ", view.Document.Origins) + ". ";
        string copies = view.Row.Copies > 1 ? $"It is one of {view.Row.Copies.ToString(CultureInfo.InvariantCulture)} copies of one report." : "";
        return Markup.Of($"<section aria-labelledby=\"chain\"><h2 id=\"chain\">Who says so</h2>\n<ol class=\"chain\">{links}</ol>\n<p>{origins}{copies}</p></section>\n");
    }

    private static Markup Facts(ClaimView view)
    {
        IReadOnlyList<JsonElement> facts = RecordView.List(view.Record, "propositions");
        if (facts.Count == 0)
        {
            return Markup.None;
        }

        string Time(JsonElement fact) => fact.TryGetProperty("time", out JsonElement time) && time.ValueKind == JsonValueKind.Object
            ? string.Join(" to ", new[] { RecordView.Text(time, "earliest"), RecordView.Text(time, "latest") }.OfType<string>().Distinct(StringComparer.Ordinal)) : "";
        string Inner(JsonElement fact, string field) => fact.TryGetProperty(field, out JsonElement part) ? RecordView.OneLine(RecordView.Text(part, "text") ?? "") : "";
        IEnumerable<Markup> rows = facts.Select(fact => Markup.Of(
            $"<tr><td>{RecordView.Text(fact, "type")}</td><td dir=\"auto\">{string.Join("; ", RecordView.Names(fact, "actor"))}</td><td dir=\"auto\">{string.Join("; ", RecordView.Names(fact, "recipient"))}</td><td dir=\"auto\">{string.Join("; ", RecordView.List(fact, "object").Select(thing => RecordView.OneLine(RecordView.Text(thing, "text") ?? "")))}</td><td dir=\"auto\">{Inner(fact, "quantity")}</td><td>{Time(fact)}</td><td dir=\"auto\">{Inner(fact, "place")}</td><td>{RecordView.Text(fact, "status")}</td></tr>\n"));
        return Markup.Of($"""
            <section aria-labelledby="facts"><h2 id="facts">What is said to be so</h2>
            <div class="wide"><table><thead><tr><th scope="col">event</th><th scope="col">actor</th><th scope="col">recipient</th><th scope="col">object</th><th scope="col">quantity</th><th scope="col">time</th><th scope="col">place</th><th scope="col">status</th></tr></thead>
            <tbody>{rows}</tbody></table></div></section>
            """);
    }

    private static Markup Source(ClaimView view)
    {
        DocumentRow document = view.Document;
        Markup address = document.Address is { } there ? Markup.Of($" <a href=\"{there}\" rel=\"noreferrer nofollow external\">{there}</a>") : Markup.None;
        return Markup.Of($"""
            <section aria-labelledby="article"><h2 id="article">Article</h2>
            <p><a href="/documents/{document.Id}?claim={view.Row.Id}" dir="auto">{document.Title ?? document.Name}</a> <bdi>{document.Outlet}</bdi> {document.Published}{address}</p>
            <p class="small">In the ledger since {Moment(document.Added)}, {document.Revisions} {(document.Revisions == 1 ? "revision" : "revisions")}. <a href="/documents/{document.Id}/original" download>Bytes as they came</a></p></section>
            """);
    }

    private static Markup Others(string heading, IReadOnlyList<ClaimRow> claims) => claims.Count == 0 ? Markup.None : Markup.Of(
        $"<section><h2>{heading}</h2>\n<ul>{claims.Select(claim => Markup.Of($"<li><a href=\"/claims/{claim.Id}\">{Said(claim.Speaker, claim.Stance, claim.Content)}</a></li>"))}</ul></section>\n");

    private static Markup Log(ClaimView view)
    {
        if (view.Reviews.Count == 0)
        {
            return Markup.Of($"<section aria-labelledby=\"log\"><h2 id=\"log\">Review log</h2>\n<p>Nobody has decided about this claim.</p></section>\n");
        }

        IEnumerable<Markup> rows = view.Reviews.Select(entry => Markup.Of(
            $"<tr><td>{entry.Number}</td><td>{Moment(entry.At)}</td><td dir=\"auto\">{entry.Reviewer}</td><td>{string.Join(" ", new[] { entry.Kind, entry.Relation, entry.Reliability, entry.Credibility?.ToString(CultureInfo.InvariantCulture), entry.Undoes is { } undone ? "of " + undone.ToString(CultureInfo.InvariantCulture) : null }.OfType<string>())}</td><td>{(entry.Other is { } other ? Markup.Of($"<a href=\"/claims/{other}\"><code>{other[..Math.Min(8, other.Length)]}</code></a>") : Markup.None)}</td><td dir=\"auto\">{entry.Note}</td></tr>\n"));
        return Markup.Of($"""
            <section aria-labelledby="log"><h2 id="log">Review log</h2>
            <div class="wide"><table><thead><tr><th scope="col">entry</th><th scope="col">when</th><th scope="col">who</th><th scope="col">what</th><th scope="col">other</th><th scope="col">note</th></tr></thead>
            <tbody>{rows}</tbody></table></div></section>
            """);
    }

    private static Markup Cite(ClaimView view)
    {
        string Json(JsonElement? json) => json is { } value ? JsonSerializer.Serialize(value, Indented) : "";
        return Markup.Of($"""
            <section aria-labelledby="cite"><h2 id="cite">Cite</h2>
            <p class="cite" dir="auto">{view.Cite.Text}</p>
            <details><summary>BibTeX</summary><pre>{view.Cite.Bibtex}</pre></details>
            <details><summary>CSL-JSON</summary><pre>{Json(view.Cite.Csl)}</pre></details>
            <details><summary>JSON-LD (schema.org)</summary><pre>{Json(view.Cite.Jsonld)}</pre></details></section>
            """);
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
