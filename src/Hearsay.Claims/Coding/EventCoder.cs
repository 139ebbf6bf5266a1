using System.Collections.Immutable;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Coding;

/// <summary>
/// Codes the sentences of a document as PLOVER asks: one event for what the main clause says, with what is said in it ("agreed to supply" is AGREE, "threatened to expel" THREATEN,
/// "refused to meet" REJECT, "demanded the release" REQUEST). Who says so is not kept: for that there are claims. Safe to share between threads.
/// </summary>
public sealed class EventCoder
{
    private const int LongestChain = 10;

    private readonly PartyRegistry _registry;

    /// <summary>Resolves names with <paramref name="registry"/>.</summary>
    public EventCoder(PartyRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _registry = registry;
    }

    /// <summary>The events of a document, sentence by sentence, in text order.</summary>
    public ImmutableArray<CodedEvent> Code(Document doc)
    {
        ArgumentNullException.ThrowIfNull(doc);
        if (doc.Syntax.Count == 0)
        {
            return [];
        }

        var words = new WordView(doc);
        DateOnly? on = doc.Day;
        var parties = new PartyMentions(words, _registry, on);
        var reader = new PropositionReader(doc, words, parties, new PersonIndex(words, parties, _registry, TitleRegister.Empty, on));
        var coded = ImmutableArray.CreateBuilder<CodedEvent>();
        for (int sentence = 0; sentence < doc.Sentences.Count; sentence++)
        {
            List<EventDraft> drafts = reader.Drafts([words.SentenceRange(sentence)], null, Stance.Asserts);
            int least = int.MaxValue;
            var found = new List<(int Depth, CodedEvent Event)>();
            for (int index = 0; index < drafts.Count; index++)
            {
                if (!IsInner(drafts, index) && !reader.IsSameAct(drafts, index) && Compose(reader, drafts, index) is { } one && Named(doc, parties, drafts[index].Predicate, Placed(doc, parties, one)) is var whole)
                {
                    int depth = DepthOf(doc, words, drafts[index].Predicate);
                    least = Math.Min(least, depth);
                    found.Add((depth, whole));
                }
            }

            coded.AddRange(found.Where(one => one.Depth == least).Select(one => Local(one.Event)).DistinctBy(one => (one.Type, string.Join('|', one.Actors.Select(actor => actor.Name)), string.Join('|', one.Recipients.Select(recipient => recipient.Name)))));
        }

        return coded.ToImmutable();
    }

    /// <summary>True for an event that is part of an act of speech or of another event above it.</summary>
    private static bool IsInner(List<EventDraft> drafts, int index) => drafts[index].Governor is >= 0 and int governor && IsSpeech(drafts[governor].Type);

    private static bool IsSpeech(EventType type) => type is EventType.Agree or EventType.Request or EventType.Accuse or EventType.Reject or EventType.Threaten;

    private static bool IsHostile(EventType type) => type is EventType.Sanction or EventType.Coerce or EventType.Assault or EventType.Protest or EventType.Reject or EventType.Mobilize or EventType.Threaten;

