using System.Collections.Immutable;
using Hearsay.Claims.Coding;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Transfers;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Reads the events that a stretch of text speaks of: predicates of the lexicon, their participants and goods by the tree, the names and the coreference of one document, and how
/// the words put them. Opinion gives none.
/// </summary>
internal sealed class PropositionReader
{
    /// <summary>Most events read out of one content: a long quotation has a dozen, a list made to cost time has thousands.</summary>
    private const int Most = 64;

    /// <summary>Most words looked at in one content for events; the longest speeches have a few thousand verbs and nouns.</summary>
    private const int MostSeen = 4096;

    private const int LongestChain = 8;

    /// <summary>How many claims before an event, and half as many after, may name the side that it lacks.</summary>
    private const int CompletionReach = 12;

    /// <summary>How many claims on either side speak of the same attack when they do not say on whom.</summary>
    private const int NextTo = 2;

    /// <summary>Words of the longest content that only points at what others said.</summary>
    private const int PointerReach = 6;

    private static readonly WordClass Accusations = WordClasses.Of("noun.accusation");

    private static readonly WordClass Nominalising = new(
    [
        "report", "plan", "threat", "possibility", "risk", "call", "accusation", "allegation", "claim", "evidence", "charge", "prospect", "suspicion", "rumour", "rumor", "preparation", "proposal", "series", "wave", "number", "campaign", "attempt", "case",
        "programme", "program", "resumption", "start", "beginning", "end", "halt", "suspension", "continuation", "increase", "decision", "promise", "offer", "request", "demand", "discussion", "talk", "idea", "act", "form", "question", "denial", "warning",
        "responsibility", "involvement", "role", "plot", "investigation", "order", "agreement", "deal", "package", "hundreds", "round", "information", "speculation", "desire", "effort", "intention", "readiness", "commitment", "contract", "announcement", "aim", "purpose", "goal", "objective", "result", "legality", "scale", "extent", "timing", "cost", "value",
    ]);

    private static readonly WordClass Happening = new(["take", "occur", "happen", "begin", "continue", "start", "go", "follow", "resume", "end", "cease", "stop", "cause", "kill", "come", "be", "last", "target", "hit", "intensify", "remain", "constitute", "be", "fail", "leave", "include"]);

    /// <summary>What people and things do, and are, in an attack.</summary>
    private static readonly WordClass Suffering = new(["kill", "injure", "wound", "die", "hurt", "damage", "destroy", "hit", "people", "person", "civilian", "casualty", "death", "victim", "injury", "soldier", "child", "resident", "be"]);

    private static readonly WordClass OfVerbs = new(["accuse", "blame", "charge", "warn", "threaten", "call", "push", "press", "engage", "participate", "involve", "agree", "lead", "speak", "talk", "ask", "appeal", "respond", "result", "implicate", "suspect", "convict", "discuss", "refer", "insist", "condemn", "criticise", "criticize"]);

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PartyRegistry _registry;
    private readonly ParticipantResolver _participants;
    private readonly ArgumentReader _arguments;
    private readonly FactualityReader _factuality;
    private readonly ThingReader _things;
    private readonly CircumstanceReader _circumstances;
    private readonly TransferReader _transfers;

    /// <summary>Per type, in how many of the document's claims a word probably tells an event of it.</summary>
    private readonly int[] _events = new int[Triggers.Outcomes - 1];

    /// <summary>The same where nothing is known of other claims.</summary>
    private readonly int[] _none = new int[Triggers.Outcomes - 1];

    /// <summary>Works on one document.</summary>
    public PropositionReader(Document doc, WordView words, PartyMentions parties, PersonIndex persons)
    {
        _doc = doc;
        _words = words;
        _registry = parties.Registry;
        _participants = new ParticipantResolver(doc, words, parties, persons);
        _arguments = new ArgumentReader(doc, words);
        _factuality = new FactualityReader(doc, words);
        _things = new ThingReader(doc, words, _registry);
        _circumstances = new CircumstanceReader(doc, words, parties, _arguments);
        _transfers = new TransferReader(doc, words, _participants, _circumstances);
        Roles = new RoleRanker(doc, words, parties, _participants, _arguments, _things);
    }

    /// <summary>Tells who takes part in this document's events.</summary>
    public RoleRanker Roles { get; }

    /// <summary>What a passage says happened, read by itself.</summary>
    /// <param name="content">The passage, in text order.</param>
    /// <param name="speaker">Who says so.</param>
    /// <param name="stance">How.</param>
    public ImmutableArray<Proposition> Read(IReadOnlyList<TokenRange> content, Speaker speaker, Stance stance)
    {
        List<(EventDraft Draft, Stance Stance)> events = Collect(default, content, speaker, stance, Survey(content, speaker, stance));
        Complete([events]);
        return Settle(events, default, content, speaker, stance);
    }

    /// <summary>Looks at the words of a claim's content that may tell events; counts those that probably do among the events of the document.</summary>
    public List<SeenWord> Survey(IReadOnlyList<TokenRange> content, Speaker speaker, Stance stance)
    {
        var seen = new List<SeenWord>();
        if (_doc.Triggers.Count == 0 || _doc.Syntax.Count == 0)
        {
            return seen;
        }

        foreach (TokenRange range in content)
        {
            for (int token = range.Start; token < range.End && seen.Count < MostSeen; token++)
            {
                if (_doc.Words[token] is not (PartOfSpeech.Verb or PartOfSpeech.Noun))
                {
                    continue;
                }

                (LexiconVerdict verdict, int types, EventDraft? draft) = Verdict(token, content, speaker, stance);
                if (_doc.Triggers.Has(token))
                {
                    (EventType type, float probability) = TriggerWeights.Alone.Of(_doc.Triggers, token, verdict, types, _none);
                    seen.Add(new SeenWord(token, verdict, types, draft, probability >= Likely ? type : null));
                }
                else if (draft is not null)
                {
                    seen.Add(new SeenWord(token, verdict, types, draft, verdict >= LexiconVerdict.Event ? draft.Type : null));
                }
            }
        }

        CountOf(seen, 1);
        return seen;
    }

    /// <summary>Counts the claim that tells these words among those that tell events of their types, or no more.</summary>
    private void CountOf(List<SeenWord> seen, int sign)
    {
        int counted = 0;
        foreach (SeenWord word in seen)
        {
            if (word.Likeliest is { } type && (counted >> (int)type & 1) == 0)
            {
                counted |= 1 << (int)type;
                _events[(int)type] += sign;
            }
        }
    }

