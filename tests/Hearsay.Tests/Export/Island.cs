using System.Collections.Immutable;
using Hearsay.Claims;
using Hearsay.Claims.Reviewing;
using Hearsay.Claims.Transfers;
using Hearsay.Export;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Export;

/// <summary>Two invented articles with claims written out by hand: an accusation, its denial, an admission, a demand; with emoji, Arabic and a line break in the way of offsets.</summary>
internal static class Island
{
    public static readonly DateTimeOffset Recorded = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    private static readonly Article First = new(
        "island-1",
        new RawText("😀 وقال — Oruvia accused Iran of shipping \"at least 20 Shahed-136 drones\" to Russia in October 2025.\nTehran denied the accusation."),
        "Oruvia, Iran & the <drones>",
        "Coast Wire",
        new PublicationDate(new DateOnly(2025, 11, 2)),
        new Uri("https://coast-wire.example/oruvia?a=1&b=2"));

    private static readonly Article Second = new("island-2", new RawText("Iran's envoy admitted that Tehran had sent a small number of drones to Moscow. He urged\nrestraint, and said \"=1+1, too\"."), Outlet: "Daily Gale");

    /// <summary>All claims, in order.</summary>
    public static ImmutableArray<ExportedClaim> Claims { get; } = Make();

    public static ExportSettings Settings { get; } = new("Example Institute", TrafficLight.AmberStrict);

    /// <summary>The claims as a stream, <paramref name="times"/> over, each time as other documents.</summary>
    public static async IAsyncEnumerable<ExportedClaim> Stream(int times = 1)
    {
        for (int time = 0; time < times; time++)
        {
            foreach (ExportedClaim claim in Claims)
            {
                yield return time == 0 ? claim : claim with { Document = $"{claim.Document}-{time}" };
            }

            await Task.Yield();
        }
    }

    private static ImmutableArray<ExportedClaim> Make()
    {
        var iran = new Participant(At(First, "Iran"), "Iran", "IRN", "state:IRN");
        var russia = new Participant(At(First, "Russia"), "Russia", "RUS", "state:RUS");
        var october = new EventTime(At(First, "October 2025"), new DateOnly(2025, 10, 1), new DateOnly(2025, 10, 31), TimePrecision.Month, Inferred: false);
        var quantity = new EventQuantity(At(First, "at least 20"), 20, null, null);
        var shipment = new Proposition(
            EventType.Aid, null, ["military"], "072", At(First, "shipping"), [iran], [russia], [new EventObject(At(First, "Shahed-136 drones"), "weapon:shahed-136")], quantity, october, new EventPlace(At(First, "Russia"), "RUS"),
            Certainty.Certain, Polarity.Positive, EventStatus.Happened,
            new ArmsTransfer(TransferKind.Delivery, TransferStage.Delivery, [iran], [russia], null, october, null, null, [], null));
        ClaimId accusation = new("a1a1a1a1a1a1a1a1");
        Claim accuses = Said(First, accusation, new Speaker(At(First, "Oruvia"), "Oruvia", SpeakerKind.Government, null, null), "accused", "Iran of shipping \"at least 20 Shahed-136 drones\" to Russia in October 2025", Stance.Accuses, Form.Mixed)
            with { Propositions = [shipment] };
        Claim denies = Said(First, new ClaimId("b2b2b2b2b2b2b2b2"), new Speaker(At(First, "Tehran"), "Iran", SpeakerKind.Government, "IRN", "state:IRN"), "denied", "the accusation", Stance.Denies, Form.Indirect)
            with { Answers = [accusation], Sentence = 1 };

        var sender = new Participant(At(Second, "Tehran"), "Iran", "IRN", "state:IRN");
        var taker = new Participant(At(Second, "Moscow"), "Russia", "RUS", "state:RUS");
        Proposition sending = shipment with
        {
            Predicate = At(Second, "sent"), Actors = [sender], Recipients = [taker], Objects = [new EventObject(At(Second, "drones"), null)], Quantity = new EventQuantity(At(Second, "a small number"), null, null, null), Time = null,
            Place = null, Transfer = shipment.Transfer! with { Suppliers = [sender], Recipients = [taker], Delivered = null },
        };
        Claim admits = Said(Second, new ClaimId("c3c3c3c3c3c3c3c3"), new Speaker(At(Second, "Iran's envoy"), "unnamed", SpeakerKind.Unnamed, "IRN", null), "admitted", "that Tehran had sent a small number of drones to Moscow", Stance.Admits, Form.Indirect)
            with { Propositions = [sending], Answers = [accusation] };
        Claim urges = Said(Second, new ClaimId("d4d4d4d4d4d4d4d4"), new Speaker(At(Second, "He"), "unnamed", SpeakerKind.Unnamed, "IRN", null), "urged", "restraint", Stance.Urges, Form.Indirect) with { Sentence = 1 };
        Claim sums = Said(Second, new ClaimId("e5e5e5e5e5e5e5e5"), new Speaker(At(Second, "He"), "unnamed", SpeakerKind.Unnamed, "IRN", null), "said", "=1+1, too", Stance.Asserts, Form.Direct)
            with { Sentence = 1, Content = [At(Second, "restraint"), At(Second, "=1+1, too")] };
        return
        [
            new ExportedClaim(accuses, First, "doc1", Recorded),
            new ExportedClaim(denies, First, "doc1", Recorded.AddHours(1)),
            new ExportedClaim(admits, Second, "doc2", Recorded, new Standing(Verdict.Accepted, 'B', 2, 1)),
            new ExportedClaim(urges, Second, "doc2", Recorded, new Standing(Verdict.Rejected, null, null, 2)),
            new ExportedClaim(sums, Second, "doc2", Recorded),
        ];
    }

    private static Claim Said(Article article, ClaimId id, Speaker speaker, string cue, string content, Stance stance, Form form) => new(
        id, article.Id, article.Text.Sha256, [speaker], At(article, cue), [At(article, content)], [], null, form, stance, [], [], null, 0, new ReaderVersion("0.1.0", "model"), 0.75f);

    private static Evidence At(Article article, string words)
    {
        int start = article.Text.ToString().IndexOf(words, StringComparison.Ordinal);
        return new Evidence(new TextSpan(start, start + words.Length), words);
    }
}