    private static CodedEvent? Compose(PropositionReader reader, List<EventDraft> drafts, int index)
    {
        EventDraft draft = drafts[index];
        EventDraft? inner = IsSpeech(draft.Type) ? drafts.Find(other => other.Governor == index) : null;
        Proposition outer = reader.Finish(draft, Stance.Asserts);
        EventType type = draft.Type;
        ImmutableArray<Participant> recipients = outer.Recipients;
        if (inner is not null)
        {
            if (type == EventType.Agree && IsHostile(inner.Type))
            {
                type = EventType.Threaten;
            }

            if (recipients.IsEmpty)
            {
                IEnumerable<Participant> meant = type is EventType.Request or EventType.Accuse or EventType.Reject && inner.Actors.Exists(actor => !outer.Actors.Any(other => other.Name == actor.Name))
                    ? inner.Actors
                    : inner.Recipients;
                recipients = [.. meant.Where(one => !outer.Actors.Any(other => other.Name == one.Name))];
            }
        }
        else if (outer.Polarity == Polarity.Negative)
        {
            if (IsSpeech(type) || type is EventType.Assault or EventType.Coerce or EventType.Protest or EventType.Sanction)
            {
                return null;
            }

            type = outer.Transfer?.Kind == Transfers.TransferKind.Halt || reader.IsHalted(draft.Predicate) ? EventType.Sanction : EventType.Reject;
        }
        else if (outer.Status == EventStatus.Planned || (outer.Status is EventStatus.Conditional or EventStatus.Possible && (reader.IsModal(draft.Predicate) || reader.IsUltimatum(draft.Predicate))))
        {
            type = reader.IsUltimatum(draft.Predicate) ? EventType.Threaten : IsHostile(type) ? type == EventType.Reject ? type : EventType.Threaten : IsSpeech(type) ? type : EventType.Agree;
        }

        if (recipients.IsEmpty && (outer.Place ?? (inner is null ? null : reader.Finish(inner, Stance.Asserts).Place)) is { Country: { } country } place && !outer.Actors.Any(actor => actor.Country == country && type == EventType.Mobilize))
        {
            // Coders write the place where it is done to nobody else.
            recipients = [new Participant(place.Words, place.Words.Quote, country, null)];
        }

        return outer.Actors.IsEmpty && recipients.IsEmpty ? null
            : new CodedEvent(type, type == draft.Type ? outer.Mode : null, outer.Contexts, type == draft.Type ? outer.Cameo : CameoCoding.Of(type), outer.Actors, recipients, outer.Predicate);
    }

    /// <summary>Gives those of whom no state is told the state or organisation that their own phrase names: "workers of a company of Tehran", "X, secretary-general of the United Nations".</summary>
    private static CodedEvent Placed(Document doc, PartyMentions parties, CodedEvent one) => one with { Actors = [.. one.Actors.Select(actor => Placed(doc, parties, actor))], Recipients = [.. one.Recipients.Select(recipient => Placed(doc, parties, recipient))] };

    private static Participant Placed(Document doc, PartyMentions parties, Participant participant)
    {
        bool person = participant.Party is { } id && parties.Registry.FindId(id) is { Sort: PartySort.Person };
        if (participant.Country is not null || (participant.Party is not null && !person) || participant.Mention is not { } mention)
        {
            return participant;
        }

        int last = doc.Tokens.Starts.BinarySearch(mention.Span.End);
        last = (last < 0 ? ~last : last) - 1;
        while (last > 0 && doc.Syntax.Heads[last] is >= 0 and int head && doc.Tokens.Starts[head] >= mention.Span.Start && doc.Tokens.Ends[head] <= mention.Span.End)
        {
            last = head;
        }

        foreach (PartyMention named in parties.Inside(doc.Syntax.Yield(Math.Max(0, last))))
        {
            if (!IsAside(doc, named.Tokens.End - 1, last))
            {
                return participant with { Country = named.Party.Country, Party = named.Party.Country is null ? named.Party.Id : null };
            }
        }

        return participant;
    }

    /// <summary>People of whom no state is told belong to the state of the other side: "the authorities arrested students".</summary>
    private static CodedEvent Local(CodedEvent one)
    {
        ImmutableArray<Participant> actors = Local(one.Actors, one.Recipients);
        if (one.Type == EventType.Protest && one.Recipients.IsEmpty && actors.FirstOrDefault() is { Country: not null } protester)
        {
            // Who protests against nobody that is named does so at home.
            return one with { Actors = actors, Recipients = [new Participant(null, protester.Name, protester.Country, null)] };
        }

        return one with { Actors = actors, Recipients = Local(one.Recipients, actors) };
    }

    private static ImmutableArray<Participant> Local(ImmutableArray<Participant> side, ImmutableArray<Participant> other) =>
        other.FirstOrDefault()?.Country is not { } country ? side : [.. side.Select(one => one.Country is null && one.Party is null ? one with { Country = country } : one)];

