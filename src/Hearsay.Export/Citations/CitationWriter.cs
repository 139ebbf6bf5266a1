using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Text;

namespace Hearsay.Export.Citations;

/// <summary>The articles behind claims as references: BibTeX, or CSL-JSON as one list.</summary>
public static class CitationWriter
{
    /// <summary>What references cannot say.</summary>
    public static ImmutableArray<Loss> Never { get; } = [new("*", "references hold articles, not claims")];

    /// <summary>Writes BibTeX for biblatex: one @online entry per article, keyed by the first digits of the text's hash.</summary>
    /// <param name="claims">Claims in any order; an article is cited once.</param>
    /// <param name="to">Receives UTF-8; not closed.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteBibTexAsync(IAsyncEnumerable<ExportedClaim> claims, Stream to, LossReport losses, CancellationToken cancellationToken = default)
    {
        await foreach (ExportedClaim claim in OncePerDocument(claims, losses, cancellationToken))
        {
            var entry = new StringBuilder();
            entry.Append(CultureInfo.InvariantCulture, $"@online{{hearsay-{claim.Claim.Sha256[..12]},\n  title = {{{Escaped(Wording.Title(claim.Article))}}},\n");
            Field(entry, "organization", claim.Article.Outlet);
            Field(entry, "date", Wording.Day(claim.Article.Published?.Day));
            if (claim.Article.Address is { } address)
            {
                entry.Append(CultureInfo.InvariantCulture, $"  url = {{{address.AbsoluteUri}}},\n");
            }

            entry.Append(CultureInfo.InvariantCulture, $"  note = {{SHA-256 of the text: {claim.Claim.Sha256}}}\n}}\n\n");
            await to.WriteAsync(Encoding.UTF8.GetBytes(entry.ToString()), cancellationToken);
        }
    }

    /// <summary>Writes a list of CSL-JSON items of type article-newspaper.</summary>
    /// <param name="claims">Claims in any order; an article is cited once.</param>
    /// <param name="to">Receives UTF-8; not closed.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteCslAsync(IAsyncEnumerable<ExportedClaim> claims, Stream to, LossReport losses, CancellationToken cancellationToken = default)
    {
        await using var lines = new JsonLines(to, commas: true);
        lines.Raw("[\n"u8);
        await foreach (ExportedClaim claim in OncePerDocument(claims, losses, cancellationToken))
        {
            Article article = claim.Article;
            Utf8JsonWriter json = lines.Begin();
            json.WriteString("id", $"hearsay-{claim.Claim.Sha256[..12]}");
            json.WriteString("type", "article-newspaper");
            json.WriteString("title", Wording.Title(article));
            if (article.Outlet is { } outlet)
            {
                json.WriteString("container-title", outlet);
            }

            if (article.Published is { } published)
            {
                json.WriteStartObject("issued");
                json.WriteStartArray("date-parts");
                json.WriteStartArray();
                json.WriteNumberValue(published.Day.Year);
                json.WriteNumberValue(published.Day.Month);
                json.WriteNumberValue(published.Day.Day);
                json.WriteEndArray();
                json.WriteEndArray();
                json.WriteEndObject();
            }

            if (article.Address is { } address)
            {
                json.WriteString("URL", address.AbsoluteUri);
            }

            json.WriteString("language", article.Language);
            json.WriteString("note", $"SHA-256 of the text: {claim.Claim.Sha256}");
            lines.End();
            await lines.FlushAsync(cancellationToken);
        }

        lines.Raw("\n]\n"u8);
    }

    private static async IAsyncEnumerable<ExportedClaim> OncePerDocument(
        IAsyncEnumerable<ExportedClaim> claims, LossReport losses, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        var cited = new HashSet<string>(StringComparer.Ordinal);
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            losses.Written();
            if (cited.Add(claim.Claim.Sha256))
            {
                yield return claim;
            }
        }
    }

    private static void Field(StringBuilder entry, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            entry.Append(CultureInfo.InvariantCulture, $"  {name} = {{{Escaped(Wording.OneLine(value))}}},\n");
        }
    }

    /// <summary>TeX's special characters, made harmless.</summary>
    private static string Escaped(string words)
    {
        var to = new StringBuilder(words.Length + 8);
        foreach (char letter in words)
        {
            to.Append(letter switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '{' or '}' or '$' or '&' or '#' or '_' or '%' => "\\" + letter,
                _ => letter.ToString(),
            });
        }

        return to.ToString();
    }
}
