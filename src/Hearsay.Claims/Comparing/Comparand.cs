using System.Collections.Frozen;
namespace Hearsay.Claims.Comparing;

/// <summary>What is compared: one proposition of a reported claim, or its whole content where it has none.</summary>
/// <param name="Report">The reported claim.</param>
/// <param name="Proposition">Index of the proposition in the claim, or −1 for the content as a whole.</param>
public sealed record Comparand(ClaimReport Report, int Proposition)
{
    /// <summary>Terms of what is asked for, and granted or not.</summary>
    private static readonly FrozenSet<string> Granted = new[]
    {
        "attempt", "request", "bid", "motion", "appeal", "petition", "application", "bail", "parole", "visa", "entry", "permission", "proposal", "proposals", "demand", "offer", "extension", "access", "asylum", "credit", "leave",
    }.Select(word => ContentTerms.TermOf(word)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words of a content that has fewer only point back ("the accusations"): what the proposition took over says what is meant.</summary>
    private const int Pointing = 2;

    /// <summary>Terms that a content may have for its negations to be about the whole of it.</summary>
    private const int OneStatement = 10;

    private readonly Lazy<ContentTerms> _terms = new(() => TermsOf(Report.Claim, Proposition), LazyThreadSafetyMode.PublicationOnly);
    private readonly Lazy<string[]> _things = new(() => Proposition < 0 ? [] : ContentTerms.Of(string.Join(" . ", Report.Claim.Propositions[Proposition].Objects.Select(thing => thing.Words.Quote))).All, LazyThreadSafetyMode.PublicationOnly);
    private readonly Lazy<string[]> _parties = new(() => PartiesOf(Report.Claim, Proposition), LazyThreadSafetyMode.PublicationOnly);

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
        Stance.Denies => IsRefusal ? ClaimSide.Intends : ClaimSide.Denies,
        Stance.Declines or Stance.Asks => ClaimSide.Silent,
        Stance.Pledges or Stance.Threatens or Stance.Urges => ClaimSide.Intends,
        _ => (What is { } what ? what.Polarity == Polarity.Negative : IsNegated) ? ClaimSide.Denies : ClaimSide.Affirms,
    };

    /// <summary>Who takes the stance: the first in the chain of sources that is no outlet, since outlets pass on.</summary>
    public Speaker Holder => Report.Claim.Sources.FirstOrDefault(source => source.Kind != SpeakerKind.Media) ?? Report.Claim.Sources[0];

    /// <summary>Whether it is the negations among the words that make it a denial.</summary>
    internal bool IsNegated => What is null && Report.Claim.Stance is not Stance.Denies && Terms.IsNegated && Terms.Matter.Length + Terms.Names.Length <= OneStatement;

    /// <summary>Whether something is denied to somebody, or not done: "denied the request", "refused to lift the blockade".</summary>
    private bool IsRefusal => Report.Claim.Content[0].Quote.StartsWith("to ", StringComparison.OrdinalIgnoreCase) || (What is null && Terms.Matter.Any(Granted.Contains));

    /// <summary>Whether the words of the content say by themselves what is meant: "the accusations" do not.</summary>
    internal bool IsSpelledOut => OwnTerms(Report.Claim) is var own && own.Matter.Length + own.Names.Length > Pointing;

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

    private static ContentTerms OwnTerms(Claim claim) => ContentTerms.Of(string.Join(" . ", claim.Content.Select(part => part.Quote)));

    private static ContentTerms TermsOf(Claim claim, int proposition)
    {
        ContentTerms terms = OwnTerms(claim);
        if (proposition < 0 || terms.Matter.Length > Pointing)
        {
            return terms;
        }

        Proposition what = claim.Propositions[proposition];
        IEnumerable<string> words = [.. claim.Content.Select(part => part.Quote), what.Predicate.Quote, .. what.Objects.Select(thing => thing.Words.Quote), .. what.Place is { } place ? [place.Words.Quote] : Array.Empty<string>()];
        return ContentTerms.Of(string.Join(" . ", words));
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
