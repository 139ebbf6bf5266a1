using Hearsay.Claims.Coding;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>What speaks for and against each candidate for a role in an event: features with names, as roles.tsv has them. Works on one document, and knows what is told in its other events.</summary>
internal sealed class RoleFeatures
{
    private static readonly NamedFeature[] Types = NamedFeature.All<EventType>();
    private static readonly NamedFeature[] Slots = NamedFeature.All<Slot>();
    private static readonly NamedFeature[] Stances = NamedFeature.All<Stance>();
    private static readonly NamedFeature[] Sorts = NamedFeature.All<PartySort>();
    private static readonly NamedFeature[] Tags = NamedFeature.All<PartOfSpeech>();
    private static readonly NamedFeature[] NameKinds = NamedFeature.All<NameKind>();
    private static readonly NamedFeature[] Relations = NamedFeature.All<DependencyRelation>();
    private static readonly NamedFeature[] Numbers = [.. Enumerable.Range(0, 12).Select(number => NamedFeature.Of(number.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
    private static readonly NamedFeature Actor = NamedFeature.Of("actor"), Recipient = NamedFeature.Of("recipient");
    private static readonly NamedFeature Noun = NamedFeature.Of("noun"), Verb = NamedFeature.Of("verb"), Passive = NamedFeature.Of("passive");
    private static readonly NamedFeature AtSlot = NamedFeature.Of("slot"), AtTypeSlot = NamedFeature.Of("type-slot"), AtWordSlot = NamedFeature.Of("word-slot"), AtRule = NamedFeature.Of("rule"), AtTypeRule = NamedFeature.Of("type-rule"), AtRuleSlot = NamedFeature.Of("rule-slot");
    private static readonly NamedFeature AtPlace = NamedFeature.Of("place"), AtDistance = NamedFeature.Of("distance"), AtKind = NamedFeature.Of("kind"), AtKindSlot = NamedFeature.Of("kind-slot"), AtSpeaker = NamedFeature.Of("speaker"), AtStance = NamedFeature.Of("stance");
    private static readonly NamedFeature AtSame = NamedFeature.Of("same"), AtOther = NamedFeature.Of("opposite"), AtAny = NamedFeature.Of("any"), AtRank = NamedFeature.Of("rank"), AtForm = NamedFeature.Of("form"), AtRelation = NamedFeature.Of("relation"), AtChosen = NamedFeature.Of("chosen"), AtCountry = NamedFeature.Of("country");
    private static readonly NamedFeature AtNone = NamedFeature.Of("none"), AtNoneWord = NamedFeature.Of("none-word"), AtNoneRule = NamedFeature.Of("none-rule"), AtNoneNear = NamedFeature.Of("none-near"), AtWordKind = NamedFeature.Of("word-kind");
    private static readonly NamedFeature Adjective = NamedFeature.Of("adjective"), Described = NamedFeature.Of("described"), Unseen = NamedFeature.Of("unseen"), KnownPerson = NamedFeature.Of("known-person");
    private static readonly NamedFeature Inside = NamedFeature.Of("inside"), Beside = NamedFeature.Of("beside"), Outside = NamedFeature.Of("outside"), Yes = NamedFeature.Of("yes"), No = NamedFeature.Of("no");

    private readonly Document _doc;
    private readonly PartyMentions _parties;
    private readonly ParticipantResolver _participants;
    private readonly ArgumentReader _arguments;
    private readonly Dictionary<(EventType Type, bool Recipient, string Name), int> _told = [];
    private readonly Dictionary<(bool Recipient, string Name), int> _toldAny = [];
    private readonly Dictionary<string, int> _rank = new(StringComparer.Ordinal);

    /// <summary>Works on one document.</summary>
    public RoleFeatures(Document doc, PartyMentions parties, ParticipantResolver participants, ArgumentReader arguments)
    {
        _doc = doc;
        _parties = parties;
        _participants = participants;
        _arguments = arguments;
        var counts = new Dictionary<Party, int>();
        foreach (PartyMention mention in parties.All)
        {
            Party party = parties.Registry.State(mention.Party.Country) is { } state && mention.Party.Kind == SpeakerKind.Government ? state : mention.Party;
            if (party.Sort is not (PartySort.Agency or PartySort.Outlet or PartySort.Weapon or PartySort.WeaponFamily or PartySort.Office))
            {
                counts[party] = counts.GetValueOrDefault(party) + 1;
            }
        }

        foreach (Party party in counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Id, StringComparer.Ordinal).Select(pair => pair.Key))
        {
            _rank.TryAdd(party.Name, _rank.Count);
        }
    }

    /// <summary>Everybody who takes part in events of a type.</summary>
    public IEnumerable<string> Told(EventType type)
    {
        foreach ((EventType told, bool _, string name) in _told.Keys)
        {
            if (told == type)
            {
                yield return name;
            }
        }
    }

    /// <summary>Counts what the rules take part in an event for: who does a thing once may do it again.</summary>
    public void Count(EventDraft draft, int sign)
    {
        foreach (bool recipient in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (Participant one in recipient ? draft.Recipients : draft.Actors)
            {
                _told[(draft.Type, recipient, one.Name)] = _told.GetValueOrDefault((draft.Type, recipient, one.Name)) + sign;
                _toldAny[(recipient, one.Name)] = _toldAny.GetValueOrDefault((recipient, one.Name)) + sign;
            }
        }
    }

    /// <summary>What speaks for and against a candidate.</summary>
    public void Describe(EventDraft draft, RoleCandidate candidate, bool recipient, IReadOnlyList<Participant> chosen, Stance stance, IFeatureSink to)
    {
        NamedFeature role = recipient ? Recipient : Actor;
        NamedFeature type = Types[(int)draft.Type];
        NamedFeature part = PartOf(draft.Predicate);
        NamedFeature slot = candidate.Head < 0 ? Unseen : Slots[(int)candidate.Slot];
        NamedFeature depth = Numbers[Math.Min(candidate.Depth, 2)];
        NamedFeature kind = KindOf(candidate);
        bool ruled = recipient ? candidate.RuleRecipient : candidate.RuleActor;
        bool ruledOther = recipient ? candidate.RuleActor : candidate.RuleRecipient;
        bool anyRuled = (recipient ? draft.Recipients : draft.Actors).Count > 0;
        NamedFeature rule = Numbers[(ruled ? 1 : 0) + (ruledOther ? 2 : 0) + (anyRuled ? 4 : 0)];
        NamedFeature place = candidate.Head < 0 ? Unseen : candidate.Inside ? Inside : Outside;
        to.Add(AtSlot, role, part, slot, depth);
        to.Add(AtTypeSlot, role, type, part, slot);
        to.Add(AtWordSlot, role, Word(to, draft.Predicate), part, slot);
        to.Add(AtRule, role, rule);
        to.Add(AtTypeRule, role, type, rule);
        to.Add(AtRuleSlot, role, rule, part, slot);
        to.Add(AtPlace, role, type, place);
        to.Add(AtDistance, role, part, candidate.Head < 0 ? Unseen : Numbers[Distance(candidate.Head - draft.Predicate)]);
        to.Add(AtKind, role, type, kind);
        to.Add(AtKindSlot, role, kind, part, slot);
        to.Add(AtWordKind, role, Word(to, draft.Predicate), kind);
        NamedFeature speaks = candidate.Speaks ? Yes : candidate.SpeakersState ? Beside : No;
        to.Add(AtSpeaker, role, type, speaks);
        to.Add(AtStance, role, Stances[(int)stance], speaks, kind);
        to.Add(AtSame, role, type, Numbers[Math.Min(3, Math.Max(0, _told.GetValueOrDefault((draft.Type, recipient, candidate.Who.Name))))]);
        to.Add(AtOther, role, type, Numbers[Math.Min(3, Math.Max(0, _told.GetValueOrDefault((draft.Type, !recipient, candidate.Who.Name))))]);
        to.Add(AtAny, role, Numbers[Math.Min(4, Math.Max(0, _toldAny.GetValueOrDefault((recipient, candidate.Who.Name))))], Numbers[Math.Min(4, Math.Max(0, _toldAny.GetValueOrDefault((!recipient, candidate.Who.Name))))]);
        to.Add(AtRank, role, type, _rank.TryGetValue(candidate.Who.Name, out int rank) ? Numbers[Math.Min(rank, 5)] : Unseen);
        to.Add(AtForm, role, type, FormOf(candidate));
        to.Add(AtRelation, role, part, candidate.Head < 0 ? Unseen : Relations[(int)_doc.Syntax.Relation(candidate.Head)], slot);
        bool same = false, country = false;
        foreach (Participant other in chosen)
        {
            same |= other.Name == candidate.Who.Name;
            country |= other.Country is not null && other.Country == candidate.Who.Country;
        }

        to.Add(AtChosen, role, same ? Yes : No);
        to.Add(AtCountry, role, type, country ? Yes : No);
    }

    /// <summary>What speaks for and against nobody's being told.</summary>
    public void None(EventDraft draft, List<RoleCandidate> candidates, bool recipient, IFeatureSink to)
    {
        NamedFeature role = recipient ? Recipient : Actor;
        NamedFeature type = Types[(int)draft.Type];
        NamedFeature part = PartOf(draft.Predicate);
        int ruled = (recipient ? draft.Recipients : draft.Actors).Count;
        to.Add(AtNone, role, type, part);
        to.Add(AtNoneWord, role, Word(to, draft.Predicate));
        to.Add(AtNoneRule, role, type, ruled > 0 ? Yes : No);
        int near = 0;
        foreach (RoleCandidate candidate in candidates)
        {
            near += candidate.Inside ? 1 : 0;
        }

        to.Add(AtNoneNear, role, Numbers[Math.Min(near, 4)]);
    }

    private NamedFeature PartOf(int predicate) => _doc.Words[predicate] == PartOfSpeech.Noun ? Noun : _arguments.IsPassive(predicate) ? Passive : Verb;

    private NamedFeature Word(IFeatureSink to, int predicate) => to.Named ? NamedFeature.Of(_doc.Words.Lemma(predicate).ToString()) : new NamedFeature("", NamedFeature.HashOf(_doc.Words.Lemma(predicate)));

    private static int Distance(int tokens) => tokens switch { < -16 => 0, < -6 => 1, < -2 => 2, < 0 => 3, <= 2 => 4, <= 6 => 5, <= 16 => 6, _ => 7 };

    private NamedFeature KindOf(RoleCandidate candidate)
    {
        if (candidate.Who.Party is { } id && _parties.Registry.FindId(id) is { } party)
        {
            return party.Sort == PartySort.Person ? KnownPerson : Sorts[(int)party.Sort];
        }

        if (candidate.Head < 0)
        {
            return Unseen;
        }

        int index = TextOrder.FirstFrom(_doc.Names, static name => name.Tokens, candidate.Head + 1) - 1;
        return index >= 0 && _doc.Names[index].Tokens.Contains(candidate.Head) ? NameKinds[(int)_doc.Names[index].Kind] : Described;
    }

    private NamedFeature FormOf(RoleCandidate candidate)
    {
        if (candidate.Head < 0)
        {
            return Unseen;
        }

        if (_participants.Adjective(candidate.Head) is not null)
        {
            return Adjective;
        }

        return Tags[(int)_doc.Words[candidate.Head]];
    }
}