    /// <summary>The events of a claim, each with the stance under which it is finished, with those who take part in them by the rules.</summary>
    /// <param name="cue">The cue: what it says itself may be done by it ("banned the airline from flying"); may be empty.</param>
    /// <param name="content">The content, in text order.</param>
    /// <param name="speaker">Who says so.</param>
    /// <param name="stance">How.</param>
    /// <param name="seen">What <see cref="Survey"/> saw of it, and of the document's other claims before.</param>
    public List<(EventDraft Draft, Stance Stance)> Collect(TokenRange cue, IReadOnlyList<TokenRange> content, Speaker speaker, Stance stance, List<SeenWord> seen)
    {
        var found = new List<(EventDraft Draft, Stance)>();
        if (!cue.IsEmpty)
        {
            // "threatened to attack": what is threatened may stand in the cue, what is done by it ("banned") is done.
            Stance cued = stance is Stance.Pledges or Stance.Threatens ? stance : Stance.Asserts;
            foreach (EventDraft draft in Drafts([cue], speaker, Stance.Asserts))
            {
                if (!IsSpeech(draft.Type) && draft.Recipients.Count > 0)
                {
                    found.Add((draft, cued));
                }
            }
        }

        List<EventDraft> drafts = Told(content, speaker, stance, seen);
        for (int index = 0; index < drafts.Count; index++)
        {
            EventDraft draft = drafts[index];
            if (!IsOnlySaid(drafts, index) && !IsSameAct(drafts, index) && (draft.Recipients.Count > 0 || !NeedsRecipient(draft) || seen.Count > 0) && !(IsOpen(stance) && IsBackground(draft.Predicate)))
            {
                found.Add((draft, stance));
            }
        }

        return found;
    }

