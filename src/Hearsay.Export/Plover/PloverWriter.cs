using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Text.Layers;

namespace Hearsay.Export.Plover;

/// <summary>PLOVER events as JSON Lines, one per proposition (MAPPING.md beside this file).</summary>
public static class PloverWriter
{
    /// <summary>What PLOVER cannot say of any claim.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("sources", "PLOVER has no field for who speaks; kept as words in comment"),
        new("stance", "kept as a word in comment"),
        new("answers", "no field"),
        new("parent", "no field"),
        new("certainty", "kept as a word in comment; a planned, conditional or negated event is marked by a mode that PLOVER defines and few programs read"),
        new("propositions.object", "no field for goods; kept as words in comment"),
        new("propositions.quantity", "no field; kept as words in comment"),
        new("propositions.transfer", "only the context military remains"),
        new("content", "words are left out, for the text may not be passed on; text_info holds their place"),
    ];

    /// <summary>Writes the events of <paramref name="claims"/>.</summary>
    /// <param name="claims">Claims in any order.</param>
    /// <param name="to">Receives UTF-8; not closed.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream to, LossReport losses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        await using var lines = new JsonLines(to);
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            Write(lines, claim, losses);
            await lines.FlushAsync(cancellationToken);
            await losses.FlushAsync(cancellationToken);
        }
    }

    private static void Write(JsonLines lines, ExportedClaim claim, LossReport losses)
    {
        if (claim.Claim.Propositions.IsEmpty)
        {
            losses.Drop(claim, "states no event");
            return;
        }

        int written = 0;
        for (int index = 0; index < claim.Claim.Propositions.Length; index++)
        {
            Proposition what = claim.Claim.Propositions[index];
            DateOnly? date = what.Time?.Earliest ?? what.Time?.Latest ?? claim.Article.Published?.Day;
            if (date is null)
            {
                losses.Add(claim, $"propositions[{index}]", "not written: neither event nor article has a date, and PLOVER requires one");
                continue;
            }

            if (what.Time?.Earliest is null && what.Time?.Latest is null)
            {
                losses.Add(claim, $"propositions[{index}].time", "unknown: the day of publication stands for it");
            }

            Write(lines, claim, what, index, date.Value, losses);
            written++;
        }

        if (written > 0)
        {
            losses.Written();
        }
        else
        {
            losses.Drop(claim, "none of its events could be written");
        }
    }

    private static void Write(JsonLines lines, ExportedClaim claim, Proposition what, int index, DateOnly date, LossReport losses)
    {
        Utf8JsonWriter json = lines.Begin();
        json.WriteString("id", $"{claim.Claim.Id.Value}-{index.ToString(CultureInfo.InvariantCulture)}");
        json.WriteString("date", Wording.Day(date));
        if (what.Time is { Latest: { } last } && last != date)
        {
            json.WriteString("enddate", Wording.Day(last));
        }

        Entities(json, "actor", what.Actors, required: true, () => losses.Add(claim, $"propositions[{index}].actor", "unknown: written as an unidentified actor, UNK"));
        bool recipient = what.Type is EventType.Cooperate or EventType.Aid or EventType.Sanction;
        Entities(json, "recipient", what.Recipients, recipient, () => losses.Add(claim, $"propositions[{index}].recipient", "unknown: written as an unidentified actor, UNK"));
        List(json, "event", [Wording.Of(what.Type)]);
        List(json, "event_text", [Wording.OneLine(what.Predicate.Quote)]);
        List(json, "mode", [.. Modes(what)]);
        List(json, "context", what.Contexts);
        json.WriteNumber("quad_code", PloverScale.Quad(what.Type));
        json.WriteNumber("event_scale", PloverScale.Score(what.Type, what.Mode));
        if (what.Place is { } place)
        {
            json.WriteStartObject("event_loc");
            json.WriteString("extracted_place", Wording.OneLine(place.Words.Quote));
            if (place.Country is { } country)
            {
                json.WriteString("country_code", country);
                json.WriteString("country", Coding.State(country));
            }

            json.WriteEndObject();
        }

        (int start, int end) = Wording.Points(claim.Article.Text, what.Predicate.Span);
        json.WriteStartObject("text_info");
        json.WriteNumber("sequence", claim.Claim.Sentence);
        json.WriteNumber("start", start);
        json.WriteNumber("end", end);
        json.WriteEndObject();
        json.WriteStartObject("cite_info");
        json.WriteString("corpus", claim.Document);
        json.WriteString("publication", claim.Article.Outlet);
        json.WriteString("title", Wording.Title(claim.Article));
        json.WriteString("url", claim.Article.Address?.AbsoluteUri);
        json.WriteString("language", claim.Article.Language);
        json.WriteEndObject();
        json.WriteString("coder", $"Hearsay {claim.Claim.Reading.Version}");
        json.WriteString("comment", Comment(claim.Claim, what));
        lines.End();
    }

    /// <summary>Status and polarity as PLOVER's auxiliary modes, after the mode itself.</summary>
    private static IEnumerable<string> Modes(Proposition what)
    {
        if (what.Mode is not null)
        {
            yield return what.Mode;
        }

        if (what.Polarity == Polarity.Negative || what.Status == EventStatus.NotHappened)
        {
            yield return "negation";
        }

        if (what.Status == EventStatus.Planned)
        {
            yield return "future";
        }

        if (what.Status is EventStatus.Conditional or EventStatus.Possible)
        {
            yield return "hypothetical";
        }
    }

    private static string Comment(Claim claim, Proposition what)
    {
        string comment = $"claimed, not observed: {Wording.Name(claim.Sources[0])} {Wording.Of(claim.Stance)}; {Wording.Of(what.Certainty)}, {Wording.Of(what.Polarity)}, {Wording.Of(what.Status)}";
        if (!what.Objects.IsEmpty)
        {
            comment += "; object: " + string.Join("; ", what.Objects.Select(item => Wording.OneLine(item.Words.Quote)));
        }

        return what.Quantity is { } quantity ? $"{comment}; quantity: {Wording.OneLine(quantity.Words.Quote)}" : comment;
    }

    private static void Entities(Utf8JsonWriter json, string field, ImmutableArray<Participant> who, bool required, Action missing)
    {
        if (who.IsEmpty && !required)
        {
            return;
        }

        json.WriteStartArray(field);
        foreach (Participant one in who)
        {
            json.WriteStartObject();
            json.WriteString("code", Coding.Actor(one));
            json.WriteString("sector", Coding.Sector(one));
            json.WriteString("entity_text", Wording.OneLine(one.Mention?.Quote ?? one.Name));
            json.WriteString("identifier_text", one.Name);
            json.WriteEndObject();
        }

        if (who.IsEmpty)
        {
            missing();
            json.WriteStartObject();
            json.WriteNull("code");
            json.WriteString("sector", "UNK");
            json.WriteString("entity_text", "");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void List(Utf8JsonWriter json, string field, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(field);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
