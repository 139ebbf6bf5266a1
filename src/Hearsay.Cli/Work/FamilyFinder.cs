using System.Collections.Immutable;
using Hearsay.Claims.Origins;
using Hearsay.Claims.Parties;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;
using Hearsay.Text.Similarity;

namespace Hearsay.Cli.Work;

/// <summary>
/// Notes in the ledger which documents are copies of one another and where they come from. A document that was added but not compared, because the run was broken off
/// between the two, is compared by the next run. Not safe for use from several threads.
/// </summary>
/// <param name="ledger">Where documents are and where it is noted.</param>
/// <param name="registry">Knows outlets and agencies.</param>
internal sealed class FamilyFinder(Ledger ledger, PartyRegistry registry)
{
    /// <summary>Documents a new one is compared with, those first that share most keys: a story that goes round the world is joined by any of its copies.</summary>
    private const int MostCompared = 50;

    /// <summary>Texts whose fingerprints are at hand: copies come in close together.</summary>
    private const int Kept = 1000;

    /// <summary>Documents noted at one time.</summary>
    private const int OneTime = 64;

    private readonly Dictionary<string, Fingerprint> _fingerprints = new(StringComparer.Ordinal);

    /// <summary>The keys of a text, as the ledger stores them.</summary>
    public static ImmutableArray<long> Sketch(Fingerprint fingerprint) => [.. fingerprint.Bands.Select(band => unchecked((long)band))];

    /// <summary>Compares documents that earlier runs left uncompared.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (string[] documents in (await ledger.UncomparedAsync(cancellationToken)).Chunk(OneTime))
        {
            await CompareAsync(documents, cancellationToken);
        }
    }

    /// <summary>Compares documents with what the ledger holds, and notes what it came to.</summary>
    /// <param name="documents">Their ids.</param>
    /// <param name="cancellationToken">Ends the work; nothing of it is noted.</param>
    public async Task CompareAsync(IEnumerable<string> documents, CancellationToken cancellationToken)
    {
        var notes = new List<FamilyNote>();
        foreach (string document in documents)
        {
            notes.AddRange(await CompareAsync(document, cancellationToken));
        }

        if (notes.Count > 0)
        {
            await ledger.NoteAsync(notes, cancellationToken);
        }
    }

    private async Task<List<FamilyNote>> CompareAsync(string document, CancellationToken cancellationToken)
    {
        (Fingerprint Fingerprint, Lineage Lineage) own = await ReadAsync(document, cancellationToken);
        var copies = ImmutableArray.CreateBuilder<(string, FamilyRelation, double)>();
        var origins = ImmutableArray.CreateBuilder<(string, string, string?, double)>();
        var others = new List<FamilyNote>();
        foreach (NearText near in await ledger.NearAsync(Sketch(own.Fingerprint), most: MostCompared, cancellationToken: cancellationToken))
        {
            if (near.Document == document)
            {
                continue;
            }

            (Fingerprint Fingerprint, Lineage Lineage) other = await ReadAsync(near.Document, cancellationToken);
            CopyVerdict verdict = CopyDetector.Judge(own.Fingerprint, own.Lineage, other.Fingerprint, other.Lineage);
            if (CopyFamilies.Joins(verdict))
            {
                copies.Add((near.Document, Enum.Parse<FamilyRelation>(verdict.Relation.ToString()), verdict.Score));
            }
            else if (verdict is { Relation: CopyRelation.Derived, Cited: { } cited })
            {
                if (own.Lineage.Citations.Any(citation => citation.Outlet.Id == cited.Id))
                {
                    origins.Add((cited.Name, "derived", near.Document, verdict.Score));
                }
                else
                {
                    others.Add(new FamilyNote(near.Document, [], [(cited.Name, "derived", document, verdict.Score)]));
                }
            }
            else if (verdict.Relation != CopyRelation.Independent)
            {
                origins.Add((near.Document, verdict.IsCopy ? "excerpt" : "same-statement", near.Document, verdict.Score));
            }
        }

        origins.AddRange(own.Lineage.Credits.Select(credit => (credit.Agency.Name, "credit", (string?)null, 1.0)));
        origins.AddRange(own.Lineage.Citations.Where(citation => citation.IsExplicit).Select(citation => (citation.Outlet.Name, "cites", (string?)null, 1.0)));

        // A document whose own outlet is noted was compared.
        origins.Add((own.Lineage.Outlet?.Name ?? "", "outlet", null, 1));
        return [new FamilyNote(document, copies.ToImmutable(), origins.ToImmutable()), .. others];
    }

    private async Task<(Fingerprint Fingerprint, Lineage Lineage)> ReadAsync(string document, CancellationToken cancellationToken)
    {
        FoundDocument found = (await ledger.RevisionsAsync(document, cancellationToken))[^1];
        RawText text = await ledger.TextAsync(found.Sha256, cancellationToken) ?? new RawText("");
        if (!_fingerprints.TryGetValue(found.Sha256, out Fingerprint? fingerprint))
        {
            if (_fingerprints.Count >= Kept)
            {
                _fingerprints.Clear();
            }

            _fingerprints[found.Sha256] = fingerprint = Fingerprint.Of(text);
        }

        var article = new Article(found.Name, text, found.Title, found.Outlet, PublicationDate.TryParse(found.Published), found.Address is null ? null : new Uri(found.Address), found.Language);
        return (fingerprint, Lineage.Find(article, registry));
    }
}
