using Hearsay.Claims.Coding;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Tells who does an event and to whom, among all whom its sentence and its document name: a log-linear model over how each stands to the event's word, what it is, what the rules
/// took it for and what it does in other events of the document. Weights by named features in Coding/roles.tsv, learnt from events annotated by hand (training/README.md).
/// Works on one document.
/// </summary>
internal sealed class RoleRanker
{
    /// <summary>Tokens around a claim that are looked through for participants.</summary>
    private const int Reach = 240;

    /// <summary>Most candidates of one event.</summary>
    private const int Most = 48;

    /// <summary>Log odds by which another must be likelier than whom the rules find.</summary>
    private const float Margin = 1;

    /// <summary>Log odds by which somebody must be likelier than nobody where the rules find nobody.</summary>
    private const float FillMargin = 0.5f;

    private static readonly Dictionary<ulong, float> Weights = EmbeddedTable.Numbers("roles.tsv", NamedFeature.NameOf);

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PartyMentions _parties;
    private readonly ParticipantResolver _participants;
    private readonly ArgumentReader _arguments;
    private readonly ThingReader _things;
    private readonly Dictionary<string, Participant> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Participant[]> _named = [];
    private readonly List<Participant> _found = [];
    private readonly List<int> _heads = [];
    private TokenRange _headsOf;
    private Speaker? _speaker;

    /// <summary>Works on one document.</summary>
    public RoleRanker(Document doc, WordView words, PartyMentions parties, ParticipantResolver participants, ArgumentReader arguments, ThingReader things)
    {
        _doc = doc;
        _words = words;
        _parties = parties;
        _participants = participants;
        _arguments = arguments;
        _things = things;
        Features = new RoleFeatures(doc, parties, participants, arguments);
    }

    /// <summary>What speaks for and against candidates.</summary>
    public RoleFeatures Features { get; }

    /// <summary>Settles who takes part in an event, in place of what the rules found.</summary>
    public void Settle(EventDraft draft, TokenRange cue, IReadOnlyList<TokenRange> content, Speaker speaker, Stance stance)
    {
        List<RoleCandidate> candidates = Candidates(draft, cue, content, speaker);
        Features.Count(draft, -1);
        List<Participant> actors = Choose(draft, candidates, recipient: false, [], stance);
        List<Participant> recipients = Choose(draft, candidates, recipient: true, actors, stance);
        draft.Actors.Clear();
        draft.Actors.AddRange(actors);
        draft.Recipients.Clear();
        draft.Recipients.AddRange(recipients.Where(one => !actors.Exists(other => other.Name == one.Name)));
        if (draft.Recipients.Count == 0 && draft.Actors.Count > 1 && draft.Type is EventType.Consult or EventType.Cooperate or EventType.Agree)
        {
            // What several do together the first does with the others.
            draft.Recipients.AddRange(draft.Actors[1..]);
            draft.Actors.RemoveRange(1, draft.Actors.Count - 1);
        }

        Features.Count(draft, 1);
    }

    private List<Participant> Choose(EventDraft draft, List<RoleCandidate> candidates, bool recipient, IReadOnlyList<Participant> chosen, Stance stance)
    {
        var sum = new FeatureSum(Weights);
        Features.None(draft, candidates, recipient, sum);
        float none = sum.Total;
        RoleCandidate? best = null;
        float highest = none + FillMargin;
        float ruled = float.NegativeInfinity;
        RoleCandidate? rule = null;
        Span<float> scores = stackalloc float[candidates.Count];
        for (int index = 0; index < candidates.Count; index++)
        {
            sum.Total = 0;
            Features.Describe(draft, candidates[index], recipient, chosen, stance, sum);
            scores[index] = sum.Total;
            if (sum.Total > highest)
            {
                (highest, best) = (sum.Total, candidates[index]);
            }

            if ((recipient ? candidates[index].RuleRecipient : candidates[index].RuleActor) && sum.Total > ruled)
            {
                (ruled, rule) = (sum.Total, candidates[index]);
            }
        }

        if (rule is not null && (best is null || highest < ruled + Margin))
        {
            // What the rules find stands unless much speaks against it: as good in cross-validation, and a plain sentence reads as it says.
            return [.. recipient ? draft.Recipients : draft.Actors];
        }

        List<Participant> found = [];
        if (best is null)
        {
            return found;
        }

        found.Add(best.Who);
        for (int index = 0; index < candidates.Count; index++)
        {
            RoleCandidate other = candidates[index];
            if (other != best && scores[index] > none && AreTogether(best, other))
            {
                found.Add(other.Who);
            }
        }

        return found;
    }

    /// <summary>True for what one phrase names: "France and Germany", "the two countries".</summary>
    private bool AreTogether(RoleCandidate one, RoleCandidate other) => one.Head >= 0 && other.Head >= 0 && First(one.Head) == First(other.Head);

    private int First(int token)
    {
        for (int steps = 0; steps < 8 && _doc.Syntax.Relation(token) == DependencyRelation.Conj && _doc.Syntax.Heads[token] >= 0; steps++)
        {
            token = _doc.Syntax.Heads[token];
        }

        return token;
    }

