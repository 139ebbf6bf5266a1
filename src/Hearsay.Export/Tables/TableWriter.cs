using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims;
using Hearsay.Claims.Reviewing;
using Hearsay.Export.Records;
using Hearsay.Text;

namespace Hearsay.Export.Tables;

/// <summary>Claims, propositions, speakers and documents as rows of four tables that join by ids, whatever the tables are written in.</summary>
internal static class TableWriter
{
    /// <summary>What the tables do not hold.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("propositions.transfer", "of intermediaries, end use and value only the column record of claims.csv tells"),
    ];

    /// <summary>Writes the rows.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, ITable rows, ITable facts, ITable sources, ITable documents, LossReport losses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        // What was written already, in sixteen bytes each: all that grows with the export.
        var written = new HashSet<Guid>();
        documents.Row("document", "sha256", "name", "title", "outlet", "published", "address", "language", "text");
        rows.Row(
            "claim", "document", "sha256", "title", "outlet", "published", "address", "speaker", "kind", "country", "stance", "form", "cue", "content", "start", "end", "answers", "parent", "sentence", "confidence",
            "verdict", "reliability", "credibility", "recorded", "reader", "model",
            "marking", "copy_of", "record");
        facts.Row(
            "claim", "proposition", "type", "mode", "contexts", "cameo", "predicate", "actors", "recipients", "objects", "systems", "quantity", "min", "max", "unit", "time", "earliest", "latest", "place", "country",
            "certainty", "polarity", "status", "transfer", "stage", "suppliers", "transfer_recipients");
        sources.Row("claim", "link", "name", "mention", "start", "end", "kind", "country", "party");
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            Write(rows, facts, sources, claim);
            losses.Written();
            await rows.FlushAsync(cancellationToken);
            await facts.FlushAsync(cancellationToken);
            await sources.FlushAsync(cancellationToken);
            if (written.Add(NamedId.Of($"{claim.Document} {claim.Claim.Sha256}")))
            {
                Article article = claim.Article;
                documents.Row(
                    claim.Document, claim.Claim.Sha256, article.Id, article.Title, article.Outlet, article.Published?.ToString(), article.Address?.AbsoluteUri, article.Language, article.Text.ToString());
                await documents.FlushAsync(cancellationToken);
            }
        }
    }

    private static void Write(ITable rows, ITable facts, ITable sources, ExportedClaim claim)
    {
        Claim said = claim.Claim;
        Speaker first = said.Sources[0];
        (int Start, int End)[] spans = [.. said.Content.Select(part => Wording.Points(claim.Article.Text, part.Span))];
        rows.Row(
            said.Id.Value, claim.Document, said.Sha256, claim.Article.Title, claim.Article.Outlet, claim.Article.Published?.ToString(), claim.Article.Address?.AbsoluteUri, first.Name, Wording.Of(first.Kind),
            first.Country, Wording.Of(said.Stance), Wording.Of(said.Form), said.Cue?.Quote, string.Join(" … ", said.Content.Select(part => part.Quote)), Numbers(spans.Select(span => span.Start)),
            Numbers(spans.Select(span => span.End)), string.Join(' ', said.Answers.Select(id => id.Value)), said.Parent?.Value, Number(said.Sentence), said.Confidence.ToString("0.####", CultureInfo.InvariantCulture),
            claim.Standing?.Verdict is { } verdict ? Wording.Of(verdict) : "open", claim.Standing?.Reliability?.ToString(), claim.Standing?.Credibility is { } grade ? Number(grade) : null,
            claim.Recorded.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), said.Reading.Version, claim.Model ?? (claim.Record is null ? said.Reading.Model : null),
            claim.Marking is { } marking ? Markings.NameOf(marking) : null, claim.CopyOf, RecordWriter.RecordOf(claim));
        for (int link = 0; link < said.Sources.Length; link++)
        {
            Speaker speaker = said.Sources[link];
            (int Start, int End)? span = speaker.Mention is { } mention ? Wording.Points(claim.Article.Text, mention.Span) : null;
            sources.Row(
                said.Id.Value, Number(link), speaker.Name, speaker.Mention?.Quote, span is null ? null : Number(span.Value.Start), span is null ? null : Number(span.Value.End), Wording.Of(speaker.Kind), speaker.Country,
                speaker.Party);
        }

        for (int index = 0; index < said.Propositions.Length; index++)
        {
            Proposition what = said.Propositions[index];
            facts.Row(
                said.Id.Value, Number(index), Wording.Of(what.Type), what.Mode, string.Join(' ', what.Contexts), what.Cameo, what.Predicate.Quote, Wording.Names(what.Actors, ""), Wording.Names(what.Recipients, ""),
                string.Join("; ", what.Objects.Select(item => item.Words.Quote)), string.Join(' ', what.Objects.Select(item => item.System).OfType<string>()), what.Quantity?.Words.Quote,
                Delimited.Number(what.Quantity?.Min), Delimited.Number(what.Quantity?.Max), what.Quantity?.Unit, what.Time?.Words?.Quote, Wording.Day(what.Time?.Earliest), Wording.Day(what.Time?.Latest),
                what.Place?.Words.Quote, what.Place?.Country, Wording.Of(what.Certainty), Wording.Of(what.Polarity), Wording.Of(what.Status), what.Transfer is { } transfer ? Wording.Of(transfer.Kind) : null,
                what.Transfer is { } frame ? Wording.Of(frame.Stage) : null, what.Transfer is { } giving ? Wording.Names(giving.Suppliers, "") : null, what.Transfer is { } taking ? Wording.Names(taking.Recipients, "") : null);
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Numbers(IEnumerable<int> numbers) => string.Join(' ', numbers.Select(Number));
}
