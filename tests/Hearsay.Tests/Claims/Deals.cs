using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Transfers;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Claims;

/// <summary>Claims about arms transfers, made by hand: without a text, all in the same words, so that events alone tell them apart.</summary>
internal static class Deals
{
    private static readonly DateOnly First = new(2025, 1, 1);

    /// <summary>A state that takes part.</summary>
    public static Participant State(string name, string code) => new(Words(name), name, code, "state:" + code);

    /// <summary>A state that speaks.</summary>
    public static Speaker Speaker(string name, string code) => new(Words(name), name, SpeakerKind.Government, code, "state:" + code);

    /// <summary>Words that stand anywhere.</summary>
    public static Evidence Words(string words) => new(new TextSpan(0, words.Length), words);

    /// <summary>A delivery, or what else is asked for.</summary>
    public static Proposition Delivery(
        Participant? supplier, Participant? recipient, string goods, string? system = null, TransferKind kind = TransferKind.Delivery, TransferStage stage = TransferStage.Delivery, EventStatus status = EventStatus.Happened, EventTime? time = null) => new(
        EventType.Aid, null, ["military"], "072", Words("delivered"), supplier is null ? [] : [supplier], recipient is null ? [] : [recipient], [new EventObject(Words(goods), system)], null, time, null,
        Certainty.Certain, status == EventStatus.NotHappened ? Polarity.Negative : Polarity.Positive, status,
        new ArmsTransfer(kind, stage, supplier is null ? [] : [supplier], recipient is null ? [] : [recipient], stage == TransferStage.Order ? time : null, stage == TransferStage.Delivery ? time : null, null, null, [], null));

    /// <summary>A government says it, in a document of its own unless one is named, on day <paramref name="id"/>.</summary>
    public static ReviewedReport Say(int id, string who, string code, Stance stance, Proposition? what, string? document = null)
    {
        var claim = new Claim(
            new ClaimId(id.ToString("x8", CultureInfo.InvariantCulture) + new string('0', 24)), document ?? $"document {id}", "", [Speaker(who, code)], stance == Stance.Denies ? Words("denied") : null, [Words("a shipment went over the sea by night")], [], null, Form.Indirect, stance, [],
            what is null ? [] : [what], null, 0, new ReaderVersion("0.1.0", "model"), 0.9f);
        return new ReviewedReport(new ClaimReport(claim, document ?? $"document {id}", $"Outlet {id % 7}", First.AddDays(id % 600), null, []));
    }

    /// <summary>So many claims of all kinds between a few states.</summary>
    public static ReviewedReport[] Many(int count, int seed)
    {
        var random = new Random(seed);
        (string Name, string Code)[] states = [("Iran", "IRN"), ("Russia", "RUS"), ("Ukraine", "UKR"), ("France", "FRA"), ("Poland", "POL"), ("India", "IND"), ("Turkey", "TUR")];
        (string Words, string? System)[] goods = [("drones", null), ("Shahed-136 drones", "weapon:shahed-136"), ("missiles", null), ("ballistic missiles", null), ("tanks", null), ("weapons", null)];
        Stance[] stances = [Stance.Asserts, Stance.Accuses, Stance.Denies, Stance.Admits, Stance.Pledges, Stance.Declines];
        return
        [
            .. Enumerable.Range(1, count).Select(id =>
            {
                (string Name, string Code) from = states[random.Next(states.Length)];
                (string Name, string Code) to = states[random.Next(states.Length)];
                (string Name, string Code) speaks = states[random.Next(states.Length)];
                (string words, string? system) = goods[random.Next(goods.Length)];
                var day = new DateOnly(2020 + random.Next(5), 1 + random.Next(12), 1);
                Proposition what = Delivery(
                    random.Next(8) == 0 ? null : State(from.Name, from.Code), random.Next(8) == 0 ? null : State(to.Name, to.Code), words, system, (TransferKind)random.Next(11), (TransferStage)random.Next(4),
                    (EventStatus)random.Next(6), random.Next(2) == 0 ? null : new EventTime(Words("then"), day, day.AddDays(random.Next(500)), TimePrecision.Month, false));
                int number = random.Next(1000);
                return Say(id, speaks.Name, speaks.Code, stances[random.Next(stances.Length)], random.Next(3) == 0 ? what with { Quantity = new EventQuantity(Words($"{number}"), number, random.Next(3) == 0 ? null : number, null) } : what);
            }),
        ];
    }
}
