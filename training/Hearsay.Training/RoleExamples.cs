using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Coding;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Parties;
using Hearsay.Reading;
using Hearsay.Reading.Eventing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>Writes the participants of annotated events as text: for each event and role all who might take part, with their features, and who does.</summary>
internal static class RoleExamples
{
    /// <summary>Lines of JSON: document, role, gold names, candidates with names and features; the last candidate is nobody.</summary>
    public static void Write(string shared, string annotations, string output)
    {
        Reader reader = Reader.LoadWithoutEvents();
        Dictionary<string, JsonElement> wanted = Corpus.Annotations(annotations);
        using var to = new StreamWriter(output);
        foreach (string text in EventFeatures.Texts(shared))
        {
            if (wanted.Remove(Corpus.HashOf(text), out JsonElement item))
            {
                foreach (string line in Of(reader.ReadBase(new Article("text", new RawText(text))), item))
                {
                    to.WriteLine(line);
                }
            }
        }

        foreach ((EventType type, string predicates, string example, string expected) in PredicateLexicon.Examples())
        {
            Document doc = reader.ReadBase(new Article("text", new RawText(example)));
            if (EventFeatures.PredicateIn(doc.Tokens, doc.Words, predicates) is >= 0 and int token)
            {
                string[][] sides = [.. expected.Split(" > ").Select(side => side == "-" ? [] : side.Split(" + "))];
                string item = JsonSerializer.Serialize(new
                {
                    sha256 = example,
                    from = "lexicon",
                    claims = new[]
                    {
                        new
                        {
                            source = Array.Empty<int[]>(), cue = Array.Empty<int[]>(), content = new[] { new[] { 0, example.Length } },
                            events = new[] { new { type = type.ToString().ToUpperInvariant(), at = new[] { doc.Tokens.Starts[token], doc.Tokens.Ends[token] }, actor = sides[0], recipient = sides[1] } },
                        },
                    },
                });
                foreach (string line in Of(doc, JsonDocument.Parse(item).RootElement))
                {
                    to.WriteLine(line);
                }
            }
        }
    }

    private static IEnumerable<string> Of(Document doc, JsonElement item)
    {
        var words = new WordView(doc);
        (Attribution Attribution, JsonElement Claim)[] claims = [.. item.GetProperty("claims").EnumerateArray().Select(claim => (AnnotatedText.Of(doc, claim), claim)).Where(pair => !pair.Item1.Content.IsEmpty).OrderBy(pair => pair.Item1.Content[0].Start)];
        doc = doc with { Attributions = new Attributions([.. claims.Select(pair => pair.Attribution)]) };
        var resolver = new SpeakerResolver(doc, words, PartyRegistry.Standard, TitleRegister.Empty);
        var stances = new StanceReader(doc, words, resolver.Parties, resolver.Persons, new FactualityReader(doc, words));
        var borders = new ContentBorders(doc, words);
        var reader = new PropositionReader(doc, words, resolver.Parties, resolver.Persons);
        RoleRanker ranker = reader.Roles;
        var events = new List<(EventDraft Draft, JsonElement Gold, Attribution Attribution, List<TokenRange> Content, Speaker Speaker, Stance Stance)>();
        List<List<(EventDraft Draft, Stance Stance)>> told = [];
        foreach ((Attribution attribution, JsonElement claim) in claims)
        {
            List<TokenRange> content = borders.Of(attribution);
            if (content.Count == 0)
            {
                continue;
            }

            told.Add([]);
            Speaker speaker = resolver.Resolve(attribution, null)[0];
            Stance stance = stances.Read(words.Clamp(attribution.Source), words.Clamp(attribution.Cue), content, speaker, borders.FormOf(content), false);
            foreach (JsonElement happening in claim.GetProperty("events").EnumerateArray())
            {
                if (happening.GetProperty("at") is { ValueKind: JsonValueKind.Array } place
                    && doc.Tokens.Touching(new TextSpan(doc.Article.Text.CodePoints.ToUtf16(place[0].GetInt32()), doc.Article.Text.CodePoints.ToUtf16(place[1].GetInt32()))) is { IsEmpty: false } range
                    && Enumerable.Range(range.Start, range.Length).Where(token => TriggerFeatures.IsCandidate(token, doc.Words)).DefaultIfEmpty(-1).First() is >= 0 and int token)
                {
                    EventDraft draft = reader.Told(token, Enum.Parse<EventType>(happening.GetProperty("type").GetString()!, ignoreCase: true), content, speaker, stance);
                    told[^1].Add((draft, stance));
                    events.Add((draft, happening, attribution, content, speaker, stance));
                }
            }
        }

        reader.Complete(told);
        foreach ((EventDraft draft, JsonElement gold, Attribution attribution, List<TokenRange> content, Speaker speaker, Stance stance) in events)
        {
            List<RoleCandidate> candidates = ranker.Candidates(draft, words.Clamp(attribution.Cue), content, speaker);
            ranker.Features.Count(draft, -1);
            foreach (bool recipient in new[] { false, true })
            {
                string[] names = [.. gold.GetProperty(recipient ? "recipient" : "actor").EnumerateArray().Select(name => name.GetString()!)];
                string[] actors = [.. gold.GetProperty("actor").EnumerateArray().Select(name => name.GetString()!)];
                Participant[] chosen = recipient ? [.. candidates.Select(candidate => candidate.Who).Where(who => actors.Contains(who.Name, StringComparer.OrdinalIgnoreCase))] : [];
                using var stream = new MemoryStream();
                using (var json = new Utf8JsonWriter(stream))
                {
                    json.WriteStartObject();
                    json.WriteString("document", item.GetProperty("sha256").GetString());
                    json.WriteString("from", item.GetProperty("from").GetString());
                    json.WriteString("role", recipient ? "recipient" : "actor");
                    json.WriteString("type", gold.GetProperty("type").GetString());
                    json.WriteString("word", words[draft.Predicate].ToString());
                    json.WriteStartArray("gold");
                    foreach (string name in names)
                    {
                        json.WriteStringValue(name);
                    }

                    json.WriteEndArray();
                    json.WriteStartArray("rule");
                    foreach (Participant one in recipient ? draft.Recipients : draft.Actors)
                    {
                        json.WriteStringValue(one.Name);
                    }

                    json.WriteEndArray();
                    json.WriteStartArray("candidates");
                    foreach (RoleCandidate? candidate in candidates.Append(null))
                    {
                        var names2 = new FeatureNames();
                        if (candidate is null)
                        {
                            ranker.Features.None(draft, candidates, recipient, names2);
                        }
                        else
                        {
                            ranker.Features.Describe(draft, candidate, recipient, chosen, stance, names2);
                        }

                        json.WriteStartArray();
                        json.WriteStringValue(candidate?.Who.Name);
                        json.WriteNumberValue(candidate?.Head ?? -1);
                        foreach (string feature in names2.All)
                        {
                            json.WriteStringValue(feature);
                        }

                        json.WriteEndArray();
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                yield return Encoding.UTF8.GetString(stream.ToArray());
            }

            ranker.Features.Count(draft, 1);
        }
    }
}
