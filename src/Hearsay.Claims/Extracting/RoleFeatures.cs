using Hearsay.Claims.Coding;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>What speaks for and against each candidate for a role in an event: features with names, as roles.tsv has them. Works on one document, and knows what is told in its other events.</summary>
internal sealed class RoleFeatures
{
    private static readonly RoleFeature[] Types = RoleFeature.All<EventType>();
    private static readonly RoleFeature[] Slots = RoleFeature.All<Slot>();
    private static readonly RoleFeature[] Stances = RoleFeature.All<Stance>();
    private static readonly RoleFeature[] Sorts = RoleFeature.All<PartySort>();
    private static readonly RoleFeature[] Tags = RoleFeature.All<PartOfSpeech>();
    private static readonly RoleFeature[] NameKinds = RoleFeature.All<NameKind>();
    private static readonly RoleFeature[] Relations = RoleFeature.All<DependencyRelation>();
    private static readonly RoleFeature[] Numbers = [.. Enumerable.Range(0, 12).Select(number => RoleFeature.Of(number.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
    private static readonly RoleFeature Actor = RoleFeature.Of("actor"), Recipient = RoleFeature.Of("recipient");
    private static readonly RoleFeature Noun = RoleFeature.Of("noun"), Verb = RoleFeature.Of("verb"), Passive = RoleFeature.Of("passive");
    private static readonly RoleFeature AtSlot = RoleFeature.Of("slot"), AtTypeSlot = RoleFeature.Of("type-slot"), AtWordSlot = RoleFeature.Of("word-slot"), AtRule = RoleFeature.Of("rule"), AtTypeRule = RoleFeature.Of("type-rule"), AtRuleSlot = RoleFeature.Of("rule-slot");
    private static readonly RoleFeature AtPlace = RoleFeature.Of("place"), AtDistance = RoleFeature.Of("distance"), AtKind = RoleFeature.Of("kind"), AtKindSlot = RoleFeature.Of("kind-slot"), AtSpeaker = RoleFeature.Of("speaker"), AtStance = RoleFeature.Of("stance");
    private static readonly RoleFeature AtSame = RoleFeature.Of("same"), AtOther = RoleFeature.Of("opposite"), AtAny = RoleFeature.Of("any"), AtRank = RoleFeature.Of("rank"), AtForm = RoleFeature.Of("form"), AtRelation = RoleFeature.Of("relation"), AtChosen = RoleFeature.Of("chosen"), AtCountry = RoleFeature.Of("country");
    private static readonly RoleFeature AtNone = RoleFeature.Of("none"), AtNoneWord = RoleFeature.Of("none-word"), AtNoneRule = RoleFeature.Of("none-rule"), AtNoneNear = RoleFeature.Of("none-near"), AtWordKind = RoleFeature.Of("word-kind");
    private static readonly RoleFeature Adjective = RoleFeature.Of("adjective"), Described = RoleFeature.Of("described"), Unseen = RoleFeature.Of("unseen"), KnownPerson = RoleFeature.Of("known-person");
    private static readonly RoleFeature Inside = RoleFeature.Of("inside"), Beside = RoleFeature.Of("beside"), Outside = RoleFeature.Of("outside"), Yes = RoleFeature.Of("yes"), No = RoleFeature.Of("no");

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
    public void Describe(EventDraft draft, RoleCandidate candidate, bool recipient, IReadOnlyList<Participant> chosen, Stance stance, IRoleSink to)
    {
        RoleFeature role = recipient ? Recipient : Actor;
        RoleFeature type = Types[(int)draft.Type];
        RoleFeature part = PartOf(draft.Predicate);
        RoleFeature slot = candidate.Head < 0 ? Unseen : Slots[(int)candidate.Slot];
        RoleFeature depth = Numbers[Math.Min(candidate.Depth, 2)];
        RoleFeature kind = KindOf(candidate);
        bool ruled = recipient ? candidate.RuleRecipient : candidate.RuleActor;
        bool ruledOther = recipient ? candidate.RuleActor : candidate.RuleRecipient;
        bool anyRuled = (recipient ? draft.Recipients : draft.Actors).Count > 0;
        RoleFeature rule = Numbers[(ruled ? 1 : 0) + (ruledOther ? 2 : 0) + (anyRuled ? 4 : 0)];
        RoleFeature place = candidate.Head < 0 ? Unseen : candidate.Inside ? Inside : Outside;
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
        RoleFeature speaks = candidate.Speaks ? Yes : candidate.SpeakersState ? Beside : No;
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
    public void None(EventDraft draft, List<RoleCandidate> candidates, bool recipient, IRoleSink to)
    {
        RoleFeature role = recipient ? Recipient : Actor;
        RoleFeature type = Types[(int)draft.Type];
        RoleFeature part = PartOf(draft.Predicate);
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

    private RoleFeature PartOf(int predicate) => _doc.Words[predicate] == PartOfSpeech.Noun ? Noun : _arguments.IsPassive(predicate) ? Passive : Verb;

    private RoleFeature Word(IRoleSink to, int predicate) => to.Named ? RoleFeature.Of(_doc.Words.Lemma(predicate).ToString()) : new RoleFeature("", RoleFeature.HashOf(_doc.Words.Lemma(predicate)));

    private static int Distance(int tokens) => tokens switch { < -16 => 0, < -6 => 1, < -2 => 2, < 0 => 3, <= 2 => 4, <= 6 => 5, <= 16 => 6, _ => 7 };

    private RoleFeature KindOf(RoleCandidate candidate)
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

    private RoleFeature FormOf(RoleCandidate candidate)
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
