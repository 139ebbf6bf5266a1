using System.Collections.Immutable;
using System.Text.Json;
using Hearsay.Claims;

namespace Hearsay.Export.FollowTheMoney;

/// <summary>FollowTheMoney entities as JSON Lines: articles, those who speak and act, mentions, and events with links that say in words that they are claims (MAPPING.md beside this file).</summary>
public static class FollowTheMoneyWriter
{
    /// <summary>What FollowTheMoney cannot say of any claim.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("content", "no character offsets in the model: use the Web Annotation export beside it"),
        new("stance", "no field: in the words of name and role"),
        new("sources", "only the first speaker, in words; the chain is lost"),
        new("certainty", "no field: the status of the event stands in role"),
        new("answers", "no field"),
        new("parent", "no field"),
        new("propositions.quantity", "no field: in the words of the event's name"),
        new("sha256", "the model's checksum is SHA-1: left out"),
    ];

    /// <summary>Writes entities.</summary>
    /// <param name="claims">Claims; those of one document one after the other keep the export small.</param>
    /// <param name="to">Receives UTF-8; not closed.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream to, LossReport losses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        await using var lines = new JsonLines(to);
        // What was written already, in sixteen bytes each: all that grows with the export.
        var written = new HashSet<Guid>();
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            new Entities(lines, written, claim).Write();
            losses.Written();
            if (claim.Claim.Propositions.IsEmpty)
            {
                losses.Add(claim, "propositions", "none: written as an event of its own, so that the statement is there");
            }

            await lines.FlushAsync(cancellationToken);
            await losses.FlushAsync(cancellationToken);
        }
    }

    /// <summary>The entities of one claim.</summary>
    private sealed class Entities(JsonLines lines, HashSet<Guid> written, ExportedClaim claim)
    {
        private Utf8JsonWriter _json = null!;

        public void Write()
        {
            string article = Article();
            foreach (Speaker speaker in claim.Claim.Sources)
            {
                string who = Party(speaker.Name, Schema(speaker.Kind), speaker.Country, speaker.Party);
                Mention(article, who, speaker.Mention, Schema(speaker.Kind));
            }

            string first = claim.Claim.Sources[0].Name;
            string said = $"{first} {Wording.Of(claim.Claim.Stance)}";
            if (claim.Claim.Propositions.IsEmpty)
            {
                Event(article, null, 0, [Party(first, Schema(claim.Claim.Sources[0].Kind), claim.Claim.Sources[0].Country, claim.Claim.Sources[0].Party)]);
                return;
            }

            for (int index = 0; index < claim.Claim.Propositions.Length; index++)
            {
                Proposition what = claim.Claim.Propositions[index];
                string[] involved = [.. what.Actors.Concat(what.Recipients).Select(Party).Distinct()];
                Event(article, what, index, involved);
                foreach (Participant actor in what.Actors)
                {
                    foreach (Participant recipient in what.Recipients)
                    {
                        Link(article, what, index, Party(actor), Party(recipient), $"{Wording.Of(what.Type)}, {Wording.Of(what.Status)} (claimed: {said})");
                    }
                }
            }
        }

        private static string Schema(SpeakerKind kind) => kind switch
        {
            SpeakerKind.Person => "Person",
            SpeakerKind.Government => "PublicBody",
            SpeakerKind.Organization or SpeakerKind.Media => "Organization",
            _ => "LegalEntity",
        };

        private string Article()
        {
            string id = Id("article", claim.Document);
            if (!written.Add(NamedId.Of(id)))
            {
                return id;
            }

            Begin(id, "Article");
            Value("fileName", claim.Article.Id);
            Value("name", Wording.Title(claim.Article));
            Value("title", claim.Article.Title);
            Value("publisher", claim.Article.Outlet);
            Value("publishedAt", Wording.Day(claim.Article.Published?.Day));
            Value("sourceUrl", claim.Article.Address is { Scheme: "http" or "https" } address ? address.AbsoluteUri : null);
            Value("language", claim.Article.Language == "en" ? "eng" : null);
            End();
            return id;
        }

        private string Party(Participant who) => Party(who.Name, who.Party is { } party && (party.StartsWith("state:", StringComparison.Ordinal) || party.StartsWith("gov:", StringComparison.Ordinal)) ? "PublicBody" : "LegalEntity", who.Country, who.Party);

        private string Party(string name, string schema, string? country, string? party)
        {
            string id = Id("party", party ?? $"{name}|{country}");
            if (written.Add(NamedId.Of(id)))
            {
                Begin(id, schema);
                Value("name", name);
                Value("country", Coding.Alpha2(country));
                End();
            }

            return id;
        }

        private void Mention(string article, string who, Evidence? words, string schema)
        {
            if (words is null)
            {
                return;
            }

            string id = Id("mention", $"{claim.Document}|{who}|{words.Quote}");
            if (written.Add(NamedId.Of(id)))
            {
                Begin(id, "Mention");
                Value("document", article);
                Value("name", words.Quote);
                Value("resolved", who);
                Value("detectedSchema", schema);
                End();
            }
        }

        private void Event(string article, Proposition? what, int index, string[] involved)
        {
            string id = Id("event", $"{claim.Claim.Id.Value}|{index}");
            Begin(id, "Event");
            Value("name", what is null ? Wording.Sentence(claim.Claim) : $"{Wording.Sentence(what)} — claimed: {claim.Claim.Sources[0].Name} {Wording.Of(claim.Claim.Stance)}");
            Value("summary", Wording.Content(claim.Claim));
            Value("date", Wording.Day(what?.Time?.Earliest is { } day && day == what.Time.Latest ? day : null));
            Value("startDate", Wording.Day(what?.Time?.Earliest));
            Value("endDate", Wording.Day(what?.Time?.Latest));
            Value("location", what?.Place?.Words.Quote);
            Value("country", Coding.Alpha2(what?.Place?.Country));
            Values("involved", involved);
            Value("proof", article);
            End();
        }

        private void Link(string article, Proposition what, int index, string subject, string @object, string role)
        {
            Begin(Id("link", $"{claim.Claim.Id.Value}|{index}|{subject}|{@object}"), "UnknownLink");
            Value("subject", subject);
            Value("object", @object);
            Value("role", role);
            Value("status", Wording.Of(claim.Claim.Stance));
            Value("date", Wording.Day(what.Time?.Earliest is { } day && day == what.Time.Latest ? day : null));
            Value("proof", article);
            End();
        }

        private static string Id(string kind, string key) => "hearsay-" + NamedId.Of($"{kind}|{key}").ToString("N");

        private void Begin(string id, string schema)
        {
            Utf8JsonWriter json = lines.Begin();
            json.WriteString("id", id);
            json.WriteString("schema", schema);
            json.WriteStartObject("properties");
            _json = json;
        }

        private void Value(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                Values(name, [Wording.OneLine(value)]);
            }
        }

        private void Values(string name, string[] values)
        {
            if (values.Length == 0)
            {
                return;
            }

            _json.WriteStartArray(name);
            foreach (string value in values)
            {
                _json.WriteStringValue(value);
            }

            _json.WriteEndArray();
        }

        private void End()
        {
            _json.WriteEndObject();
            lines.End();
        }
    }
}
