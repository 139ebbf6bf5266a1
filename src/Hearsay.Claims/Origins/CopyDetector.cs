using Hearsay.Claims.Parties;
using Hearsay.Text.Similarity;

namespace Hearsay.Claims.Origins;

/// <summary>
/// Tells copies from reports of the same thing. Shared quotations are no sign of copying, so wording is compared without them (<see cref="ReportedWords"/>). What copies
/// have and others lack is shared narrative: much of the text, or less in several places. Agencies credited and outlets cited are evidence of where a text comes from,
/// never of copying, since they are often missing and sometimes false. Pure; safe to share between threads.
/// </summary>
public static class CopyDetector
{
    /// <summary>From this share of the shorter text on, a copy is called that and not edited.</summary>
    private const double Whole = 0.85;

    /// <summary>A single shared passage must be this share of the shorter text: below, footers and quoted documents are as long.</summary>
    private const double Single = 0.6;

    /// <summary>Shared runs below which wording is shared by chance: 5 make a passage of 9 words.</summary>
    private const int FewestShared = 5;

    /// <summary>Shared runs that make a statement: a passage of 12 words.</summary>
    private const int Statement = 8;

    /// <summary>Judges two documents; their order changes nothing.</summary>
    /// <param name="first">One text.</param>
    /// <param name="firstLineage">What it says of where it comes from, or null when that is not known.</param>
    /// <param name="second">The other text.</param>
    /// <param name="secondLineage">What it says of where it comes from, or null.</param>
    public static CopyVerdict Judge(Fingerprint first, Lineage? firstLineage, Fingerprint second, Lineage? secondLineage)
    {
        var overlap = Overlap.Measure(first, second);
        Party? agency = SharedAgency(firstLineage, secondLineage);
        if (AreCopies(overlap, CopyThresholds.Standard))
        {
            CopyRelation kind = overlap.Containment >= Whole ? CopyRelation.Copy : overlap.Containment >= CopyThresholds.Standard.Containment ? CopyRelation.Edited : CopyRelation.Partial;
            return new CopyVerdict(kind, overlap.Containment, overlap, agency, null);
        }

        bool passage = overlap.Shared >= Statement;
        if (overlap.Shared + overlap.SharedReported >= FewestShared && (Cited(firstLineage, secondLineage, passage) ?? Cited(secondLineage, firstLineage, passage)) is { } cited)
        {
            return new CopyVerdict(CopyRelation.Derived, overlap.Containment, overlap, agency, cited);
        }

        return overlap.Shared + overlap.SharedReported >= Statement
            ? new CopyVerdict(CopyRelation.SameStatement, overlap.Containment, overlap, agency, null)
            : new CopyVerdict(CopyRelation.Independent, overlap.Containment, overlap, agency, null);
    }

    /// <summary>Whether texts with this overlap have one origin.</summary>
    public static bool AreCopies(Overlap overlap, CopyThresholds thresholds) =>
        overlap.Shared >= FewestShared
        && ((overlap.Containment >= thresholds.Containment && (overlap.Passages > 1 || overlap.Containment >= Single))
            || (overlap.Containment >= thresholds.Spread && overlap.Passages >= thresholds.Passages));

    private static Party? SharedAgency(Lineage? first, Lineage? second)
    {
        foreach (Credit credit in first?.Credits ?? [])
        {
            foreach (Credit other in second?.Credits ?? [])
            {
                if (other.Agency.Id == credit.Agency.Id)
                {
                    return credit.Agency;
                }
            }
        }

        return null;
    }

    /// <summary>The outlet that one cites and that the other comes from, or null. Beside a shared passage a mention is enough.</summary>
    private static Party? Cited(Lineage? citing, Lineage? cited, bool passage)
    {
        foreach (Citation citation in (citing?.Citations ?? []).Where(citation => citation.IsExplicit || passage))
        {
            if (cited?.Outlet?.Id == citation.Outlet.Id || cited?.Credits.Any(credit => credit.Agency.Id == citation.Outlet.Id) == true)
            {
                return citation.Outlet;
            }
        }

        return null;
    }
}
