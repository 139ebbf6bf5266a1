namespace Hearsay.Claims.Comparing;

/// <summary>What is compared: one proposition of a reported claim, or its whole content where it has none.</summary>
/// <param name="Report">The reported claim.</param>
/// <param name="Proposition">Index of the proposition in the claim, or −1 for the content as a whole.</param>
public sealed record Comparand(ClaimReport Report, int Proposition)
{
    private readonly Lazy<ContentTerms> _terms = new(() => ContentTerms.Of(string.Join(" . ", Report.Claim.Content.Select(part => part.Quote))));
    private readonly Lazy<string[]> _things = new(() => Proposition < 0 ? [] : ContentTerms.Of(string.Join(" . ", Report.Claim.Propositions[Proposition].Objects.Select(thing => thing.Words.Quote))).All);
    private readonly Lazy<string[]> _parties = new(() => PartiesOf(Report.Claim, Proposition));

    /// <summary>What there is to compare in a reported claim: its propositions, or its content where it has none.</summary>
    public static IEnumerable<Comparand> Of(ClaimReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Claim.Propositions.IsEmpty ? [new Comparand(report, -1)] : Enumerable.Range(0, report.Claim.Propositions.Length).Select(at => new Comparand(report, at));
    }

    /// <summary>The proposition, or null for the content as a whole.</summary>
    public Proposition? What => Proposition < 0 ? null : Report.Claim.Propositions[Proposition];

    /// <summary>
    /// Where the source stands. A denied content is not so by the stance, whatever its own words; an asserted one by the polarity of its proposition, or where it has none by the negations among
    /// its words.
    /// </summary>
    public ClaimSide Side => Report.Claim.Stance switch
    {
        Stance.Denies => ClaimSide.Denies,
        Stance.Declines or Stance.Asks => ClaimSide.Silent,
        Stance.Pledges or Stance.Threatens or Stance.Urges => ClaimSide.Intends,
        _ => (What is { } what ? what.Polarity == Polarity.Negative : Terms.IsNegated) ? ClaimSide.Denies : ClaimSide.Affirms,
    };

    /// <summary>Who takes the stance: the first in the chain of sources that is no outlet, since outlets pass on.</summary>
    public Speaker Holder => Report.Claim.Sources.FirstOrDefault(source => source.Kind != SpeakerKind.Media) ?? Report.Claim.Sources[0];

    /// <summary>What the words of the content are about.</summary>
    internal ContentTerms Terms => _terms.Value;

    /// <summary>Terms of the objects, sorted.</summary>
    internal string[] Things => _things.Value;

    /// <summary>Parties that are meant but need not be named: those who take part, and the one who speaks ("it had sent"); names as among terms, sorted.</summary>
    internal string[] Parties => _parties.Value;

    /// <summary>A stable order: day, claim, document, proposition.</summary>
    internal static int Compare(Comparand a, Comparand b)
    {
        int order = (a.Report.Published ?? DateOnly.MinValue).CompareTo(b.Report.Published ?? DateOnly.MinValue);
        order = order != 0 ? order : string.CompareOrdinal(a.Report.Claim.Id.Value, b.Report.Claim.Id.Value);
        order = order != 0 ? order : string.CompareOrdinal(a.Report.Document, b.Report.Document);
        return order != 0 ? order : a.Proposition.CompareTo(b.Proposition);
    }

    private static string[] PartiesOf(Claim claim, int proposition)
    {
        var parties = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Speaker source in claim.Sources.Where(source => source.Kind is not (SpeakerKind.Unnamed or SpeakerKind.Media)))
        {
            parties.Add(ContentTerms.NameOf(PartyLink.Key(source)));
            parties.UnionWith(ContentTerms.Of(source.Name).Names);
        }

        if (proposition >= 0)
        {
            Proposition what = claim.Propositions[proposition];
            foreach (Participant party in what.Actors.Concat(what.Recipients).Concat(what.Transfer is { } transfer ? transfer.Suppliers.Concat(transfer.Recipients) : []))
            {
                parties.Add(ContentTerms.NameOf(PartyLink.Key(party)));
            }
        }

        return [.. parties];
    }
}
