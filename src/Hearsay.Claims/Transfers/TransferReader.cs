using System.Collections.Immutable;
using Hearsay.Claims.Coding;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Transfers;

/// <summary>Reads the arms-transfer frame of an event whose goods are arms: who supplies whom, how, how far it has come, through whom and what for.</summary>
internal sealed class TransferReader
{
    private readonly Document _doc;
    private readonly WordView _words;
    private readonly ParticipantResolver _participants;
    private readonly CircumstanceReader _circumstances;

    /// <summary>Works on one document.</summary>
    public TransferReader(Document doc, WordView words, ParticipantResolver participants, CircumstanceReader circumstances)
    {
        _doc = doc;
        _words = words;
        _participants = participants;
        _circumstances = circumstances;
    }

    /// <summary>The transfer, or null when the event is none.</summary>
    /// <param name="draft">The event.</param>
    /// <param name="arms">True when its goods are arms.</param>
    /// <param name="factuality">How its source puts it.</param>
    /// <param name="status">Whether it is real.</param>
    /// <param name="time">When it takes place, or null.</param>
    /// <param name="place">Where it takes place, or null.</param>
    public ArmsTransfer? Of(EventDraft draft, bool arms, Factuality factuality, EventStatus status, EventTime? time, EventPlace? place)
    {
        if (draft.Frame.Kind is not { } usual || !(arms || IsMilitary(draft)))
        {
            return null;
        }

        if ((usual == TransferKind.Seizure && IsInFlight(draft)) || (usual == TransferKind.Halt && IsProgramme(draft)))
        {
            return null;
        }

        TransferKind kind = draft.Type == EventType.Request ? TransferKind.Interest
            : factuality.Polarity == Polarity.Negative ? Stopped(draft.Predicate) ?? usual
            : IsPutOff(draft.Predicate) ? TransferKind.Halt
            : usual;
        bool wanted = draft.Type == EventType.Request;
        IEnumerable<Participant> suppliers = wanted ? draft.Recipients
            : kind == TransferKind.JointProduction ? draft.Actors.Concat(draft.Recipients)
            : usual == TransferKind.Seizure ? []
            : usual == TransferKind.Halt ? IsOwnHalt(draft) ? draft.Actors : []
            : draft.Actors;
        IEnumerable<Participant> recipients = wanted ? draft.Actors : kind == TransferKind.JointProduction ? [] : usual == TransferKind.Seizure ? Destination(draft) : draft.Recipients;
        TransferStage stage = kind switch
        {
            TransferKind.Interest => TransferStage.Interest,
            TransferKind.JointProduction => IsWish(draft.Predicate) ? TransferStage.Interest : TransferStage.Production,
            TransferKind.Licence => TransferStage.Order,
            _ when status is EventStatus.Planned => IsWish(draft.Predicate) ? TransferStage.Interest : TransferStage.Order,
            _ when status is EventStatus.Possible or EventStatus.Conditional && factuality.Certainty == Certainty.Unknown => TransferStage.Interest,
            TransferKind.Sale => IsOrder(draft.Predicate) ? TransferStage.Order : TransferStage.Delivery,
            _ => TransferStage.Delivery,
        };
        var through = new List<Participant>();
        Evidence? use = null;
        foreach (Argument argument in draft.Arguments)
        {
            if (argument.Slot is Slot.Through or Slot.Via && (_participants.CanAct(argument.Head) || _circumstances.Place(argument.Head) is not null))
            {
                _participants.Resolve(argument.Head, null, through);
            }
            else if (use is null && argument.Slot is Slot.For or Slot.Against && _words[argument.Head] is "use" or "war" or "defence" or "defense" or "fight" or "invasion" or "offensive" or "operation" or "operations" or "training" or "exercises")
            {
                TextSpan span = _doc.Tokens.Span(Whole(argument.Head));
                use = new Evidence(span, _doc.Article.Text.Words(span));
            }
        }

        return new ArmsTransfer(
            kind,
            stage,
            [.. suppliers],
            [.. recipients],
            stage is TransferStage.Order or TransferStage.Interest ? time : null,
            stage is TransferStage.Delivery ? time : null,
            _circumstances.ValueOf(draft),
            stage == TransferStage.Production ? place : null,
            [.. through],
            use);
    }

    /// <summary>Drones and missiles that are intercepted are shot down: no goods on their way. Their shipments and parts are.</summary>
    private bool IsInFlight(EventDraft draft) =>
        _doc.Words.Lemma(draft.Predicate) is "intercept" or "interception"
        && draft.Things.Exists(thing => _doc.Words.Lemma(thing) is "drone" or "uav" or "uavs" or "missile" or "rocket" or "projectile" or "aircraft" or "jet" or "plane" or "warplane" or "helicopter" or "shell" or "bomb");

