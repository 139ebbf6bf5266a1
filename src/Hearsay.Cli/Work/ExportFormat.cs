using System.Collections.Immutable;
using System.Text;
using Hearsay.Export;
using Hearsay.Export.Citations;
using Hearsay.Export.Dossier;
using Hearsay.Export.FollowTheMoney;
using Hearsay.Export.Gdelt;
using Hearsay.Export.Plover;
using Hearsay.Export.Records;
using Hearsay.Export.SchemaOrg;
using Hearsay.Export.Sipri;
using Hearsay.Export.Stix;
using Hearsay.Export.Tables;
using Hearsay.Export.WebAnnotation;

namespace Hearsay.Cli.Work;

/// <summary>A format that <c>hearsay export</c> writes.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Files">Names of the files it consists of; one may go to standard output, several go to a folder.</param>
/// <param name="WriteAsync">Writes claims to as many streams as there are files.</param>
internal sealed record ExportFormat(string Name, ImmutableArray<string> Files, Func<IAsyncEnumerable<ExportedClaim>, Stream[], ExportSettings, LossReport, CancellationToken, Task> WriteAsync)
{
    /// <summary>Most claims that it takes, or null for any number.</summary>
    public int? MostClaims { get; init; }

    /// <summary>All formats, in the order of the documentation.</summary>
    public static ImmutableArray<ExportFormat> All { get; } =
    [
        new("plover", ["events.jsonl"], (claims, to, _, losses, stop) => PloverWriter.WriteAsync(claims, to[0], losses, stop)),
        new("gdelt", ["events.tsv", "mentions.tsv"], (claims, to, _, losses, stop) => GdeltWriter.WriteAsync(claims, to[0], to[1], losses, stop)),
        new("sipri", ["main.csv", "alleged.csv", "evidence.csv"], (claims, to, _, losses, stop) => RegisterWriter.WriteAsync(claims, to[0], to[1], to[2], losses, stop)),
        new("stix", ["bundle.json"], (claims, to, settings, losses, stop) => StixWriter.WriteAsync(claims, to[0], settings, losses, stop)),
        new("ftm", ["entities.jsonl"], (claims, to, _, losses, stop) => FollowTheMoneyWriter.WriteAsync(claims, to[0], losses, stop)),
        new("schema-org", ["claims.jsonl"], (claims, to, settings, losses, stop) => ClaimWriter.WriteAsync(claims, to[0], settings, losses, stop)),
        new("web-annotation", ["annotations.jsonl"], (claims, to, _, losses, stop) => AnnotationWriter.WriteAsync(claims, to[0], losses, stop)),
        new("csv", ["claims.csv", "propositions.csv", "sources.csv", "documents.csv"], (claims, to, _, losses, stop) => CsvWriter.WriteAsync(claims, to[0], to[1], to[2], to[3], losses, stop)),
        new("parquet", ["claims.parquet", "propositions.parquet", "sources.parquet", "documents.parquet"], (claims, to, _, losses, stop) => ParquetTables.WriteAsync(claims, to[0], to[1], to[2], to[3], losses, stop)),
        new("records", ["records.jsonl"], (claims, to, _, losses, stop) => RecordWriter.WriteAsync(claims, to[0], losses, stop)),
        new("bibtex", ["articles.bib"], (claims, to, _, losses, stop) => CitationWriter.WriteBibTexAsync(claims, to[0], losses, stop)),
        new("csl", ["articles.json"], (claims, to, _, losses, stop) => CitationWriter.WriteCslAsync(claims, to[0], losses, stop)),
        new("markdown", ["dossier.md"], (claims, to, settings, losses, stop) => DossierAsync(claims, to[0], settings, losses, DossierWriter.Markdown, stop)) { MostClaims = DossierWriter.MostClaims },
        new("html", ["dossier.html"], (claims, to, settings, losses, stop) => DossierAsync(claims, to[0], settings, losses, DossierWriter.Html, stop)) { MostClaims = DossierWriter.MostClaims },
    ];

    /// <summary>Formats that need more than the claims: a browser, or the reader. A proof pack holds none of them.</summary>
    public static ImmutableArray<ExportFormat> Others { get; } =
    [
        new("pdf", ["dossier.pdf"], (claims, to, settings, losses, stop) => DossierAsync(claims, to[0], settings, losses, DossierWriter.Html, stop, print: true)) { MostClaims = DossierWriter.MostClaims },
        new("conllu", ["readings.conllu"], (claims, to, _, losses, stop) => ReadingExport.WriteConlluAsync(claims, to[0], losses, stop)),
    ];

    /// <summary>The folder of brat, which has two files for each document.</summary>
    public const string Brat = "brat";

    private static async Task DossierAsync(
        IAsyncEnumerable<ExportedClaim> claims, Stream to, ExportSettings settings, LossReport losses, Func<string, IReadOnlyList<ExportedClaim>, ExportSettings, string> write, CancellationToken cancellationToken, bool print = false)
    {
        losses.Never([new Loss("*", "a dossier is for people: names, stances, words, events and articles; no structure that programs could read")]);
        var all = new List<ExportedClaim>();
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            if (all.Count == DossierWriter.MostClaims)
            {
                throw new CommandFailure(CliErrors.TooMuchForDossier, null, $"the query finds more than {DossierWriter.MostClaims} claims, more than anybody reads; narrow it, or take another format");
            }

            all.Add(claim);
            losses.Written();
        }

        // Unless somebody says otherwise a dossier is as narrow as the narrowest claim in it.
        settings = settings with { Marking = settings.Marking ?? all.Max(claim => claim.Marking) };
        string page = write(settings.Title ?? "Claims", all, settings);
        await to.WriteAsync(print && all.Count > 0 ? await BrowserPrint.ToPdfAsync(page, cancellationToken) : Encoding.UTF8.GetBytes(page), cancellationToken);
    }
}
