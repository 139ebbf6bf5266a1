namespace Hearsay.Claims.Comparing;

/// <summary>What is compared: one proposition of a reported claim, or its whole content where it has none.</summary>
/// <param name="Report">The reported claim.</param>
/// <param name="Proposition">Index of the proposition in the claim, or −1 for the content as a whole.</param>
public sealed record Comparand(ClaimReport Report, int Proposition)
{
    private readonly Lazy<HashSet<string>> _words = new(() => ContentWords.Of(string.Join(' ', Report.Claim.Content.Select(part => part.Quote))));
    private readonly Lazy<HashSet<string>> _things = new(() => Proposition < 0 ? [] : ContentWords.Of(string.Join(' ', Report.Claim.Propositions[Proposition].Objects.Select(thing => thing.Words.Quote))));

    /// <summary>The proposition, or null for the content as a whole.</summary>
    public Proposition? What => Proposition < 0 ? null : Report.Claim.Propositions[Proposition];

    /// <summary>
    /// Where the source stands. A denied content is not so by the stance, whatever its own words; an asserted one by the polarity of its words.
    /// </summary>
    public ClaimSide Side => Report.Claim.Stance switch
    {
        Stance.Denies => ClaimSide.Denies,
        Stance.Declines or Stance.Asks => ClaimSide.Silent,
        Stance.Pledges or Stance.Threatens or Stance.Urges => ClaimSide.Intends,
        _ => What?.Polarity == Polarity.Negative ? ClaimSide.Denies : ClaimSide.Affirms,
    };

    /// <summary>Who takes the stance: the first in the chain of sources that is no outlet, since outlets pass on.</summary>
    public Speaker Holder => Report.Claim.Sources.FirstOrDefault(source => source.Kind != SpeakerKind.Media) ?? Report.Claim.Sources[0];

    /// <summary>Stems of the content.</summary>
    internal HashSet<string> Words => _words.Value;

    /// <summary>Stems of the objects.</summary>
    internal HashSet<string> Things => _things.Value;

    /// <summary>A stable order: day, claim, proposition.</summary>
    internal static int Compare(Comparand a, Comparand b)
    {
        int order = (a.Report.Published ?? DateOnly.MinValue).CompareTo(b.Report.Published ?? DateOnly.MinValue);
        order = order != 0 ? order : string.CompareOrdinal(a.Report.Claim.Id.Value, b.Report.Claim.Id.Value);
        order = order != 0 ? order : string.CompareOrdinal(a.Report.Document, b.Report.Document);
        return order != 0 ? order : a.Proposition.CompareTo(b.Proposition);
    }
}