    /// <summary>Where nobody is found on the other side, the next party of another state that the event's own clause names: coders look no closer.</summary>
    private static CodedEvent Named(Document doc, PartyMentions parties, int predicate, CodedEvent one)
    {
        if (one.Actors.IsEmpty && doc.Words[predicate] == PartOfSpeech.Verb && doc.Syntax.Dependent(predicate, DependencyRelation.AuxPass) < 0 && doc.Syntax.Heads[predicate] is var above
            && (above < 0 || doc.Syntax.Relation(predicate) is DependencyRelation.Ccomp or DependencyRelation.Conj or DependencyRelation.Acl))
        {
            // A subject that the reader hung elsewhere: the party that the clause begins with.
            TokenRange before = new(doc.Syntax.Yield(above >= 0 && doc.Syntax.Relation(predicate) == DependencyRelation.Acl ? above : predicate).Start, predicate);
            foreach (PartyMention mention in parties.Inside(before))
            {
                if (!one.Recipients.Any(recipient => recipient.Country == mention.Party.Country))
                {
                    TextSpan span = doc.Tokens.Span(mention.Tokens);
                    one = one with { Actors = [new Participant(new Evidence(span, doc.Article.Text.Words(span)), mention.Party.Name, mention.Party.Country, mention.Party.Id)] };
                    break;
                }
            }
        }

        if (!one.Recipients.IsEmpty || one.Type is EventType.Retreat or EventType.Concede or EventType.Mobilize or EventType.Aid or EventType.Cooperate)
        {
            return one;
        }

        int verb = predicate;
        for (int steps = 0; steps < LongestChain && doc.Words[verb] is not PartOfSpeech.Verb && doc.Syntax.Heads[verb] is >= 0 and int head; steps++)
        {
            verb = head;
        }

        TokenRange clause = doc.Syntax.Yield(verb);
        foreach (PartyMention mention in parties.Inside(new TokenRange(predicate, clause.End)))
        {
            if (mention.Party.Country != (one.Actors.Length > 0 ? one.Actors[0].Country : null) && mention.Party.Sort is not (PartySort.Agency or PartySort.Outlet) && !IsAside(doc, mention.Tokens.End - 1, predicate))
            {
                TextSpan span = doc.Tokens.Span(mention.Tokens);
                return one with { Recipients = [new Participant(new Evidence(span, doc.Article.Text.Words(span)), mention.Party.Name, mention.Party.Country, mention.Party.Id)] };
            }
        }

        return one;
    }

    /// <summary>True for words in a clause that says when, why or on what condition.</summary>
    private static bool IsAside(Document doc, int token, int predicate)
    {
        for (int at = token, steps = 0; at >= 0 && at != predicate && steps < LongestChain; at = doc.Syntax.Heads[at], steps++)
        {
            if (doc.Syntax.Relation(at) is DependencyRelation.AclRelcl or DependencyRelation.Parataxis || (doc.Syntax.Relation(at) == DependencyRelation.Advcl && doc.Syntax.Dependent(at, DependencyRelation.Nsubj) >= 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Clauses between the event and the main clause; what only says when, why or which counts as far away.</summary>
    private static int DepthOf(Document doc, WordView words, int predicate)
    {
        const int Background = 10;
        int depth = 0;
        for (int at = predicate, steps = 0; doc.Syntax.Heads[at] is >= 0 and int head && steps < LongestChain; at = head, steps++)
        {
            depth += doc.Syntax.Relation(at) switch
            {
                DependencyRelation.Conj => 1,
                DependencyRelation.Ccomp or DependencyRelation.Parataxis or DependencyRelation.Xcomp or DependencyRelation.Obj => 0,
                DependencyRelation.Nsubj or DependencyRelation.NsubjPass => 1,
                DependencyRelation.Advcl when doc.Syntax.Dependent(at, DependencyRelation.Mark) is >= 0 and int mark && words[mark] is "to" => 3,
                DependencyRelation.Obl or DependencyRelation.Nmod => 2,
                _ => Background,
            };
        }

        return depth;
    }
}
