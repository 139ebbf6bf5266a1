using System.Globalization;
using System.Text;
using Hearsay.Claims;

namespace Hearsay.Export.Dossier;

/// <summary>
/// A dossier for people: who says what, when, in which words, from which articles; as Markdown, or as one HTML page without scripts that prints well. All claims are held in memory.
/// </summary>
public static class DossierWriter
{
    /// <summary>Most claims of a dossier: beyond it nobody reads, and the page does not open any more.</summary>
    public const int MostClaims = 5_000;

    /// <summary>Writes Markdown (CommonMark with tables).</summary>
    /// <param name="title">Heading.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="settings">Producer and marking.</param>
    public static string Markdown(string title, IReadOnlyList<ExportedClaim> claims, ExportSettings settings)
    {
        var page = new DossierPage(title, claims, settings);
        var to = new StringBuilder();
        to.Append(CultureInfo.InvariantCulture, $"# {Md(title)}\n\n{Md(page.Summary)}\n\n");
        if (settings.MarkingName is { } marking)
        {
            to.Append(CultureInfo.InvariantCulture, $"**{marking}**\n\n");
        }

        to.Append("## Positions\n\n| who | ").AppendJoin(" | ", page.Stances.Select(stance => Wording.Of(stance))).Append(" | first | last |\n|---|").Append(string.Concat(Enumerable.Repeat("---:|", page.Stances.Count))).Append("---|---|\n");
        foreach (Position row in page.Positions)
        {
            to.Append(CultureInfo.InvariantCulture, $"| {Md(row.Name)} | ").AppendJoin(" | ", page.Stances.Select(stance => Shown(row.Count(stance)))).Append(CultureInfo.InvariantCulture, $" | {row.First} | {row.Last} |\n");
        }

        to.Append("\n## Quotations\n");
        foreach (Position row in page.Positions)
        {
            to.Append(CultureInfo.InvariantCulture, $"\n### {Md(row.Name)}\n");
            foreach (ExportedClaim claim in row.Claims)
            {
                to.Append(CultureInfo.InvariantCulture, $"\n{Md(Wording.Name(claim.Claim.Sources[0]))} **{Wording.Of(claim.Claim.Stance)}**, {Md(page.DayOf(claim))} [{page.Reference(claim)}]{Md(DossierPage.Decided(claim))}\n\n> {Md(Wording.Content(claim.Claim))}\n");
                foreach (Proposition what in claim.Claim.Propositions)
                {
                    to.Append(CultureInfo.InvariantCulture, $"\n- {Md(Wording.Sentence(what))}");
                }

                to.Append('\n');
            }
        }

        to.Append("\n## Sources\n\n");
        foreach ((int number, ExportedClaim claim) in page.References)
        {
            to.Append(CultureInfo.InvariantCulture, $"{number}. {Md(DossierPage.Citation(claim))} SHA-256 `{claim.Claim.Sha256}`\n");
        }

        return to.ToString();
    }

    /// <summary>Writes one HTML page with a timeline picture; no script, no outside resource.</summary>
    /// <param name="title">Heading.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="settings">Producer and marking.</param>
    public static string Html(string title, IReadOnlyList<ExportedClaim> claims, ExportSettings settings)
    {
        var page = new DossierPage(title, claims, settings);
        var to = new StringBuilder();
        to.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>").Append(Escape(title)).Append("</title>\n<style>").Append(Style).Append(OnEveryPage(settings)).Append("</style></head>\n<body>\n");
        to.Append(CultureInfo.InvariantCulture, $"<header><h1>{Escape(title)}</h1><p>{Escape(page.Summary)}</p>");
        if (settings.MarkingName is { } marking)
        {
            to.Append(CultureInfo.InvariantCulture, $"<p class=\"marking\">{Escape(marking)}</p>");
        }

        to.Append("</header>\n");
        Timeline.Append(to, page);
        to.Append("<h2>Positions</h2>\n<div class=\"wide\"><table><thead><tr><th scope=\"col\">who</th>");
        foreach (Stance stance in page.Stances)
        {
            to.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" class=\"n\">{Wording.Of(stance)}</th>");
        }

