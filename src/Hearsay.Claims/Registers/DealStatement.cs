using Hearsay.Claims.Comparing;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Transfers;

namespace Hearsay.Claims.Registers;

/// <summary>What one claim says of one deal.</summary>
/// <param name="Source">The claim.</param>
/// <param name="Member">Its proposition, as comparing takes it.</param>
/// <param name="What">The proposition that names the deal; of another claim when this one only replies to it.</param>
/// <param name="Transfer">Its arms transfer.</param>
/// <param name="Thing">The goods, or null when none are named.</param>
/// <param name="Side">Where the claim stands.</param>
/// <param name="Stage">How far it puts the deal.</param>
/// <param name="IsReply">Whether it names the deal only by replying to another claim.</param>
/// <param name="Ties">Who stands for whom.</param>
internal sealed record DealStatement(ReviewedReport Source, Comparand Member, Proposition What, ArmsTransfer Transfer, EventObject? Thing, ClaimSide Side, RegisterStage Stage, bool IsReply, Affiliations Ties)
{
    /// <summary>Words that make a group of people the voice of their state.</summary>
    private static readonly string[] Officials = ["officials", "official", "authorities", "leaders", "ministers", "diplomats", "commanders", "government", "administration", "military"];

    /// <summary>Whether it says that the deal came about, in part or whole.</summary>
    public bool IsReal => Side == ClaimSide.Affirms && Stage is RegisterStage.Ordered or RegisterStage.Produced or RegisterStage.Delivered && What.Certainty is Certainty.Certain or Certainty.Probable;

    /// <summary>Key of who says so: a state's officials, also unnamed ones, are their state.</summary>
    public string Holder { get; } = HolderOf(Member.Holder, Ties);

    /// <summary>Whether supplier or recipient says so, whoever passes it on.</summary>
    public bool IsSpokenByParty(RegisterParty supplier, RegisterParty recipient) => supplier.Is(Holder) || recipient.Is(Holder);

    /// <summary>
    /// Whether a party to the deal says so itself, by name: no other passes it on, and anonymous officials only count when they admit.
    /// </summary>
    public bool IsAcknowledgedBy(RegisterParty supplier, RegisterParty recipient)
    {
        if (What.Certainty != Certainty.Certain && Source.Report.Claim.Stance is not (Stance.Pledges or Stance.Admits))
        {
            return false;
        }

        bool own = Source.Report.Claim.Sources.Where(source => source.Kind != SpeakerKind.Media).Select(source => HolderOf(source, Ties)).Distinct(StringComparer.Ordinal).Count() == 1;
        return own && (supplier.Is(Holder) || recipient.Is(Holder)) && Source.Report.Claim.Stance switch
        {
            Stance.Admits => true,
            Stance.Asserts or Stance.Pledges => IsNamed(Member.Holder),
            _ => false,
        };
    }

    /// <summary>What of a transfer a claim affirms, denies or leaves open.</summary>
    public static (ClaimSide Side, RegisterStage Stage) Judge(Claim claim, Proposition what, ArmsTransfer transfer)
    {
        RegisterStage stage = transfer.Kind switch
        {
            TransferKind.Interest => RegisterStage.Interest,
            TransferKind.Refusal => RegisterStage.Refused,
            TransferKind.Halt => RegisterStage.Halted,
            TransferKind.Seizure => RegisterStage.Seized,
            _ when what.Status is EventStatus.Possible or EventStatus.Conditional => RegisterStage.Interest,
            _ => transfer.Stage switch
            {
                TransferStage.Interest => RegisterStage.Interest,
                TransferStage.Order => RegisterStage.Ordered,
                TransferStage.Production => what.Status == EventStatus.Planned ? RegisterStage.Ordered : RegisterStage.Produced,
                _ => what.Status == EventStatus.Planned ? RegisterStage.Ordered : RegisterStage.Delivered,
            },
        };
        bool stops = transfer.Kind is TransferKind.Refusal or TransferKind.Halt;
        ClaimSide side = claim.Stance switch
        {
            Stance.Denies => ClaimSide.Denies,
            Stance.Declines or Stance.Asks => ClaimSide.Silent,
            Stance.Urges => ClaimSide.Intends,

            // "Unlikely to provide": no denial that it was provided.
            _ when what.Polarity == Polarity.Negative && what.Status is EventStatus.Possible or EventStatus.Conditional => ClaimSide.Intends,
            _ => what.Polarity == Polarity.Negative && !stops ? ClaimSide.Denies : ClaimSide.Affirms,
        };

        // What is only planned to be stopped, or urged, has not been.
        return (side == ClaimSide.Affirms && stage is RegisterStage.Seized && what.Status is EventStatus.Planned or EventStatus.Possible or EventStatus.Conditional ? ClaimSide.Intends : side, stage);
    }

    /// <summary>Key of a speaker in the register.</summary>
    public static string HolderOf(Speaker speaker, Affiliations ties)
    {
        string key = ties.For(PartyLink.Key(speaker));
        return speaker is { Kind: SpeakerKind.Group, Country: { } country } && Officials.Any(word => speaker.Name.EndsWith(word, StringComparison.OrdinalIgnoreCase)) ? "state:" + country : key;
    }

    /// <summary>A state or a person by name; not "a senior official".</summary>
    private static bool IsNamed(Speaker speaker) => speaker.Kind is SpeakerKind.Government or SpeakerKind.Organization || (speaker.Kind == SpeakerKind.Person && (speaker.Party is not null || (speaker.Name is [var first, ..] && char.IsUpper(first))) && !Officials.Any(word => speaker.Name.EndsWith(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The name to show for who says so.</summary>
    public string HolderName => PartyRegistry.Standard.FindId(Holder) is { } known
        ? Member.Holder.Kind == SpeakerKind.Unnamed ? known.Name + " (unnamed)" : Member.Holder.Kind is SpeakerKind.Person or SpeakerKind.Group ? $"{known.Name} ({Member.Holder.Name})" : known.Name
        : Member.Holder is { Kind: SpeakerKind.Unnamed, Mention: { } mention } ? mention.Quote : Member.Holder.Name;
}