    /// <summary>All who may take part, no name twice.</summary>
    public List<RoleCandidate> Candidates(EventDraft draft, TokenRange cue, IReadOnlyList<TokenRange> content, Speaker speaker)
    {
        var candidates = new List<RoleCandidate>();
        foreach (Argument argument in draft.Arguments)
        {
            int head = _arguments.ThingOf(argument.Head);
            if (argument.Slot != Slot.None && _doc.Words[head] is not (PartOfSpeech.Verb or PartOfSpeech.Adv or PartOfSpeech.Aux) && !_arguments.IsTime(head) && MayTakePart(head, argument.Slot, draft))
            {
                Resolve(candidates, head, speaker, argument.Slot, argument.Depth, content, draft.Predicate);
            }
        }

        bool noun = _doc.Words[draft.Predicate] == PartOfSpeech.Noun;
        int subject = noun ? _arguments.NounsSubject(draft.Predicate) : _arguments.SubjectOf(draft.Predicate);
        if (subject >= 0)
        {
            Resolve(candidates, _arguments.ThingOf(subject), speaker, Slot.Subject, 1, content, draft.Predicate);
        }

        foreach (Participant actor in draft.Actors)
        {
            Add(candidates, actor).RuleActor = true;
        }

        foreach (Participant recipient in draft.Recipients)
        {
            Add(candidates, recipient).RuleRecipient = true;
        }

        int from = content[0].Start;
        int to = content[^1].End;
        if (!cue.IsEmpty)
        {
            (from, to) = (Math.Min(from, cue.Start), Math.Max(to, cue.End));
        }

        TokenRange first = _words.SentenceRange(_words.Sentence(from));
        TokenRange last = _words.SentenceRange(_words.Sentence(Math.Max(from, to - 1)));
        (from, to) = (Math.Max(first.Start, draft.Predicate - (Reach / 2)), Math.Min(last.End, draft.Predicate + (Reach / 2)));
        foreach (int head in HeadsIn(new TokenRange(from, to)))
        {
            if (candidates.Count < Most && (_parties.At(head) is not null || MayTakePart(head, Slot.Modifier, draft)))
            {
                Resolve(candidates, head, speaker, Slot.None, 0, content, draft.Predicate);
            }
        }

        if (speaker.Kind != SpeakerKind.Unnamed)
        {
            Add(candidates, new Participant(null, speaker.Name, speaker.Country, speaker.Party)).Speaks = true;
            if (_parties.Registry.State(speaker.Country) is { } own)
            {
                Add(candidates, new Participant(null, own.Name, own.Country, own.Id)).SpeakersState = true;
            }
        }

        foreach (string name in Features.Told(draft.Type))
        {
            if (candidates.Count < Most)
            {
                Add(candidates, Told(name));
            }
        }

        return candidates;
    }

    /// <summary>Last tokens of names of parties, and heads of phrases that may name somebody. The events of a claim ask for nearly the same.</summary>
    private List<int> HeadsIn(TokenRange range)
    {
        if (_headsOf != range)
        {
            _headsOf = range;
            _heads.Clear();
            for (int token = range.Start; token < range.End; token++)
            {
                bool phrase = _doc.Words[token] is PartOfSpeech.Noun or PartOfSpeech.Propn or PartOfSpeech.Pron
                    && _doc.Syntax.Relation(token) is not (DependencyRelation.Compound or DependencyRelation.Flat or DependencyRelation.Amod or DependencyRelation.Expl or DependencyRelation.Det);
                if (_parties.At(token) is { } mention ? mention.Tokens.End - 1 == token : phrase)
                {
                    _heads.Add(token);
                }
            }
        }

        return _heads;
    }

    /// <summary>Who can act, whose states are named, and what force or coercion is used on; weapons and what is handed over are no side.</summary>
    private bool MayTakePart(int head, Slot slot, EventDraft draft) => _participants.Adjective(head) is not null || (!_things.IsArms(head) && !IsHandedOver(head, draft)
        && (_participants.CanAct(head) || (slot != Slot.Modifier && draft.Type is EventType.Assault or EventType.Coerce && _doc.Words[head] is PartOfSpeech.Noun or PartOfSpeech.Propn)));

    private bool IsHandedOver(int head, EventDraft draft) => draft.Type is EventType.Aid or EventType.Cooperate or EventType.Mobilize && draft.Things.Exists(thing => First(thing) == First(head) || _arguments.ThingOf(thing) == First(head));

    private Participant Told(string name) => _known.TryGetValue(name, out Participant? known) ? known with { Mention = null } : new Participant(null, name, null, null);

    private void Resolve(List<RoleCandidate> candidates, int head, Speaker speaker, Slot slot, int depth, IReadOnlyList<TokenRange> content, int predicate)
    {
        foreach (Participant one in NamedBy(head, speaker))
        {
            RoleCandidate candidate = Add(candidates, one);
            bool nearer = candidate.Head < 0 || (candidate.Slot == Slot.None && (slot != Slot.None || Math.Abs(head - predicate) < Math.Abs(candidate.Head - predicate)));
            if (nearer)
            {
                candidate.Head = head;
                candidate.Slot = slot;
                candidate.Depth = depth;
            }

            foreach (TokenRange range in content)
            {
                candidate.Inside |= range.Contains(head);
            }
        }
    }

    /// <summary>Whom the phrase with this head names: its state for an adjective. Many events of a claim ask for the same.</summary>
    private Participant[] NamedBy(int head, Speaker speaker)
    {
        if (_speaker != speaker)
        {
            _named.Clear();
            _speaker = speaker;
        }

        if (!_named.TryGetValue(head, out Participant[]? named))
        {
            _found.Clear();
            if (_participants.Adjective(head) is { } state)
            {
                _found.Add(new Participant(null, state.Name, state.Country, state.Id));
            }
            else
            {
                _participants.Part(head, speaker, _found);
            }

            _named.Add(head, named = [.. _found]);
        }

        return named;
    }

    private RoleCandidate Add(List<RoleCandidate> candidates, Participant who)
    {
        _known.TryAdd(who.Name, who);
        foreach (RoleCandidate candidate in candidates)
        {
            if (candidate.Who.Name == who.Name)
            {
                return candidate;
            }
        }

        var added = new RoleCandidate(who);
        candidates.Add(added);
        return added;
    }
}
