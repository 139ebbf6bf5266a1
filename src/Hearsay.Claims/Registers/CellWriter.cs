using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Transfers;

namespace Hearsay.Claims.Registers;

/// <summary>Makes the cells of a row.</summary>
/// <param name="deal">The deal.</param>
/// <param name="own">What is said of it, by day.</param>
/// <param name="affirmed">Those who affirm.</param>
internal sealed class CellWriter(Deal deal, DealStatement[] own, DealStatement[] affirmed)
{
    /// <summary>Years of delivery that are told one by one; more are no years of a delivery.</summary>
    private const int MostYears = 30;

    private readonly DealStatement[] _shown = affirmed.Length > 0 ? affirmed : own;

    public RegisterCell Party(RegisterField field)
    {
        bool supplier = field == RegisterField.Supplier;
        RegisterParty party = supplier ? deal.Supplier : deal.Recipient;
        if (party.IsUnknown)
        {
            return Cell(field, "", null, null, null, true, [], [], [supplier ? "no claim says who provides them" : "no claim says who gets them"]);
        }

        bool described = party.Key.StartsWith("group:", StringComparison.Ordinal);
        bool inferred = _shown.All(statement => Mention(statement, party) is null && !(supplier ? statement.Transfer.Suppliers : statement.Transfer.Recipients).Any(who => RegisterParty.Of(who) == party));
        bool unconfirmed = party.IsUnconfirmed;
        ImmutableArray<string> changes = unconfirmed ? [$"no registry knows “{party.Name}”: a list of parties that has it would say who it is"] : described ? [$"a claim that names “{party.Name}”"] : inferred ? [$"it follows from what the goods are called or where they are made: a claim that says so"] : [];
        return Cell(field, party.Name, null, null, null, described || inferred || unconfirmed, _shown, RowWriter.Evidence(_shown, _ => party.Name, statement => Mention(statement, party)), changes);
    }

    public RegisterCell Goods() => Cell(
        RegisterField.Goods, deal.Goods.Name, null, null, null, !deal.Goods.IsKnown, _shown,
        RowWriter.Evidence(_shown, statement => OneLine(statement.Thing?.Words.Quote ?? statement.What.Predicate.Quote), statement => statement.Thing?.Words),
        deal.Goods.Key == RegisterGoods.Unnamed.Key ? ["a claim that says which arms"] : []);

