using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Export.Stix;

/// <summary>
/// A STIX 2.1 bundle: reports for articles, identities, a custom object and a note for each claim, opinions for denials and admissions (MAPPING.md beside this file).
/// A relationship, which receivers read as a fact, is written only for what an analyst accepted and graded confirmed or probably true.
/// </summary>
public static class StixWriter
{
    private const string ExtensionId = "extension-definition--b6f0b1de-6d0a-5c43-8d6b-7f8e2a3c9d14";

    private static readonly ImmutableDictionary<TrafficLight, string> Definitions = new Dictionary<TrafficLight, string>
    {
        [TrafficLight.Clear] = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
        [TrafficLight.Green] = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        [TrafficLight.Amber] = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        [TrafficLight.AmberStrict] = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        [TrafficLight.Red] = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    }.ToImmutableDictionary();

    /// <summary>What STIX cannot say of any claim, the custom object aside.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("content", "offsets are kept in the custom object; receivers that drop extensions keep the words in a note"),
        new("stance", "core STIX has no stance: kept in the custom object and in the note's words; a denial of another claim is an opinion"),
        new("propositions", "core STIX has no political event: kept in the custom object"),
        new("propositions.transfer", "no object for it: kept as a flag in the custom object"),
        new("parent", "no field: kept in the custom object"),
    ];

    /// <summary>Writes a bundle.</summary>
    /// <param name="claims">Claims; those of one document one after the other.</param>
    /// <param name="to">Receives UTF-8; not closed.</param>
    /// <param name="settings">Producer and marking.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream to, ExportSettings settings, LossReport losses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        await using var lines = new JsonLines(to, commas: true);
        lines.Raw("{\"type\":\"bundle\",\"id\":\"bundle--"u8);
        var bundle = new Bundle(lines, settings);
        lines.Raw(System.Text.Encoding.ASCII.GetBytes(NamedId.Of($"bundle|{settings.Producer}").ToString()));
        lines.Raw("\",\"objects\":[\n"u8);
        bundle.Head();
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            bundle.Add(claim);
            losses.Written();
            await lines.FlushAsync(cancellationToken);
            await losses.FlushAsync(cancellationToken);
        }

        bundle.EndDocument();
        lines.Raw("\n]}\n"u8);
    }

    /// <summary>The objects of one bundle.</summary>
    private sealed class Bundle(JsonLines lines, ExportSettings settings)
    {
        private readonly HashSet<string> _written = new(StringComparer.Ordinal);
        private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
        private readonly List<string> _inReport = [];
        private readonly string _producer = "identity--" + NamedId.Of($"producer|{settings.Producer}");
        private ExportedClaim? _document;
        private DateTimeOffset _latest;
        private TrafficLight? _narrowest;

        /// <summary>What every bundle needs: who made it, what the custom object is, the marking.</summary>
        public void Head()
        {
            DateTimeOffset since = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            Utf8JsonWriter json = Begin("identity", _producer, since, since, creator: false);
            json.WriteString("name", settings.Producer);
            json.WriteString("identity_class", "organization");
            End(json);

            json = Begin("extension-definition", ExtensionId, since, since);
            json.WriteString("name", "Hearsay claim");
            json.WriteString("description", "Somebody takes a stance on some content, and a text says so. Not an observation of the event.");
            json.WriteString("schema", "https://hearsay.invalid/schema/x-hearsay-claim/1");
            json.WriteString("version", "1.0.0");
            Strings(json, "extension_types", ["new-sdo"]);
            End(json);

            Define(settings.Marking);
        }

        /// <summary>The definition of a marking, once, before anything is marked by it.</summary>
        private void Define(TrafficLight? wanted)
        {
            if (wanted is not { } marking || !_written.Add(Definitions[marking]))
            {
                return;
            }

            Utf8JsonWriter json = lines.Begin();
            json.WriteString("type", "marking-definition");
            json.WriteString("spec_version", "2.1");
            json.WriteString("id", Definitions[marking]);
            json.WriteString("created", "2022-10-01T00:00:00.000Z");
            json.WriteString("name", Markings.LabelOf(marking));
            json.WriteStartObject("extensions");
            json.WriteStartObject("extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d");
            json.WriteString("extension_type", "property-extension");
            json.WriteString("tlp_2_0", Markings.NameOf(marking));
            json.WriteEndObject();
            json.WriteEndObject();
            lines.End();
        }

        /// <summary>A claim with all that it refers to.</summary>
        public void Add(ExportedClaim claim)
        {
            if (_document is null || _document.Document != claim.Document)
            {
                EndDocument();
                _document = claim;
                _latest = claim.Recorded;
                _narrowest = null;
            }

            Define(claim.Marking);
            _narrowest = Markings.Narrower(_narrowest, claim.Marking);

            _latest = claim.Recorded > _latest ? claim.Recorded : _latest;
            string[] speakers = [.. claim.Claim.Sources.Select(speaker => Identity(speaker.Name, speaker.Kind, speaker.Country, speaker.Party, claim))];
            string[] actors = [.. claim.Claim.Propositions.SelectMany(what => what.Actors).Select(who => Identity(who.Name, null, who.Country, who.Party, claim)).Distinct()];
            string[] recipients = [.. claim.Claim.Propositions.SelectMany(what => what.Recipients).Select(who => Identity(who.Name, null, who.Country, who.Party, claim)).Distinct()];
            string id = IdOf(claim.Claim.Id);
            WriteClaim(claim, id, speakers, actors, recipients);
            WriteNote(claim, id, [.. actors.Union(recipients)]);
            WriteOpinions(claim);
            WriteRelationships(claim);
        }

        /// <summary>The report of the document that ends here. One that comes back later, for claims that were added to it since, gets a report more.</summary>
        public void EndDocument()
        {
            if (_document is not { } claim)
            {
                return;
            }

            DateTimeOffset published = claim.Article.Published is { } date ? date.Moment ?? new DateTimeOffset(date.Day, default, TimeSpan.Zero) : claim.Recorded;
            Utf8JsonWriter json = Begin("report", "report--" + NamedId.Of(_reported.Add(claim.Document) ? $"document|{claim.Document}" : $"document|{claim.Document}|{claim.Claim.Id.Value}"), Least(published, claim.Recorded), _latest);
            json.WriteString("name", Wording.Title(claim.Article));
            json.WriteString("published", Moment(published));
            References(json, claim);
            Strings(json, "object_refs", _inReport);
            End(json, _narrowest);
            _inReport.Clear();
            _document = null;
        }

        private static string IdOf(ClaimId id) => "x-hearsay-claim--" + NamedId.Of($"claim|{id.Value}");

        private static DateTimeOffset Least(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

        private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

        private void WriteClaim(ExportedClaim claim, string id, string[] speakers, string[] actors, string[] recipients)
        {
            Claim said = claim.Claim;
            Utf8JsonWriter json = Begin("x-hearsay-claim", id, claim.Recorded, claim.Recorded);
            json.WriteStartObject("extensions");
            json.WriteStartObject(ExtensionId);
            json.WriteString("extension_type", "new-sdo");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("claim_id", said.Id.Value);
            json.WriteString("stance", Wording.Of(said.Stance));
            json.WriteString("form", Wording.Of(said.Form));
            json.WriteString("content", Wording.Content(said));
            Strings(json, "speaker_refs", speakers);
            Strings(json, "actor_refs", actors);
            Strings(json, "recipient_refs", recipients);
            Strings(json, "answers_refs", [.. said.Answers.Select(IdOf)]);
            if (said.Parent is { } parent)
            {
                json.WriteString("parent_ref", IdOf(parent));
            }

            json.WriteStartArray("passages");
            foreach (Evidence part in said.Content)
            {
                (int start, int end) = Wording.Points(claim.Article.Text, part.Span);
                json.WriteStartObject();
                json.WriteNumber("start", start);
                json.WriteNumber("end", end);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Strings(json, "events", [.. said.Propositions.Select(Wording.Sentence)]);
            json.WriteBoolean("arms_transfer", said.Propositions.Any(what => what.Transfer is not null));
            if (claim.Standing?.Verdict is { } verdict)
            {
                json.WriteString("verdict", Wording.Of(verdict));
            }

            // STIX appendix A: Admiralty credibility 1 … 5 as 90 … 10; 6, cannot be judged, has no number.
            if (claim.Standing?.Credibility is >= 1 and <= 5 and int credibility)
            {
                json.WriteNumber("confidence", 110 - (20 * credibility));
            }

            References(json, claim);
            End(json, claim.Marking);
            _inReport.Add(id);
        }

        private void WriteNote(ExportedClaim claim, string id, string[] about)
        {
            string note = "note--" + NamedId.Of($"note|{claim.Claim.Id.Value}");
            Utf8JsonWriter json = Begin("note", note, claim.Recorded, claim.Recorded);
            json.WriteString("abstract", "A claim, as a text attributes it; not established as fact.");
            json.WriteString("content", Wording.Sentence(claim.Claim));
            Strings(json, "authors", [.. claim.Claim.Sources.Select(speaker => Wording.OneLine(speaker.Name))]);
            Strings(json, "object_refs", [id, .. about]);
            End(json, claim.Marking);
            _inReport.Add(note);
        }

        /// <summary>Denials and admissions of other claims, by those who speak.</summary>
        private void WriteOpinions(ExportedClaim claim)
        {
            string? opinion = claim.Claim.Stance switch { Stance.Denies => "strongly-disagree", Stance.Admits => "agree", _ => null };
            if (opinion is null || claim.Claim.Answers.IsEmpty)
            {
                return;
            }

            string id = "opinion--" + NamedId.Of($"opinion|{claim.Claim.Id.Value}");
            Utf8JsonWriter json = Begin("opinion", id, claim.Recorded, claim.Recorded);
            json.WriteString("explanation", Wording.Content(claim.Claim));
            Strings(json, "authors", [.. claim.Claim.Sources.Select(speaker => Wording.OneLine(speaker.Name))]);
            json.WriteString("opinion", opinion);
            Strings(json, "object_refs", [.. claim.Claim.Answers.Select(IdOf)]);
            End(json, claim.Marking);
            _inReport.Add(id);
        }

        private void WriteRelationships(ExportedClaim claim)
        {
            if (claim.Standing is not { Verdict: Verdict.Accepted, Credibility: 1 or 2 })
            {
                return;
            }

            for (int index = 0; index < claim.Claim.Propositions.Length; index++)
            {
                Proposition what = claim.Claim.Propositions[index];
                if (what.Polarity != Polarity.Positive || what.Status is not (EventStatus.Happened or EventStatus.Ongoing))
                {
                    continue;
                }

                foreach (Participant actor in what.Actors)
                {
                    foreach (Participant recipient in what.Recipients)
                    {
                        string source = Identity(actor.Name, null, actor.Country, actor.Party, claim);
                        string target = Identity(recipient.Name, null, recipient.Country, recipient.Party, claim);
                        string id = "relationship--" + NamedId.Of($"relationship|{claim.Claim.Id.Value}|{index}|{source}|{target}");
                        Utf8JsonWriter json = Begin("relationship", id, claim.Recorded, claim.Recorded);
                        json.WriteString("relationship_type", Wording.Of(what.Type).ToLowerInvariant());
                        json.WriteString("description", Wording.Sentence(what));
                        json.WriteString("source_ref", source);
                        json.WriteString("target_ref", target);
                        End(json, claim.Marking);
                        _inReport.Add(id);
                    }
                }
            }
        }

        private string Identity(string name, SpeakerKind? kind, string? country, string? party, ExportedClaim claim)
        {
            // One unnamed official is not the other: without a party or a name, the document keeps them apart.
            string key = party ?? (kind == SpeakerKind.Unnamed ? $"{claim.Document}|{name}|{country}" : $"{name}|{country}");
            string id = "identity--" + NamedId.Of($"identity|{key}");
            if (_written.Add(id))
            {
                Utf8JsonWriter json = Begin("identity", id, claim.Recorded, claim.Recorded);
                json.WriteString("name", Wording.OneLine(name));
                json.WriteString("identity_class", kind switch
                {
                    SpeakerKind.Person => "individual",
                    SpeakerKind.Government or SpeakerKind.Organization or SpeakerKind.Media => "organization",
                    SpeakerKind.Group => "group",
                    SpeakerKind.Unnamed => "unknown",
                    null when party?.StartsWith("state:", StringComparison.Ordinal) == true => "organization",
                    _ => "unknown",
                });
                if (kind == SpeakerKind.Government || party?.StartsWith("state:", StringComparison.Ordinal) == true || party?.StartsWith("gov:", StringComparison.Ordinal) == true)
                {
                    Strings(json, "sectors", ["government-national"]);
                }

                if (party is not null)
                {
                    json.WriteString("description", $"{party} in Hearsay's party registry");
                }

                End(json);
            }

            return id;
        }

        private static void References(Utf8JsonWriter json, ExportedClaim claim)
        {
            json.WriteStartArray("external_references");
            json.WriteStartObject();
            json.WriteString("source_name", claim.Article.Outlet is { Length: > 0 } outlet ? outlet : claim.Article.Address?.Host is { Length: > 0 } host ? host : "unknown outlet");
            json.WriteString("description", Wording.Title(claim.Article));
            if (claim.Article.Address is { } address)
            {
                json.WriteString("url", address.AbsoluteUri);
                json.WriteStartObject("hashes");
                json.WriteString("SHA-256", claim.Claim.Sha256);
                json.WriteEndObject();
            }

            json.WriteString("external_id", claim.Claim.Sha256);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        private Utf8JsonWriter Begin(string type, string id, DateTimeOffset created, DateTimeOffset modified, bool creator = true)
        {
            Utf8JsonWriter json = lines.Begin();
            json.WriteString("type", type);
            json.WriteString("spec_version", "2.1");
            json.WriteString("id", id);
            json.WriteString("created", Moment(created));
            json.WriteString("modified", Moment(modified));
            if (creator)
            {
                json.WriteString("created_by_ref", _producer);
            }

            return json;
        }

        private void End(Utf8JsonWriter json, TrafficLight? own = null)
        {
            if (Markings.Narrower(settings.Marking, own) is { } marking)
            {
                Strings(json, "object_marking_refs", [Definitions[marking]]);
            }

            lines.End();
        }

        /// <summary>A list that STIX forbids to be empty: then it is left out.</summary>
        private static void Strings(Utf8JsonWriter json, string field, IReadOnlyCollection<string> values)
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
}