    /// <summary>Who halts or curbs a weapons programme halts no transfer.</summary>
    private bool IsProgramme(EventDraft draft) =>
        draft.Things.Count > 0 && draft.Things.TrueForAll(thing => _doc.Words.Lemma(thing) is "program" or "programme" or "development" or "enrichment" or "test" or "testing" or "research");

    /// <summary>"postponed the purchase of jets": the word above says that it does not go on.</summary>
    private bool IsPutOff(int predicate) =>
        _doc.Syntax.Heads[predicate] is >= 0 and int above && _doc.Syntax.Relation(predicate) == DependencyRelation.Obj
        && _doc.Words.Lemma(above) is "postpone" or "pause" or "suspend" or "halt" or "freeze" or "delay" or "cancel" or "stop" or "block";

    /// <summary>Whoever halts shipments halts its own; a ban or an embargo is others'.</summary>
    private bool IsOwnHalt(EventDraft draft) =>
        _doc.Words.Lemma(draft.Predicate) is "halt" or "suspend" or "stop" or "pause" or "freeze" or "end" or "cut" or "withhold" or "discontinue" or "postpone" or "suspension"
        && !draft.Things.Exists(thing => _doc.Words.Lemma(thing) is "purchase" or "import" or "imports" or "order");

    /// <summary>Where seized goods were to go: "bound for Libya", "on its way to the rebels".</summary>
    private List<Participant> Destination(EventDraft draft)
    {
        var found = new List<Participant>();
        TokenRange sentence = _words.SentenceRange(_words.Sentence(draft.Predicate));
        for (int token = draft.Predicate + 1; token < sentence.End - 2 && found.Count == 0; token++)
        {
            bool bound = _words[token] is "bound" or "headed" or "heading" or "destined" or "intended" or "meant" or "route" or "way";
            if (!bound || !(_words.Is(token + 1, "for") || _words.Is(token + 1, "to")))
            {
                continue;
            }

            int head = _doc.Syntax.Heads[token + 1];
            if (head <= token || head >= sentence.End)
            {
                continue;
            }

            if (_participants.CanAct(head))
            {
                _participants.Resolve(head, null, found);
            }
            else if (_circumstances.Place(head) is { Country: { } country } place)
            {
                found.Add(new Participant(place.Words, PartyRegistry.Standard.State(country)?.Name ?? country, country, PartyRegistry.Standard.State(country)?.Id));
            }
        }

        return found;
    }

    /// <summary>"military cooperation", "arms supplies": the word before the noun says what it is about.</summary>
    private bool IsMilitary(EventDraft draft)
    {
        if (_doc.Words[draft.Predicate] != PartOfSpeech.Noun || draft.Type is not (EventType.Aid or EventType.Request))
        {
            return false;
        }

        for (int child = _doc.Syntax.FirstDependent(draft.Predicate); child >= 0 && child < draft.Predicate; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Amod or DependencyRelation.Compound && _doc.Words.Lemma(child) is "military" or "arms" or "weapon" or "weapons" or "lethal" or "defence" or "defense" or "missile" or "drone")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The phrase from its preposition on.</summary>
    private TokenRange Whole(int head)
    {
        TokenRange phrase = _doc.Syntax.Yield(head);
        return new TokenRange(phrase.Start, phrase.End);
    }

    private TransferKind? Stopped(int predicate)
    {
        for (int at = predicate, steps = 0; at >= 0 && steps < 4; at = _doc.Syntax.Heads[at], steps++)
        {
            switch (_doc.Words.Lemma(at))
            {
                case "refuse" or "reject" or "refusal" or "decline":
                    return TransferKind.Refusal;
                case "stop" or "halt" or "suspend" or "cease" or "cancel" or "suspension" or "end" or "block" or "prevent" or "ban" or "embargo":
                    return TransferKind.Halt;
            }
        }

        return null;
    }

    private bool IsWish(int predicate)
    {
        for (int at = predicate, steps = 0; at >= 0 && steps < 4; at = _doc.Syntax.Heads[at], steps++)
        {
            if (_doc.Words.Lemma(at) is "consider" or "mull" or "want" or "hope" or "discuss" or "seek" or "plan" or "propose" or "offer" or "weigh" or "negotiate")
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOrder(int predicate) => _doc.Words.Lemma(predicate) is "order" or "approve";
}