    public RegisterCell Kind()
    {
        ImmutableArray<RegisterEvidence> evidence = RowWriter.Evidence(_shown, statement => NameOf(statement.Transfer.Kind));
        string text = string.Join(", ", evidence.CountBy(one => one.Value, StringComparer.Ordinal).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Key));
        return Cell(RegisterField.Kind, text, null, null, null, evidence.DistinctBy(one => one.Value).Count() > 1, _shown, evidence, []);
    }

    public RegisterCell Status()
    {
        ImmutableArray<RegisterEvidence> evidence = RowWriter.Evidence(affirmed, StatusOf);
        string text = string.Join("; ", affirmed.GroupBy(StatusOf, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key));
        return Cell(RegisterField.Status, text.Length > 0 ? text : own.Any(statement => statement.Side == ClaimSide.Denies) ? "denied" : "", null, null, null, evidence.DistinctBy(one => one.Value).Count() > 1, affirmed, evidence, []);
    }

    public RegisterCell Count(RegisterField field)
    {
        bool delivered = field == RegisterField.Delivered;
        DealStatement[] counted = [.. affirmed.Where(statement => IsOf(statement, delivered) && !statement.IsReply && CountOf(statement) is not null)];
        return Interval(field, counted, statement => CountOf(statement)!, "number");
    }

    public RegisterCell Value()
    {
        DealStatement[] priced = [.. affirmed.Where(statement => !statement.IsReply && PriceOf(statement) is not null)];
        return Interval(RegisterField.Value, priced, statement => PriceOf(statement)!, "price");
    }

    public RegisterCell Years(RegisterField field)
    {
        bool delivered = field == RegisterField.DeliveryYears;
        DealStatement[] of = [.. affirmed.Where(statement => IsOf(statement, delivered))];
        DealStatement[] dated = [.. of.Where(statement => !statement.IsReply && TimeOf(statement, delivered) is { Earliest: not null } or { Latest: not null })];
        if (dated.Length == 0)
        {
            // What is told as done was done by the day on which it was told.
            DateOnly? told = of.Where(statement => statement.What.Status is EventStatus.Happened or EventStatus.Ongoing).Min(statement => statement.Source.Report.Published);
            string unknown = delivered ? "no claim says when they were delivered" : "no claim says when they were ordered";
            return told is { } day
                ? Cell(field, $"by {Number(day.Year)}", null, day.Year, null, true, of, RowWriter.Evidence(of, statement => $"by {RowWriter.Day(statement)}"), [unknown])
                : Cell(field, "", null, null, null, true, [], [], of.Length > 0 ? [unknown] : []);
        }

        var years = new SortedSet<int>();
        bool uncertain = false;
        int? least = null;
        int? most = null;
        bool open = false;
        foreach (DealStatement statement in dated)
        {
            EventTime time = TimeOf(statement, delivered)!;
            uncertain |= time.Inferred || time.Earliest?.Year != time.Latest?.Year;
            open |= time.Latest is null;
            int first = (time.Earliest ?? time.Latest!.Value).Year;
            int last = (time.Latest ?? time.Earliest!.Value).Year;
            least = Math.Min(least ?? first, first);
            most = Math.Max(most ?? last, last);
            for (int year = first; year <= last && years.Count < MostYears; year++)
            {
                years.Add(year);
            }
        }

        return Cell(
            field, Ranges(years), least, open ? null : most, null, uncertain, dated,
            RowWriter.Evidence(dated, statement => Told(TimeOf(statement, delivered)!), statement => TimeOf(statement, delivered)!.Words), uncertain ? ["a claim that gives the year itself"] : []);
    }

    public RegisterCell ProducedAt()
    {
        DealStatement[] placed = [.. affirmed.Where(statement => !statement.IsReply && statement.Transfer.ProducedAt is not null)];
        if (placed.Length > 0)
        {
            ImmutableArray<RegisterEvidence> told = RowWriter.Evidence(placed, statement => PlaceOf(statement.Transfer.ProducedAt!), statement => statement.Transfer.ProducedAt!.Words);
            return Cell(RegisterField.ProducedAt, Distinct(told), null, null, null, told.DistinctBy(one => one.Value).Count() > 1, placed, told, []);
        }

        DealStatement[] called = [.. affirmed.Where(statement => !statement.IsReply && DealParties.OriginOf(statement.Thing) is not null)];
        ImmutableArray<RegisterEvidence> evidence = RowWriter.Evidence(called, statement => DealParties.OriginOf(statement.Thing)!.Name, statement => statement.Thing!.Words);
        return Cell(RegisterField.ProducedAt, Distinct(evidence), null, null, null, true, called, evidence, called.Length > 0 ? ["it follows from what the goods are called: a claim that says where they are made"] : []);
    }

    public RegisterCell Intermediaries()
    {
        DealStatement[] passed = [.. affirmed.Where(statement => !statement.IsReply && !statement.Transfer.Intermediaries.IsEmpty)];
        ImmutableArray<RegisterEvidence> evidence =
        [
            .. passed.SelectMany(statement => statement.Transfer.Intermediaries.SelectMany(who => RowWriter.Evidence([statement], _ => who.Name, _ => who.Mention))),
        ];
        return Cell(RegisterField.Intermediaries, Distinct(evidence), null, null, null, false, passed, evidence, []);
    }

    public RegisterCell EndUse()
    {
        DealStatement[] used = [.. affirmed.Where(statement => !statement.IsReply && statement.Transfer.EndUse is not null)];
        ImmutableArray<RegisterEvidence> evidence = RowWriter.Evidence(used, statement => OneLine(statement.Transfer.EndUse!.Quote), statement => statement.Transfer.EndUse);
        return Cell(RegisterField.EndUse, Distinct(evidence), null, null, null, false, used, evidence, []);
    }

    /// <summary>The number of this thing, not of another that stands beside it; null for sums and measures.</summary>
    private static EventQuantity? CountOf(DealStatement statement)
    {
        if (statement.What.Quantity is not { Unit: null } quantity || statement.Thing is not { } thing)
        {
            return null;
        }

        // "five launchers and missiles": the number is that of the thing that follows it.
        EventObject? next = statement.What.Objects.Where(item => item.Words.Span.End >= quantity.Words.Span.End).MinBy(item => item.Words.Span.Start);
        return next is null ? statement.What.Objects.Length == 1 ? quantity : null : next.Words.Span == thing.Words.Span ? quantity : null;
    }

    private static EventQuantity? PriceOf(DealStatement statement) =>
        statement.Transfer.Value ?? (statement.What.Quantity is { Unit: { Length: 3 } unit } quantity && unit.All(char.IsAsciiLetterUpper) ? quantity : null);

    private static EventTime? TimeOf(DealStatement statement, bool delivered) => (delivered ? statement.Transfer.Delivered : statement.Transfer.Ordered) ?? statement.What.Time;

    private static bool IsOf(DealStatement statement, bool delivered) =>
        delivered ? statement.Stage is RegisterStage.Delivered or RegisterStage.Produced : statement.Stage == RegisterStage.Ordered;

    private static string StatusOf(DealStatement statement) => statement.Stage switch
    {
        RegisterStage.Delivered => statement.What.Status == EventStatus.Ongoing ? "being delivered" : "delivered",
        RegisterStage.Produced => statement.What.Status == EventStatus.Ongoing ? "being made" : "made",
        RegisterStage.Halted => statement.What.Status == EventStatus.Planned ? "to be halted" : "halted",
        RegisterStage.Interest => statement.Transfer.Kind == TransferKind.Interest ? "interest" : statement.What.Status is EventStatus.Possible or EventStatus.Conditional ? "possible" : "under discussion",
        var stage => RowWriter.Name(stage),
    };

    private RegisterCell Interval(RegisterField field, DealStatement[] counted, Func<DealStatement, EventQuantity> quantity, string what)
    {
        if (counted.Length == 0)
        {
            return Cell(field, "", null, null, null, true, [], [], affirmed.Any(statement => field == RegisterField.Value || IsOf(statement, field == RegisterField.Delivered)) ? [$"no claim gives a {what}"] : []);
        }

        // Sums in different money are not compared: the unit that most give is shown.
        string? unit = counted.CountBy(statement => quantity(statement).Unit ?? "", StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key is { Length: > 0 } most ? most : null;
        DealStatement[] same = [.. counted.Where(statement => quantity(statement).Unit == unit)];
        DealStatement[] bounded = [.. same.Where(statement => (quantity(statement).Min ?? quantity(statement).Max) is not null)];
        decimal? least = bounded.Length == 0 || bounded.Any(statement => quantity(statement).Min is null) ? null : bounded.Min(statement => quantity(statement).Min);
        decimal? largest = bounded.Length == 0 || bounded.Any(statement => quantity(statement).Max is null) ? null : bounded.Max(statement => quantity(statement).Max);
        bool exact = bounded.Length == counted.Length && least is not null && least == largest;
        string money = unit is null ? "" : unit + " ";
        string text = (least, largest) switch
        {
            _ when exact => money + Number(least!.Value),
            (null, null) => OneLine(quantity(counted[0]).Words.Quote),
            ({ } low, null) => $"{money}at least {Number(low)}",
            (null, { } high) => $"{money}at most {Number(high)}",
            ({ } low, { } high) => low == high ? money + Number(low) : $"{money}{Number(low)}–{Number(high)}",
        };
        var changes = new List<string>();
        if (Clash(bounded, quantity) is { } clash)
        {
            changes.Add($"{clash.Low.HolderName} ({OneLine(quantity(clash.Low).Words.Quote)}) and {clash.High.HolderName} ({OneLine(quantity(clash.High).Words.Quote)}) exclude each other: a third origin would tell them apart");
        }
        else if (!exact)
        {
            changes.Add($"an exact {what} from an origin of its own would settle it");
        }

        ImmutableArray<RegisterEvidence> evidence = RowWriter.Evidence(counted, statement => OneLine(quantity(statement).Words.Quote), statement => quantity(statement).Words);
        RegisterCell cell = Cell(field, text, least, largest, unit, !exact, counted, evidence, [.. changes]);
        return exact && cell.Origins == 1 ? cell with { Changes = [$"one origin gives this {what}: another would confirm or change it"] } : cell;
    }

    /// <summary>The two statements of different parties that lie farthest apart; null when all intervals meet.</summary>
    private static (DealStatement Low, DealStatement High)? Clash(DealStatement[] bounded, Func<DealStatement, EventQuantity> quantity)
    {
        DealStatement? low = bounded.Where(statement => quantity(statement).Max is not null).MinBy(statement => quantity(statement).Max);
        DealStatement? high = bounded.Where(statement => quantity(statement).Min is not null).MaxBy(statement => quantity(statement).Min);
        return low is not null && high is not null && quantity(high).Min > quantity(low).Max && low.Holder != high.Holder ? (low, high) : null;
    }

    private RegisterCell Cell(
        RegisterField field, string text, decimal? least, decimal? most, string? unit, bool uncertain, DealStatement[] statements, ImmutableArray<RegisterEvidence> evidence, ImmutableArray<string> changes)
    {
        RegisterLegs legs = RowWriter.Legs(deal, statements);
        return new RegisterCell(
            field, text, least, most, unit, uncertain && text.Length > 0, legs.Articles, legs.Origins, [.. evidence.Select(one => one.Speaker).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], evidence, changes);
    }

    private Evidence? Mention(DealStatement statement, RegisterParty party)
    {
        IEnumerable<Participant> all = statement.Transfer.Suppliers.Concat(statement.Transfer.Recipients);
        return all.FirstOrDefault(who => who.Mention is not null && RegisterParty.Of(who) == party)?.Mention;
    }

    private static string NameOf(TransferKind kind) => kind == TransferKind.JointProduction ? "joint production" : kind.ToString().ToLowerInvariant();

    private static string PlaceOf(EventPlace place) => place.Country is { } country && PartyRegistry.Standard.State(country) is { } state && state.Name != place.Words.Quote ? $"{OneLine(place.Words.Quote)} ({state.Name})" : OneLine(place.Words.Quote);

    private static string Distinct(ImmutableArray<RegisterEvidence> evidence) => string.Join("; ", evidence.Select(one => one.Value).Distinct(StringComparer.OrdinalIgnoreCase));

    private static string Told(EventTime time) => time.Words is { } words ? OneLine(words.Quote) : $"{time.Earliest?.ToString("O", CultureInfo.InvariantCulture)}…{time.Latest?.ToString("O", CultureInfo.InvariantCulture)}";

    private static string Ranges(SortedSet<int> years)
    {
        var parts = new List<string>();
        int? start = null;
        int last = 0;
        foreach (int year in years)
        {
            if (start is null || year != last + 1)
            {
                if (start is { } begun)
                {
                    parts.Add(Range(begun, last));
                }

                start = year;
            }

            last = year;
        }

        parts.Add(Range(start!.Value, last));
        return string.Join(", ", parts);
    }

    private static string Range(int from, int to) => from == to ? Number(from) : $"{Number(from)}–{Number(to)}";

    private static string Number(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string OneLine(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