    /// <summary>The propositions of a claim's events once it is settled who takes part in them; no two the same.</summary>
    public ImmutableArray<Proposition> Settle(List<(EventDraft Draft, Stance Stance)> events, TokenRange cue, IReadOnlyList<TokenRange> content, Speaker speaker, Stance stance)
    {
        var found = ImmutableArray.CreateBuilder<Proposition>();
        var told = new List<EventDraft>(events.Count);
        foreach ((EventDraft draft, Stance under) in events)
        {
            Roles.Settle(draft, cue, content, speaker, stance);
            if (HasSides(draft) && !told.Exists(other => Same(other, draft)))
            {
                told.Add(draft);
                found.Add(Finish(draft, under));
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>True for an event of which enough is told: one side, and of what only a word tells the other side, too, where it needs one.</summary>
    private static bool HasSides(EventDraft draft) => draft.Recipients.Count > 0 || (draft.Actors.Count > 0 && (!draft.IsSure || draft.Type is EventType.Mobilize or EventType.Retreat or EventType.Protest or EventType.Agree));

    /// <summary>From this probability on a word counts among the events of the document: where precision and recall of a claim's types are best together, in cross-validation.</summary>
    private const float Likely = 0.3f;

    /// <summary>From this probability on a word tells an event of which the rules know nothing: higher, for those who take part in it must be found, too (quality/events.md).</summary>
    private const float Sure = 0.5f;

    /// <summary>The events of a content. Where the words that tell events were read, they and the lexicon decide together, else the lexicon alone.</summary>
    private List<EventDraft> Told(IReadOnlyList<TokenRange> content, Speaker speaker, Stance stance, List<SeenWord> seen)
    {
        if (_doc.Triggers.Count == 0)
        {
            return Drafts(content, speaker, stance);
        }

        var told = new List<EventDraft>();
        CountOf(seen, -1);
        foreach (SeenWord word in seen)
        {
            if (word.Verdict is LexiconVerdict.Event or LexiconVerdict.Whole)
            {
                told.Add(word.Draft!);
            }
            else if (_doc.Triggers.Has(word.Token) && TriggerWeights.Together.Of(_doc.Triggers, word.Token, word.Verdict, word.Types, _events) is { Probability: >= Sure } likely)
            {
                told.Add(Told(word.Token, likely.Type, content, speaker, stance) with { IsSure = true });
            }
            else if (word is { Verdict: LexiconVerdict.Nobody, Draft: { } open })
            {
                // "the offensive": perhaps one that was told.
                told.Add(open);
            }

            if (told.Count == Most)
            {
                break;
            }
        }

        CountOf(seen, 1);
        Govern(told);
        return told;
    }

    /// <summary>What the lexicon says of a word, of which types, and the event that it makes of it.</summary>
    public (LexiconVerdict Verdict, int Types, EventDraft? Draft) Verdict(int token, IReadOnlyList<TokenRange> content, Speaker speaker, Stance stance)
    {
        if (FrameOf(token, content) is { } frame)
        {
            if (frame.Type is not { } type)
            {
                return (LexiconVerdict.Silent, 0, null);
            }

            EventDraft? draft = Draft(token, frame, type, content, speaker, stance);
            LexiconVerdict verdict = draft switch
            {
                null or { Actors.Count: 0, Recipients.Count: 0 } => LexiconVerdict.Nobody,
                { Recipients.Count: 0 } when NeedsRecipient(draft) => LexiconVerdict.ToNobody,
                { Actors.Count: > 0, Recipients.Count: > 0 } => LexiconVerdict.Whole,
                _ => LexiconVerdict.Event,
            };

            // Who only wants to buy asks: the line's own type counts, too.
            return (verdict, (1 << (int)type) | (draft is null ? 0 : 1 << (int)draft.Type), draft);
        }

        bool aside = _doc.Words[token] == PartOfSpeech.Noun && !IsEvent(token, content, 0);
        List<Argument>? arguments = null;
        int types = 0;
        bool known = false;
        foreach (PredicateFrame other in PredicateLexicon.Of(_doc.Words.Lemma(token), _doc.Words[token], _words[token]))
        {
            known = true;
            if (other is not { Type: { } type, Particle: null })
            {
                continue;
            }

            bool fits = true;
            foreach (Condition condition in aside ? other.Conditions : [])
            {
                arguments ??= _arguments.Of(token);
                fits &= Holds(condition, token, arguments);
            }

            types |= fits ? 1 << (int)type : 0;
        }

        return (!known ? LexiconVerdict.Unknown : aside ? LexiconVerdict.Aside : LexiconVerdict.OtherUse, types, null);
    }

    private void Govern(List<EventDraft> drafts)
    {
        for (int index = 0; index < drafts.Count; index++)
        {
            drafts[index].Governor = GovernorOf(drafts, index);
        }
    }

    /// <summary>
    /// Completes events that lack one of their sides ("the shelling", "the ban was no part of a plan") from the nearest event of the same kind in the document that has both and shares
    /// the other side: texts name who and whom once.
    /// </summary>
    /// <param name="all">The events of each claim, in the order of the text; completed in place.</param>
    public void Complete(IReadOnlyList<List<(EventDraft Draft, Stance Stance)>> all)
    {
        for (int claim = 0; claim < all.Count; claim++)
        {
            for (int index = 0; index < all[claim].Count; index++)
            {
                EventDraft here = all[claim][index].Draft;
                if (here.Actors.Count == 0 && here.Recipients.Count == 0 && !IsSpeech(here.Type))
                {
                    // "the offensive": the last one told. What refers to nothing is no event, unless its word says so.
                    if (LastTold(all, claim, here) is { } told)
                    {
                        Understand(here.Actors, told.Actors);
                        Understand(here.Recipients, told.Recipients);
                    }
                    else if (!here.IsSure)
                    {
                        all[claim].RemoveAt(index--);
                    }

                    continue;
                }

                if (here.Type is not (EventType.Assault or EventType.Aid or EventType.Sanction or EventType.Coerce or EventType.Retreat) || (here.Actors.Count == 0) == (here.Recipients.Count == 0) || (here.Recipients.Count == 0 && _circumstances.PlaceOf(here) is not null))
                {
                    continue;
                }

                if (Nearest(all, claim, here) is { } other)
                {
                    Understand(here.Actors, other.Actors);
                    Understand(here.Recipients, other.Recipients);
                }
            }
        }

        foreach ((EventDraft draft, _) in all.SelectMany(static claim => claim))
        {
            Roles.Features.Count(draft, 1);
        }
    }

    /// <summary>The nearest event of this type in an earlier claim that has both sides; of tests and deployments the nearest of the same mode, which need only one.</summary>
    private static EventDraft? LastTold(IReadOnlyList<List<(EventDraft Draft, Stance Stance)>> all, int claim, EventDraft here)
    {
        for (int at = claim - 1; at >= Math.Max(0, claim - CompletionReach); at--)
        {
            foreach ((EventDraft other, _) in all[at])
            {
                if (other.Type == here.Type && other.Actors.Count > 0 && (here.Type == EventType.Mobilize ? other.Frame.Mode == here.Frame.Mode : other.Recipients.Count > 0))
                {
                    return other;
                }
            }
        }

        return null;
    }

    private static void Understand(List<Participant> own, List<Participant> other)
    {
        if (own.Count == 0)
        {
            own.AddRange(other.Select(participant => participant with { Mention = null }));
        }
    }

    private static EventDraft? Nearest(IReadOnlyList<List<(EventDraft Draft, Stance Stance)>> all, int claim, EventDraft here)
    {
        for (int step = 1; step <= CompletionReach; step++)
        {
            foreach (int at in (ReadOnlySpan<int>)[claim - step, step <= CompletionReach / 2 ? claim + step : -1])
            {
                if (at < 0 || at >= all.Count)
                {
                    continue;
                }

                foreach ((EventDraft other, _) in all[at])
                {
                    // Two sides that blame each other speak of one attack.
                    if (other.Type == EventType.Assault && here.Type == EventType.Assault && here.Recipients.Count == 0 && step <= NextTo && other.Recipients.Count > 0 && !Share(here.Actors, other.Recipients))
                    {
                        return other;
                    }

                    if (other.Type == here.Type && other.Actors.Count > 0 && other.Recipients.Count > 0 && (here.Actors.Count == 0 ? Share(here.Recipients, other.Recipients) : Share(here.Actors, other.Actors)))
                    {
                        return other;
                    }
                }
            }
        }

        return null;
    }

    private static bool Share(List<Participant> one, List<Participant> other) => one.Exists(participant => other.Exists(same => same.Name == participant.Name));

    /// <summary>Stances that do not put all of their content as so.</summary>
    private static bool IsOpen(Stance stance) => stance is Stance.Urges or Stance.Pledges or Stance.Threatens or Stance.Asks or Stance.Denies;

    /// <summary>True in a relative clause: "release the ships that it seized" urges nobody to seize.</summary>
    private bool IsBackground(int predicate)
    {
        for (int at = predicate, steps = 0; at >= 0 && steps < LongestChain; at = _doc.Syntax.Heads[at], steps++)
        {
            // "accusations that it has supplied drones" has no relative clause, whatever the reader takes it for.
            if (_doc.Syntax.Relation(at) == DependencyRelation.AclRelcl && !(_doc.Syntax.Heads[at] is >= 0 and int noun && Accusations.Has(_words[noun])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSpeech(EventType type) => type is EventType.Agree or EventType.Consult or EventType.Request or EventType.Accuse or EventType.Reject or EventType.Threaten or EventType.Support or EventType.Concede;

    /// <summary>An act of speech without the one it is meant for says too little to be an event.</summary>
    private static bool NeedsRecipient(EventDraft draft) => IsSpeech(draft.Type) && !(draft.Type == EventType.Threaten && draft.Actors.Count > 0);

    /// <summary>The events of a stretch of text, in text order, governing words included.</summary>
    public List<EventDraft> Drafts(IReadOnlyList<TokenRange> ranges, Speaker? speaker, Stance stance)
    {
        var drafts = new List<EventDraft>();
        if (_doc.Syntax.Count == 0)
        {
            return drafts;
        }

        foreach (TokenRange range in ranges)
        {
            for (int token = range.Start; token < range.End && drafts.Count < Most; token++)
            {
                if (FrameOf(token, ranges) is { Type: { } type } frame && Draft(token, frame, type, ranges, speaker, stance) is { } draft)
                {
                    drafts.Add(draft);
                }
            }
        }

        Govern(drafts);
        return drafts;
    }

    /// <summary>The proposition of an event, with when, where, how much and the transfer frame.</summary>
    /// <param name="draft">The event.</param>
    /// <param name="stance">The stance of its source: what is denied is negative, what is urged is open.</param>
    public Proposition Finish(EventDraft draft, Stance stance)
    {
        (Factuality factuality, EventStatus status) = Under(stance, draft);
        ImmutableArray<EventObject> objects = [.. draft.Things.SelectMany(_things.Objects)];
        EventTime? time = _circumstances.TimeOf(draft.Predicate);
        EventPlace? place = _circumstances.PlaceOf(draft);
        ArmsTransfer? transfer = _transfers.Of(draft, _things.AreArms(draft.Things), factuality, status, time, place);
        string? cameo = draft.Type == draft.Frame.Type ? draft.Frame.Cameo : draft.Type == EventType.Request ? "101" : draft.Frame.Cameo;
        return new Proposition(
            draft.Type,
            draft.Type == draft.Frame.Type ? draft.Frame.Mode : null,
            transfer is not null && !draft.Frame.Contexts.Contains("military") ? [.. draft.Frame.Contexts, "military"] : draft.Frame.Contexts,
            cameo,
            WordsOf(new TokenRange(draft.Predicate, draft.Predicate + 1)),
            [.. draft.Actors],
            [.. draft.Recipients],
            objects,
            _circumstances.QuantityOf(draft.Things),
            time,
            place,
            factuality.Certainty,
            factuality.Polarity,
            status,
            transfer);
    }

    /// <summary>True when the content only points at what others said: "the accusations", "all these reports as slander".</summary>
    public bool PointsBack(IReadOnlyList<TokenRange> content)
    {
        for (int token = content[0].Start; content[^1].End - content[0].Start <= PointerReach && token < content[0].End; token++)
        {
            if (Accusations.Has(_words[token]))
            {
                return true;
            }

            if (_doc.Words.Count > 0 && _doc.Words[token] is PartOfSpeech.Verb)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The same event as one who denies it puts it.</summary>
    public static Proposition Denied(Proposition claimed) => claimed with { Certainty = Certainty.Certain, Polarity = Polarity.Negative, Status = EventStatus.NotHappened };

    /// <summary>What makes two propositions of one claim the same.</summary>
    public static (EventType Type, string Actors, string Recipients) Key(Proposition proposition) =>
        (proposition.Type, string.Join('|', proposition.Actors.Select(actor => actor.Name)), string.Join('|', proposition.Recipients.Select(recipient => recipient.Name)));

    private static (Factuality Factuality, EventStatus Status) Under(Stance stance, EventDraft draft)
    {
        switch (stance)
        {
            case Stance.Denies when draft.Factuality.Polarity == Polarity.Positive && draft.Status != EventStatus.Conditional:
                return (draft.Factuality with { Polarity = Polarity.Negative }, EventStatus.NotHappened);
            case Stance.Urges or Stance.Asks:
                return (draft.Factuality with { Certainty = Certainty.Unknown }, EventStatus.Possible);
            case Stance.Pledges or Stance.Threatens when draft.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Possible:
                return (draft.Factuality.Certainty == Certainty.Certain ? draft.Factuality with { Certainty = Certainty.Probable } : draft.Factuality, EventStatus.Planned);
            case Stance.Admits when draft.Factuality.Certainty == Certainty.Unknown:
                return (draft.Factuality with { Certainty = Certainty.Certain }, draft.Status);
            default:
                return (draft.Factuality, draft.Status);
        }
    }

    /// <summary>True when a word above the predicate says that it was stopped: "suspended deliveries".</summary>
    public bool IsHalted(int predicate)
    {
        for (int at = predicate, steps = 0; at >= 0 && steps < LongestChain; at = _doc.Syntax.Heads[at], steps++)
        {
            if (_doc.Words.Lemma(at) is "stop" or "halt" or "suspend" or "cease" or "cancel" or "suspension" or "cut" or "freeze" or "sever" or "break" or "end")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"agreed" of "agreed to supply": the words of another event that it governs say more.</summary>
    private static bool IsOnlySaid(List<EventDraft> drafts, int index) =>
        drafts[index].Type is EventType.Agree or EventType.Request or EventType.Accuse or EventType.Reject or EventType.Threaten && drafts.Exists(other => other.Governor == index);

    /// <summary>"provide assistance", "lift sanctions", "suspend aid": verb and noun say one thing.</summary>
    public bool IsSameAct(List<EventDraft> drafts, int index)
    {
        if (drafts[index].Governor is not (>= 0 and int governor))
        {
            return false;
        }

        EventType above = drafts[governor].Type;
        return (_doc.Words[drafts[index].Predicate] == PartOfSpeech.Noun && above == drafts[index].Type && drafts[governor].Recipients.Count + 1 > drafts[index].Recipients.Count)
            || (_doc.Words[drafts[index].Predicate] == PartOfSpeech.Noun && _doc.Syntax.Heads[drafts[index].Predicate] == drafts[governor].Predicate && above is EventType.Retreat or EventType.Concede or EventType.Sanction or EventType.Cooperate or EventType.Mobilize);
    }

    /// <summary>True when the event comes unless something else does: "will withdraw unless".</summary>
    public bool IsUltimatum(int predicate)
    {
        for (int child = _doc.Syntax.FirstDependent(predicate); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) == DependencyRelation.Advcl && _doc.Syntax.Dependent(child, DependencyRelation.Mark) is >= 0 and int mark && _words.Is(mark, "unless"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a verb of possibility stands before the predicate: "may", "could".</summary>
    public bool IsModal(int predicate)
    {
        for (int child = _doc.Syntax.FirstDependent(predicate); child >= 0 && child < predicate; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) == DependencyRelation.Aux && _words[child] is "may" or "might" or "could" or "can")
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(EventDraft one, EventDraft other) => one.Type == other.Type && one.Actors.Select(actor => actor.Name).SequenceEqual(other.Actors.Select(actor => actor.Name))
        && one.Recipients.Select(recipient => recipient.Name).SequenceEqual(other.Recipients.Select(recipient => recipient.Name)) && one.Factuality.Polarity == other.Factuality.Polarity;

    private int GovernorOf(List<EventDraft> drafts, int index)
    {
        int at = drafts[index].Predicate;
        for (int steps = 0; steps < LongestChain && _doc.Syntax.Heads[at] is >= 0 and int head; steps++)
        {
            if (_doc.Syntax.Relation(at) is DependencyRelation.AclRelcl or DependencyRelation.Conj or DependencyRelation.Parataxis or DependencyRelation.Nsubj)
            {
                return -1;
            }

            int found = drafts.FindIndex(draft => draft.Predicate == head);
            if (found >= 0 && found != index)
            {
                return found;
            }

            at = head;
        }

        return -1;
    }

    private PredicateFrame? FrameOf(int token, IReadOnlyList<TokenRange> content)
    {
        PartOfSpeech tag = _doc.Words[token];
        if (tag is not (PartOfSpeech.Verb or PartOfSpeech.Noun) || (tag == PartOfSpeech.Verb && IsInName(token)))
        {
            return null;
        }

        ReadOnlySpan<PredicateFrame> frames = PredicateLexicon.Of(_doc.Words.Lemma(token), tag, _words[token]);
        if (frames.IsEmpty || (tag == PartOfSpeech.Noun ? !IsEvent(token, content, 0) : (_doc.Syntax.Relation(token) is DependencyRelation.Amod && _doc.Syntax.Dependent(token, DependencyRelation.Nsubj) < 0) || _doc.Syntax.Relation(token) is DependencyRelation.Compound or DependencyRelation.Case or DependencyRelation.Fixed))
        {
            return null;
        }

        List<Argument>? arguments = null;
        foreach (PredicateFrame frame in frames)
        {
            if (frame.Particle is { } particle && !HasParticle(token, particle))
            {
                continue;
            }

            bool fits = true;
            foreach (Condition condition in frame.Conditions)
            {
                arguments ??= _arguments.Of(token);
                if (!Holds(condition, token, arguments))
                {
                    fits = false;
                    break;
                }
            }

            if (fits)
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>A verb with capitals on both sides ("the Bay Targeted Watershed Grants") tells nothing, unless all words of the sentence have them, as headlines do.</summary>
    private bool IsInName(int token)
    {
        const int ShortestPlain = 5;
        if (!_words.IsCapital(token))
        {
            return false;
        }

        TokenRange sentence = _words.SentenceRange(_words.Sentence(token));
        if (token <= sentence.Start || token + 1 >= sentence.End || !_words.IsCapital(token - 1) || !_words.IsCapital(token + 1))
        {
            return false;
        }

        int plain = 0;
        for (int other = sentence.Start; other < sentence.End; other++)
        {
            plain += _words[other].Length >= ShortestPlain && char.IsLower(_words[other][0]) ? 1 : 0;
        }

        return plain > 1;
    }

    private bool HasParticle(int token, string particle)
    {
        int space = particle.IndexOf(' ', StringComparison.Ordinal);
        if (space >= 0)
        {
            return _words.Is(token + 1, particle[..space]) && _words.Is(token + 2, particle[(space + 1)..]);
        }

        if (_words.Is(token + 1, particle))
        {
            return true;
        }

        int child = _doc.Syntax.Dependent(token, DependencyRelation.CompoundPrt);
        return child >= 0 && _words.Is(child, particle);
    }

    private bool Holds(Condition condition, int token, List<Argument> arguments)
    {
        if (condition.Needs != Slot.None)
        {
            foreach (Argument argument in arguments)
            {
                if (argument.Slot == condition.Needs)
                {
                    return true;
                }
            }

            return false;
        }

        bool found = false;
        if (condition.Of == Slot.Modifier)
        {
            for (int child = _doc.Syntax.FirstDependent(token); child >= 0 && child < token && !found; child = _doc.Syntax.NextDependent(child))
            {
                found = _doc.Syntax.Relation(child) is DependencyRelation.Amod or DependencyRelation.Compound && (condition.Has(_doc.Words.Lemma(child)) || (condition.Arms && _things.IsArms(child)));
            }

            return found != condition.Negated;
        }

        if (condition.Of == Slot.Subject)
        {
            return (_arguments.SubjectOf(token) is >= 0 and int subject && Is(condition, subject)) != condition.Negated;
        }

        bool noun = _doc.Words[token] == PartOfSpeech.Noun;
        bool direct = !noun && arguments.Exists(static argument => argument is { Slot: Slot.Object, Depth: 0 });
        foreach (Argument argument in arguments)
        {
            bool looked = noun ? argument is { Slot: Slot.Of or Slot.Modifier or Slot.For or Slot.In or Slot.From, Depth: 0 }
                : direct ? argument is { Slot: Slot.Object, Depth: 0 } || (argument is { Slot: Slot.With, Depth: 0 } && condition.Arms)
                : argument is { Slot: Slot.From or Slot.Of or Slot.In or Slot.Into or Slot.With or Slot.At or Slot.On or Slot.To, Depth: 0 };
            if (looked && Is(condition, argument.Head))
            {
                found = true;
                break;
            }
        }

        return found != condition.Negated;
    }

    private bool Is(Condition condition, int head)
    {
        int thing = _arguments.ThingOf(head);
        return condition.Has(_doc.Words.Lemma(thing)) || (thing != head && condition.Has(_doc.Words.Lemma(head))) || (condition.Arms && _things.IsArms(thing)) || (condition.Groups && _participants.IsArmedGroup(thing));
    }

    /// <summary>True when a noun stands for an event that the text speaks of, not for when, where or of what kind something else is.</summary>
    private bool IsEvent(int noun, IReadOnlyList<TokenRange> content, int depth)
    {
        int head = _doc.Syntax.Heads[noun];
        if (head < 0)
        {
            return true;
        }

        DependencyRelation relation = _doc.Syntax.Relation(noun);
        ReadOnlySpan<char> lemma = _doc.Words.Lemma(head);
        bool inside = false;
        foreach (TokenRange range in content)
        {
            inside |= range.Contains(head);
        }

        if (!inside)
        {
            return relation is not (DependencyRelation.Compound or DependencyRelation.Amod);
        }

        switch (relation)
        {
            case DependencyRelation.Obj or DependencyRelation.NsubjPass or DependencyRelation.Xcomp or DependencyRelation.Ccomp:
                return ArgumentReader.DoingVerbs.Has(lemma) || PredicateLexicon.Of(lemma, PartOfSpeech.Verb).IsEmpty || IsVerbal(lemma);
            case DependencyRelation.Nsubj:
                return Happening.Has(lemma) || _doc.Words[head] is not PartOfSpeech.Verb || _doc.Syntax.Dependent(head, DependencyRelation.Expl) >= 0;
            case DependencyRelation.Obl or DependencyRelation.OblAgent or DependencyRelation.Nmod when _arguments.SlotOf(noun) == Slot.Through:
                return true;
            case DependencyRelation.Obl or DependencyRelation.Nmod when _arguments.SlotOf(noun) == Slot.In && Suffering.Has(lemma) && IsForce(noun):
                return true;
            case DependencyRelation.Obl or DependencyRelation.OblAgent:
                return OfVerbs.Has(lemma) && _arguments.SlotOf(noun) is Slot.Of or Slot.For or Slot.Against or Slot.In or Slot.To or Slot.With or Slot.On or Slot.About;
            case DependencyRelation.Nmod:
                return _arguments.SlotOf(noun) is Slot.Of or Slot.For or Slot.About or Slot.On or Slot.To or Slot.In && (Nominalising.Has(lemma) || InPastReports(head));
            case DependencyRelation.Conj or DependencyRelation.Appos or DependencyRelation.List or DependencyRelation.Dep:
                return depth < LongestChain && _doc.Words[head] == PartOfSpeech.Noun && IsEvent(head, content, depth + 1);
            case DependencyRelation.Root or DependencyRelation.Parataxis:
                return true;
            default:
                return false;
        }
    }

    /// <summary>"were killed in an Israeli attack", "by the army's shelling": whose it is.</summary>
    private void AddAttacker(int verb, Speaker? speaker, List<Participant> actors)
    {
        for (int child = _doc.Syntax.FirstDependent(verb); child >= 0 && actors.Count == 0; child = _doc.Syntax.NextDependent(child))
        {
            if (_arguments.SlotOf(child) is Slot.In or Slot.By && _doc.Words[child] == PartOfSpeech.Noun && IsForce(child))
            {
                if (_arguments.OwnerOf(child) is >= 0 and int owner && _participants.CanAct(owner))
                {
                    _participants.Resolve(owner, speaker, actors);
                }
                else
                {
                    AddState(StateBefore(child), actors);
                }
            }
        }
    }

    /// <summary>"an attack", "the shelling".</summary>
    private bool IsForce(int noun)
    {
        foreach (PredicateFrame frame in PredicateLexicon.Of(_doc.Words.Lemma(noun), PartOfSpeech.Noun))
        {
            if (frame.Type == EventType.Assault)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"reports in the past about …": the reader hung the phrase on the last noun.</summary>
    private bool InPastReports(int noun) => _doc.Syntax.Relation(noun) == DependencyRelation.Nmod && _doc.Syntax.Heads[noun] is >= 0 and int head && Nominalising.Has(_doc.Words.Lemma(head));

    private static bool IsVerbal(ReadOnlySpan<char> lemma)
    {
        foreach (PredicateFrame frame in PredicateLexicon.Of(lemma, PartOfSpeech.Verb))
        {
            if (frame.Type is EventType.Agree or EventType.Request or EventType.Accuse or EventType.Reject or EventType.Threaten or EventType.Support)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The event of a type that a word is known to tell, whoever takes part in it.</summary>
    public EventDraft Told(int predicate, EventType type, IReadOnlyList<TokenRange> ranges, Speaker? speaker, Stance stance) => Draft(predicate, FrameFor(predicate, type), type, ranges, speaker, stance, known: true)!;

    /// <summary>The frame of a word for this type: one whose conditions hold, else any of the type, else what words of the type usually have.</summary>
    private PredicateFrame FrameFor(int predicate, EventType type)
    {
        PredicateFrame? found = null;
        List<Argument>? arguments = null;
        foreach (PredicateFrame frame in PredicateLexicon.Of(_doc.Words.Lemma(predicate), _doc.Words[predicate], _words[predicate]))
        {
            if (frame.Type != type || (frame.Particle is { } particle && !HasParticle(predicate, particle)))
            {
                continue;
            }

            found ??= frame;
            bool fits = true;
            foreach (Condition condition in frame.Conditions)
            {
                arguments ??= _arguments.Of(predicate);
                fits &= Holds(condition, predicate, arguments);
            }

            if (fits)
            {
                return frame;
            }
        }

        return found ?? PredicateLexicon.Usual(type, _doc.Words[predicate] == PartOfSpeech.Noun);
    }

    private EventDraft? Draft(int predicate, PredicateFrame frame, EventType type, IReadOnlyList<TokenRange> ranges, Speaker? speaker, Stance stance, bool known = false)
    {
        if (!known && type == EventType.Request && _doc.Words.Lemma(predicate) is "tell" && _doc.Syntax.Dependent(predicate, DependencyRelation.Ccomp) is >= 0 and int told && !_words.Is(Math.Max(0, _doc.Syntax.Dependent(told, DependencyRelation.Mark)), "to"))
        {
            // "told investigators that it had sold engines" asks nobody for anything.
            return null;
        }

        var actors = new List<Participant>(2);
        var recipients = new List<Participant>(2);
        var things = new List<int>(1);
        bool noun = _doc.Words[predicate] == PartOfSpeech.Noun;
        Argument[] around = [.. _arguments.Of(predicate)];
        if (noun)
        {
            around = [.. around, .. LightVerb(predicate)];
        }

        SplitObjects(around);
        int used = -1;
        if (frame.IsMutual && Find(around, Slot.Between) is { } between)
        {
            _participants.Resolve(between.Head, speaker, actors);
            used = between.Head;
        }

        if (actors.Count == 0)
        {
            int subject = noun ? NounActor(predicate, frame, around) : _arguments.SubjectOf(predicate);
            if (subject < 0 && !noun && _arguments.IsPassive(predicate) && Find(around, Slot.By) is { } agent)
            {
                subject = agent.Head;
            }

            if (subject >= 0 && !noun && type == EventType.Assault && !CanStrike(subject))
            {
                if (!known)
                {
                    return null;
                }

                subject = -1;
            }

            if (subject >= 0)
            {
                AddActor(subject, speaker, actors, noun || type is EventType.Assault or EventType.Coerce or EventType.Mobilize);
            }

            if (actors.Count == 0 && noun)
            {
                AddState(StateBefore(predicate), actors);
            }

            if (actors.Count == 0 && !noun && type == EventType.Assault && _arguments.IsPassive(predicate))
            {
                AddAttacker(predicate, speaker, actors);
                if (actors.Count == 0 && Find(around, Slot.From) is { Depth: 0 } origin)
                {
                    // "rockets were fired from Gaza"
                    AddActor(origin.Head, speaker, actors, things: true);
                }
            }
        }

        if (stance == Stance.Accuses && noun && actors is [{ Mention: null or { Quote: "its" or "their" or "his" or "her" or "it" or "they" } } sayer] && sayer.Name == speaker?.Name && _participants.First(new TokenRange(ranges[0].Start, predicate), speaker) is { } accused)
        {
            // "accused China of … through its support": one who accuses speaks of another.
            actors[0] = accused;
        }

        if (stance is Stance.Denies or Stance.Admits && actors is [{ Mention.Quote: "it" or "It" or "they" or "They" } said] && speaker is { Kind: SpeakerKind.Government or SpeakerKind.Organization or SpeakerKind.Group } && said.Name != speaker.Name)
        {
            // "China denied accusations that it had helped": one who denies or admits speaks of what he did himself.
            actors[0] = new Participant(said.Mention, speaker.Name, speaker.Country, speaker.Party);
        }

        if (type == EventType.Request && !noun)
        {
            AddAddressee(predicate, speaker, recipients);
        }

        foreach (Slot slot in recipients.Count > 0 ? [] : frame.Recipient)
        {
            // Slot by slot, of each the phrase that hangs nearest.
            Argument? best = null;
            foreach (Argument argument in around)
            {
                if (argument.Slot == slot && argument.Head != used && (best is null || argument.Depth < best.Value.Depth) && !(type == EventType.Agree && !noun && argument.Depth > 1) && IsRecipient(argument, type, frame))
                {
                    best = argument;
                }
            }

            if (best is { } chosen)
            {
                AddRecipient(chosen.Head, speaker, recipients, type);
                if (recipients.Count > 0)
                {
                    used = chosen.Head;
                    break;
                }
            }
        }

        if (recipients.Count == 0 && type is not (EventType.Mobilize or EventType.Consult or EventType.Cooperate))
        {
            AddOwner(around, speaker, recipients, type);
        }

        foreach (Slot slot in frame.Object)
        {
            Argument? best = null;
            foreach (Argument argument in around)
            {
                if (argument.Slot == slot && argument.Head != used && (best is null || argument.Depth < best.Value.Depth) && IsThing(argument, slot))
                {
                    best = argument;
                }
            }

            if (best is { } goods)
            {
                things.Add(goods.Head);
                break;
            }
        }

        if (frame.IsMutual && recipients.Count == 0 && actors.Count > 1)
        {
            recipients.AddRange(actors[1..]);
            actors.RemoveRange(1, actors.Count - 1);
        }

        recipients.RemoveAll(recipient => actors.Exists(actor => actor.Name == recipient.Name));
        int judged = known && noun ? ClauseOf(predicate, type) : predicate;
        Factuality factuality = _factuality.Of(judged, ranges);
        EventStatus status = _factuality.StatusOf(judged, ranges);
        if (frame.Buys && things.Count > 0 && recipients.Count == 0)
        {
            AddState(_participants.StateOf(_arguments.ThingOf(things[0]), speaker), recipients);
        }

        if (frame.Buys && type == EventType.Aid)
        {
            if (status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.NotHappened && stance is not (Stance.Urges or Stance.Pledges) && recipients.Count > 0 && !IsWanted(predicate))
            {
                (actors, recipients) = (recipients, actors);
            }
            else
            {
                type = EventType.Request;
            }
        }
        else if (type == EventType.Request && recipients.Count == 0 && things.Count > 0 && frame.Kind == TransferKind.Interest)
        {
            AddState(_participants.StateOf(_arguments.ThingOf(things[0]), speaker), recipients);
        }

        if (actors.Count == 0 && frame.IsMutual && noun && recipients.Count > 0 && speaker is { Kind: SpeakerKind.Person or SpeakerKind.Government, Country: not null } && _registry.State(speaker.Country) is { } home && !recipients.Exists(other => other.Country == home.Country))
        {
            // "There were no talks with X", says one of the other side.
            actors.Add(new Participant(null, home.Name, home.Country, home.Id));
        }

        if (actors is [{ } sole] && type is EventType.Sanction or EventType.Mobilize or EventType.Aid or EventType.Cooperate or EventType.Assault && speaker is { Kind: SpeakerKind.Person, Country: not null } && sole.Name == speaker.Name && _registry.State(speaker.Country) is { } led)
        {
            // What an official says that he will do with arms, troops or sanctions his state does.
            actors[0] = new Participant(sole.Mention, led.Name, led.Country, led.Id);
        }

        if (actors.Count == 0 && stance is Stance.Admits or Stance.Pledges or Stance.Threatens && speaker is { Kind: not SpeakerKind.Unnamed } && (noun || _arguments.IsPassive(predicate)) && !IsCircumstance(predicate))
        {
            // Who admits or promises what nobody is said to do speaks of his own side.
            Party? own = speaker.Kind is SpeakerKind.Person or SpeakerKind.Government or SpeakerKind.Group ? _registry.State(speaker.Country) : null;
            actors.Add(own is null ? new Participant(null, speaker.Name, speaker.Country, speaker.Party) : new Participant(null, own.Name, own.Country, own.Id));
        }

        if (!known && actors.Count == 0 && recipients.Count == 0 && !(noun && speaker is not null && ((type == EventType.Mobilize && frame.Mode is "weapons") || (IsTold(type) && IsDefinite(predicate)))))
        {
            return null;
        }

        return new EventDraft(predicate, frame, type, actors, recipients, things, factuality, status, around);
    }

    /// <summary>True for what only says when or why something else was: "before the ceasefire collapsed".</summary>
    private bool IsCircumstance(int predicate)
    {
        for (int steps = 0; steps < 4 && predicate >= 0; steps++)
        {
            if (_doc.Syntax.Relation(predicate) == DependencyRelation.Advcl)
            {
                return true;
            }

            predicate = _doc.Syntax.Relation(predicate) is DependencyRelation.Nsubj or DependencyRelation.NsubjPass or DependencyRelation.Obj or DependencyRelation.Obl or DependencyRelation.Nmod ? _doc.Syntax.Heads[predicate] : -1;
        }

        return false;
    }

    /// <summary>The verb that tells whether what its subject stands for comes about: "the talks would go on"; the noun itself for what must have happened to be spoken of, "the attack will be punished".</summary>
    private int ClauseOf(int noun, EventType type) => type is not (EventType.Assault or EventType.Coerce or EventType.Accuse) && _doc.Syntax.Relation(noun) is DependencyRelation.Nsubj or DependencyRelation.NsubjPass
        && _doc.Syntax.Heads[noun] is >= 0 and int verb && _doc.Words[verb] == PartOfSpeech.Verb ? verb : noun;

    /// <summary>Events that a text tells once with both sides and then refers to: "the offensive", "the ban".</summary>
    private static bool IsTold(EventType type) => type is EventType.Assault or EventType.Aid or EventType.Sanction or EventType.Coerce or EventType.Retreat or EventType.Cooperate;

    private bool IsDefinite(int noun) => _doc.Syntax.Dependent(noun, DependencyRelation.NmodPoss) >= 0 || _doc.Syntax.Dependent(noun, DependencyRelation.Det) is >= 0 and int determiner && (_words.Is(determiner, "the") || _words.Is(determiner, "this") || _words.Is(determiner, "that") || _words.Is(determiner, "these") || _words.Is(determiner, "those"));

    /// <summary>Whom a demand is made of: the subject of what is demanded ("demanded that the council act"), or whose it is ("the withdrawal of Serbian forces").</summary>
    private void AddAddressee(int predicate, Speaker? speaker, List<Participant> recipients)
    {
        for (int child = _doc.Syntax.FirstDependent(predicate); child >= 0 && recipients.Count == 0; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Ccomp or DependencyRelation.Xcomp or DependencyRelation.Advcl
                && (_doc.Syntax.Dependent(child, DependencyRelation.Nsubj) is >= 0 and int subject || (subject = _doc.Syntax.Dependent(child, DependencyRelation.NsubjPass)) >= 0) && _participants.CanAct(subject))
            {
                _participants.Resolve(subject, speaker, recipients);
            }
            else if (_doc.Syntax.Relation(child) == DependencyRelation.Obj && _doc.Words[child] == PartOfSpeech.Noun && PredicateLexicon.Of(_doc.Words.Lemma(child), PartOfSpeech.Noun) is [{ Type: EventType.Retreat or EventType.Concede }, ..])
            {
                for (int of = _doc.Syntax.FirstDependent(child); of >= 0 && recipients.Count == 0; of = _doc.Syntax.NextDependent(of))
                {
                    if (_doc.Syntax.Relation(of) == DependencyRelation.Nmod && _arguments.SlotOf(of) is Slot.Of or Slot.By && _participants.CanAct(of))
                    {
                        _participants.Resolve(of, speaker, recipients);
                    }
                }
            }
        }
    }

    /// <summary>Of two objects the first is the one who gets the second ("offered Iran support"); of a sum and its unit the unit counts.</summary>
    private void SplitObjects(Argument[] around)
    {
        int first = Array.FindIndex(around, static argument => argument is { Slot: Slot.Object, Depth: 0 });
        int second = first < 0 ? -1 : Array.FindIndex(around, first + 1, static argument => argument is { Slot: Slot.Object, Depth: 0 });
        if (second >= 0)
        {
            around[first] = around[first] with { Slot = _participants.CanAct(around[first].Head) && !_participants.CanAct(around[second].Head) ? Slot.Indirect : _doc.Words[around[first].Head] == PartOfSpeech.Sym ? Slot.None : Slot.Object };
        }
    }

    /// <summary>"shown interest in purchasing", "a plan to buy": the goods are not bought.</summary>
    private bool IsWanted(int predicate)
    {
        int head = _doc.Syntax.Heads[predicate];
        return head >= 0 && _doc.Words.Lemma(head) is "interest" or "plot" or "plan" or "want" or "seek" or "hope" or "wish" or "interested" or "talk" or "order" or "try" or "attempt" or "request" or "consider";
    }

    /// <summary>The phrases of the verb that a noun is the object of: "gave an apology to Estonia".</summary>
    private IEnumerable<Argument> LightVerb(int noun)
    {
        int head = _doc.Syntax.Heads[noun];
        if (head < 0 || _doc.Words[head] != PartOfSpeech.Verb || _doc.Syntax.Relation(noun) is not (DependencyRelation.Obj or DependencyRelation.NsubjPass or DependencyRelation.Nsubj or DependencyRelation.Obl) || !ArgumentReader.DoingVerbs.Has(_doc.Words.Lemma(head)) && !Happening.Has(_doc.Words.Lemma(head)))
        {
            yield break;
        }

        foreach (Argument argument in _arguments.Of(head).ToArray())
        {
            if (argument.Head != noun && argument.Slot is not (Slot.Subject or Slot.Object or Slot.Of or Slot.By or Slot.Modifier or Slot.Owner))
            {
                yield return argument with { Depth = argument.Depth + 1 };
            }
        }
    }

    private int NounActor(int noun, PredicateFrame frame, Argument[] around)
    {
        foreach (Argument argument in around)
        {
            if (argument.Depth == 0 && argument.Slot == Slot.Owner)
            {
                return argument.Head;
            }
        }

        if (Find(around, Slot.By) is { } agent)
        {
            return agent.Head;
        }

        if (StateBefore(noun) is not null)
        {
            return -1;
        }

        if (!frame.TakesObject && Find(around, Slot.Of) is { Depth: 0 } of && _participants.CanAct(of.Head))
        {
            return of.Head;
        }

        return _arguments.NounsSubject(noun);
    }

    /// <summary>The state that an adjective before a noun names: "an Israeli attack".</summary>
    private Party? StateBefore(int noun)
    {
        for (int child = _doc.Syntax.FirstDependent(noun); child >= 0 && child < noun; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Amod or DependencyRelation.Compound && _participants.Adjective(child) is { } state)
            {
                return state;
            }
        }

        return null;
    }

    private static Argument? Find(Argument[] around, Slot slot)
    {
        Argument? best = null;
        foreach (Argument argument in around)
        {
            if (argument.Slot == slot && (best is null || argument.Depth < best.Value.Depth))
            {
                best = argument;
            }
        }

        return best;
    }

    /// <summary>"sanctions targeting", "a storm hit": no force is used by what is neither party nor arms nor another act of force.</summary>
    private bool CanStrike(int subject)
    {
        int head = _arguments.ThingOf(subject);
        if (_participants.CanAct(head) || _participants.CanAct(subject) || _things.IsArms(head) || _participants.StateOf(head, null) is not null)
        {
            return !(_doc.Words.Lemma(head) is "sanction" or "sanctions" or "embargo" or "tariff" or "crisis" or "measure");
        }

        foreach (PredicateFrame frame in PredicateLexicon.Of(_doc.Words.Lemma(head), PartOfSpeech.Noun))
        {
            if (frame.Type == EventType.Assault)
            {
                return true;
            }
        }

        return _doc.Words.Lemma(head) is "explosion" or "blast" or "fire" or "shell" or "bomber" or "round" or "minefield" or "device";
    }

    private void AddActor(int subject, Speaker? speaker, List<Participant> actors, bool things)
    {
        int head = _arguments.ThingOf(subject);
        if (_participants.CanAct(subject) || _participants.CanAct(head))
        {
            _participants.Resolve(_participants.CanAct(head) ? head : subject, speaker, actors);
        }
        else if (things || _things.IsArms(head))
        {
            // "Russian missiles hit", "Israeli strikes killed": whose they are.
            AddState(_participants.StateOf(head, speaker), actors);
        }
    }

    private bool IsRecipient(Argument argument, EventType type, PredicateFrame frame)
    {
        int head = _arguments.ThingOf(argument.Head);
        bool arms = _things.IsArms(head) && !Craft.Has(_doc.Words.Lemma(head));
        if (_participants.CanAct(head) && !arms)
        {
            // What hangs on the object belongs to a demand or a promise inside it.
            if (argument.Depth > 0 && type is EventType.Request or EventType.Agree or EventType.Threaten && argument.Slot is Slot.To or Slot.For or Slot.In or Slot.On or Slot.From)
            {
                return type == EventType.Request && argument.Depth == 1 && argument.Slot == Slot.From;
            }

            return argument.Slot is not (Slot.In or Slot.At) || argument.Depth == 0 || type is EventType.Mobilize;
        }

        if (_doc.Words[head] is not (PartOfSpeech.Noun or PartOfSpeech.Propn) || _arguments.IsTime(head))
        {
            return false;
        }

        bool owned = _participants.StateOf(head, null) is not null;
        return type switch
        {
            EventType.Assault => (argument.Depth == 0 || argument.Slot is Slot.On or Slot.At or Slot.Against) && (!arms || owned) && !(argument.Slot is Slot.In or Slot.Into && _doc.Words[head] == PartOfSpeech.Noun && _doc.Syntax.Dependent(head, DependencyRelation.Det) < 0 && !owned),
            EventType.Coerce => argument.Depth == 0 && !arms,
            EventType.Mobilize when argument is { Slot: Slot.Object, Depth: 0 } => owned && !arms,
            EventType.Agree when argument is { Slot: Slot.To, Depth: 0 } => owned,
            EventType.Consult or EventType.Request or EventType.Agree or EventType.Threaten => false,
            EventType.Reject or EventType.Concede when argument.Slot is Slot.By or Slot.From or Slot.Of => owned,
            EventType.Sanction when argument.Slot is Slot.On or Slot.Against => owned && !arms,
            EventType.Accuse when argument.Slot is Slot.Over or Slot.About => owned,
            _ => argument.Depth == 0 && !arms && owned && argument.Slot is not (Slot.Object or Slot.In or Slot.Indirect) || (argument.Depth == 0 && !arms && owned && type is EventType.Accuse or EventType.Support or EventType.Reject or EventType.Sanction or EventType.Retreat),
        };
    }

    /// <summary>What has a flag: it is attacked or seized as its state's.</summary>
    private static readonly WordClass Craft = new(["ship", "vessel", "boat", "tanker", "plane", "aircraft", "airplane", "helicopter", "trawler", "freighter"]);

    private void AddRecipient(int head, Speaker? speaker, List<Participant> recipients, EventType type)
    {
        int thing = _arguments.ThingOf(head);
        bool craft = Craft.Has(_doc.Words.Lemma(thing));
        if (_participants.CanAct(thing) && !craft)
        {
            _participants.Resolve(thing, speaker, recipients);
        }
        else if (_participants.StateOf(thing, speaker) is { } state)
        {
            AddState(state, recipients);
        }
        else if (type is EventType.Coerce && _doc.Syntax.Dependent(thing, DependencyRelation.NmodPoss) is >= 0 and int owner && (_participants.CanAct(owner) || _doc.Words[owner] == PartOfSpeech.Propn))
        {
            // "restrict the airline's operations": it is the airline that is restricted.
            _participants.Resolve(owner, speaker, recipients);
        }
        else if (type is EventType.Assault or EventType.Coerce || craft)
        {
            _participants.Resolve(thing, speaker, recipients);
        }
    }

    /// <summary>
    /// Whose the object is, where nobody else is named: "suspended the airline's permit", "rejected an Indian proposal"; and the one before the thing given, "gave Estonia missiles", where the
    /// reader takes both for one name.
    /// </summary>
    private void AddOwner(Argument[] around, Speaker? speaker, List<Participant> recipients, EventType type)
    {
        foreach (Argument argument in around)
        {
            if (argument is not { Depth: 0, Slot: Slot.Object or Slot.Of or Slot.For or Slot.Against or Slot.Over })
            {
                continue;
            }

            int thing = _arguments.ThingOf(argument.Head);
            if (_doc.Syntax.Dependent(thing, DependencyRelation.NmodPoss) is >= 0 and int owner && (_participants.CanAct(owner) || _doc.Words[owner] == PartOfSpeech.Propn))
            {
                _participants.Resolve(owner, speaker, recipients);
            }
            else if (type == EventType.Aid && argument.Slot == Slot.Object && _doc.Syntax.Dependent(thing, DependencyRelation.Compound) is >= 0 and int first && _participants.CanAct(first) && _participants.Adjective(first) is null)
            {
                _participants.Resolve(first, speaker, recipients);
            }
            else if (type is EventType.Reject or EventType.Accuse or EventType.Support or EventType.Protest && !_things.IsArms(thing))
            {
                AddState(_participants.StateOf(thing, speaker), recipients);
            }

            if (recipients.Count > 0)
            {
                return;
            }
        }
    }

    private static void AddState(Party? state, List<Participant> to)
    {
        if (state is not null && !to.Exists(other => other.Name == state.Name))
        {
            to.Add(new Participant(null, state.Name, state.Country, state.Id));
        }
    }

    private bool IsThing(Argument argument, Slot slot)
    {
        int head = _arguments.ThingOf(argument.Head);
        return _doc.Words[head] is PartOfSpeech.Noun or PartOfSpeech.Propn or PartOfSpeech.Num or PartOfSpeech.Sym && !_arguments.IsTime(head)
            && (slot is not (Slot.In or Slot.On or Slot.For or Slot.With) || _things.IsArms(head) || slot == Slot.With || !_participants.CanAct(head));
    }

    private Evidence WordsOf(TokenRange range)
    {
        TextSpan span = _doc.Tokens.Span(range);
        return new Evidence(span, _doc.Article.Text.Words(span));
    }
}
