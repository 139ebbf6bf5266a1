using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims;
using Hearsay.Text;

namespace Hearsay.Export.Gdelt;

/// <summary>
/// Events and mentions in the columns of GDELT 2.0: tab-separated, without header. Propositions of one document with the same day, actors and code are one event with several
/// mentions, as GDELT has it (MAPPING.md beside this file).
/// </summary>
public static class GdeltWriter
{
    private const int EventColumns = 61;

    /// <summary>Goldstein scale of the CAMEO roots 01 … 20 (Goldstein 1992, as published with CAMEO), −10 … +10.</summary>
    private static readonly ImmutableArray<double> Goldstein = [0, 3, 4, 1, 3.5, 6, 7, 5, -2, -5, -2, -4, -6, -6.5, -7.2, -4, -7, -9, -10, -10];

    /// <summary>What GDELT's columns cannot say of any claim.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("sources", "GDELT has no column for who speaks"),
        new("stance", "no column: accusation, denial and fact come out alike; Extras of the mention holds the word, which few programs read"),
        new("certainty", "no column"),
        new("polarity", "no column"),
        new("status", "no column: planned and conditional events look like events"),
        new("answers", "no column"),
        new("parent", "no column"),
        new("content", "no column; the mention holds offsets"),
        new("propositions.object", "no column"),
        new("propositions.quantity", "no column"),
        new("propositions.time.latest", "an interval becomes its first day"),
        new("propositions.transfer", "no column"),
        new("AvgTone, Mention*Tone, coordinates", "not computed: empty"),
    ];

    /// <summary>Writes both tables.</summary>
    /// <param name="claims">Claims; those of one document one after the other.</param>
    /// <param name="events">Receives the event table.</param>
    /// <param name="mentions">Receives the mention table.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream events, Stream mentions, LossReport losses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        await using var eventRows = new Delimited(events, '\t');
        await using var mentionRows = new Delimited(mentions, '\t');
        var held = new List<(ExportedClaim Claim, Proposition What)>();
        string? document = null;
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            if (claim.Document != document)
            {
                Write(held, eventRows, mentionRows);
                document = claim.Document;
            }

            int before = held.Count;
            foreach (Proposition what in claim.Claim.Propositions)
            {
                if (what.Cameo is null)
                {
                    losses.Add(claim, "propositions.type", $"not written: {Wording.Of(what.Type)} has no CAMEO code here");
                }
                else if (Day(claim, what) is null)
                {
                    losses.Add(claim, "propositions.time", "not written: neither event nor article has a date, and GDELT requires one");
                }
                else
                {
                    held.Add((claim, what));
                }
            }

            if (held.Count > before)
            {
                losses.Written();
            }
            else
            {
                losses.Drop(claim, claim.Claim.Propositions.IsEmpty ? "states no event" : "none of its events could be written");
            }

            await eventRows.FlushAsync(cancellationToken);
            await mentionRows.FlushAsync(cancellationToken);
            await losses.FlushAsync(cancellationToken);
        }

        Write(held, eventRows, mentionRows);
    }

    private static DateOnly? Day(ExportedClaim claim, Proposition what) => what.Time?.Earliest ?? what.Time?.Latest ?? claim.Article.Published?.Day;

    private static void Write(List<(ExportedClaim Claim, Proposition What)> held, Delimited events, Delimited mentions)
    {
        var folded = new Dictionary<string, (long Id, ExportedClaim Claim, Proposition What, Participant? Actor, Participant? Recipient, int Mentions)>(StringComparer.Ordinal);
        var order = new List<string>();
        var rows = new List<(string Key, ExportedClaim Claim, Proposition What)>();
        foreach ((ExportedClaim claim, Proposition what) in held)
        {
            foreach ((Participant? actor, Participant? recipient) in Coding.Pairs(what.Actors, what.Recipients))
            {
                string key = string.Join('|', "event", claim.Document, Wording.Day(Day(claim, what)), actor?.Name, recipient?.Name, what.Cameo);
                if (!folded.TryGetValue(key, out var known))
                {
                    known = (IdOf(key), claim, what, actor, recipient, 0);
                    order.Add(key);
                }

                folded[key] = known with { Mentions = known.Mentions + 1 };
                rows.Add((key, claim, what));
            }
        }

        foreach (string key in order)
        {
            var row = folded[key];
            events.Row(Event(row.Id, row.Claim, row.What, row.Actor, row.Recipient, row.Mentions));
        }

        foreach ((string key, ExportedClaim claim, Proposition what) in rows)
        {
            mentions.Row(Mention(folded[key].Id, claim, what));
        }

        held.Clear();
    }

    /// <summary>A positive number of up to 53 bits, which every reader of such tables can hold.</summary>
    private static long IdOf(string key) => BitConverter.ToInt64(NamedId.Of(key).ToByteArray()) & ((1L << 53) - 1);

    private static string?[] Event(long id, ExportedClaim claim, Proposition what, Participant? actor, Participant? recipient, int mentions)
    {
        DateOnly day = Day(claim, what)!.Value;
        string code = what.Cameo!;
        string? root = code[..2];
        string?[] row = new string?[EventColumns];
        row[0] = id.ToString(CultureInfo.InvariantCulture);
        row[1] = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        row[2] = day.ToString("yyyyMM", CultureInfo.InvariantCulture);
        row[3] = day.ToString("yyyy", CultureInfo.InvariantCulture);
        row[4] = (day.Year + (day.DayOfYear / 365.0)).ToString("0.0000", CultureInfo.InvariantCulture);
        Actor(row, 5, actor);
        Actor(row, 15, recipient);
        row[25] = "1";
        row[26] = code;
        row[27] = code.Length > 3 ? code[..3] : code;
        row[28] = root;
        int number = int.Parse(root, CultureInfo.InvariantCulture);
        row[29] = (number <= 5 ? 1 : number <= 8 ? 2 : number <= 13 ? 3 : 4).ToString(CultureInfo.InvariantCulture);
        row[30] = (number is >= 1 and <= 20 ? Goldstein[number - 1] : 0).ToString("0.0", CultureInfo.InvariantCulture);
        row[31] = mentions.ToString(CultureInfo.InvariantCulture);
        row[32] = "1";
        row[33] = "1";
        if (what.Place is { } place)
        {
            row[51] = place.Country is not null && Coding.State(place.Country) == place.Words.Quote ? "1" : "4";
            row[52] = place.Words.Quote;
            row[53] = Coding.Gec(place.Country);
        }
        else
        {
            row[51] = "0";
        }

        row[35] = row[43] = "0";
        row[59] = claim.Recorded.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        row[60] = claim.Article.Address?.AbsoluteUri ?? $"urn:sha256:{claim.Claim.Sha256}";
        return row;
    }

    private static void Actor(string?[] row, int at, Participant? who)
    {
        if (who is null)
        {
            return;
        }

        string? country = who.Country;
        string? known = country is null ? Coding.Actor(who) : null;
        string? sector = Coding.Sector(who);
        row[at] = country + known + sector;
        row[at + 1] = who.Name.ToUpperInvariant();
        row[at + 2] = country;
        row[at + 3] = known;
        row[at + 7] = sector;
    }

    private static string?[] Mention(long id, ExportedClaim claim, Proposition what)
    {
        RawText text = claim.Article.Text;
        string Offset(Evidence? words) => words is null ? "-1" : Wording.Points(text, words.Span).Start.ToString(CultureInfo.InvariantCulture);
        DateTimeOffset published = claim.Article.Published is { } date ? date.Moment ?? new DateTimeOffset(date.Day, default, TimeSpan.Zero) : claim.Recorded;
        string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return
        [
            id.ToString(CultureInfo.InvariantCulture),
            Moment(new DateTimeOffset(Day(claim, what)!.Value, default, TimeSpan.Zero)),
            Moment(published),
            claim.Article.Address is null ? "3" : "1",
            claim.Article.Outlet ?? claim.Article.Address?.Host,
            claim.Article.Address?.AbsoluteUri ?? $"urn:sha256:{claim.Claim.Sha256}",
            (claim.Claim.Sentence + 1).ToString(CultureInfo.InvariantCulture),
            Offset(what.Actors.FirstOrDefault()?.Mention),
            Offset(what.Recipients.FirstOrDefault()?.Mention),
            Offset(what.Predicate),
            "1",
            Math.Round(claim.Claim.Confidence * 100).ToString("0", CultureInfo.InvariantCulture),
            text.CodePoints.Count.ToString(CultureInfo.InvariantCulture),
            "",
            "",
            $"hearsay claim={claim.Claim.Id.Value};speaker={claim.Claim.Sources[0].Name};stance={Wording.Of(claim.Claim.Stance)};status={Wording.Of(what.Status)}",
        ];
    }
}