        to.Append("<th scope=\"col\">first</th><th scope=\"col\">last</th></tr></thead>\n<tbody>");
        foreach (Position row in page.Positions)
        {
            to.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" dir=\"auto\">{Escape(row.Name)}</th>");
            foreach (Stance stance in page.Stances)
            {
                to.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{Shown(row.Count(stance))}</td>");
            }

            to.Append(CultureInfo.InvariantCulture, $"<td>{row.First}</td><td>{row.Last}</td></tr>\n");
        }

        to.Append("</tbody></table></div>\n<h2>Quotations</h2>\n");
        foreach (Position row in page.Positions)
        {
            to.Append(CultureInfo.InvariantCulture, $"<section><h3 dir=\"auto\">{Escape(row.Name)}</h3>\n");
            foreach (ExportedClaim claim in row.Claims)
            {
                int reference = page.Reference(claim);
                to.Append(CultureInfo.InvariantCulture, $"<article id=\"c{claim.Claim.Id.Value}\"><p>{Escape(Wording.Name(claim.Claim.Sources[0]))} <b>{Wording.Of(claim.Claim.Stance)}</b>, {Escape(page.DayOf(claim))} <a href=\"#r{reference}\">[{reference}]</a>{Escape(DossierPage.Decided(claim))}</p>\n<blockquote dir=\"auto\">{Escape(Wording.Content(claim.Claim))}</blockquote>\n");
                foreach (Proposition what in claim.Claim.Propositions)
                {
                    to.Append(CultureInfo.InvariantCulture, $"<p class=\"event\">{Escape(Wording.Sentence(what))}</p>\n");
                }

                to.Append("</article>\n");
            }

            to.Append("</section>\n");
        }

        to.Append("<h2>Sources</h2>\n<ol>\n");
        foreach ((int number, ExportedClaim claim) in page.References)
        {
            string citation = Escape(DossierPage.Citation(claim));
            to.Append(CultureInfo.InvariantCulture, $"<li id=\"r{number}\" dir=\"auto\">{citation} <code>{claim.Claim.Sha256}</code></li>\n");
        }

        return to.Append("</ol>\n</body></html>\n").ToString();
    }

    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem}td{white-space:nowrap}th,td{padding:.25rem .5rem;border-bottom:1px solid #ccc;text-align:start}"
        + ".n{text-align:end;font-variant-numeric:tabular-nums}blockquote{margin:.25rem 0 .75rem 1rem;padding-inline-start:.75rem;border-inline-start:3px solid #888}.event{margin:.1rem 0 .1rem 1rem;color:#444;font-size:.9rem}"
        + "h2{font-size:1.3rem;margin:1.75rem 0 .5rem}h3{font-size:1.05rem;margin:1.25rem 0 .25rem}.marking{font-weight:700}code{font-size:.75rem;overflow-wrap:anywhere}article p{margin:.25rem 0}svg{width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:currentColor}"
        + "@media(prefers-color-scheme:dark){body{background:#14171a;color:#e6e6e6}th,td{border-color:#444}.event{color:#aaa}a{color:#8ab4f8}}@media print{body{margin:0;max-width:none}article,li,tr,svg{break-inside:avoid}h2,h3{break-after:avoid}a{color:inherit;text-decoration:none}}";

    /// <summary>In print the marking stands at the head and foot of every page, as the protocol asks, and pages are numbered.</summary>
    private static string OnEveryPage(ExportSettings settings) =>
        "@page{size:A4;margin:20mm 18mm;@bottom-right{content:counter(page) \" / \" counter(pages);font:9pt sans-serif}" +
        (settings.MarkingName is { } marking ? $"@top-right{{content:\"{marking}\";font:bold 9pt sans-serif}}@bottom-left{{content:\"{marking}\";font:bold 9pt sans-serif}}" : "") + "}";

    /// <summary>A count; nothing for none, so that the others are seen.</summary>
    private static string Shown(int count) => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Text for HTML, in content and in attributes.</summary>
    internal static string Escape(string words) => System.Net.WebUtility.HtmlEncode(words);

    /// <summary>Markdown's marks, made harmless.</summary>
    private static string Md(string words)
    {
        var to = new StringBuilder(words.Length + 8);
        foreach (char letter in Wording.OneLine(words))
        {
            if (letter is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '#' or '|' or '!')
            {
                to.Append('\\');
            }

            to.Append(letter);
        }

        return to.ToString();
    }
}
