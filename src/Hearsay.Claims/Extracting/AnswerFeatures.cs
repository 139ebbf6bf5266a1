using System.Globalization;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// What speaks for and against one claim's being a reply to another, and to none: features with names, as answers.tsv has them. Works on one document; claims are looked at in their order, and what
/// the earlier ones reply to is known.
/// </summary>
internal sealed class AnswerFeatures
{
    private static readonly NamedFeature[] Stances = NamedFeature.All<Stance>();
    private static readonly NamedFeature[] Kinds = NamedFeature.All<SpeakerKind>();
    private static readonly NamedFeature[] Forms = NamedFeature.All<Form>();
    private static readonly NamedFeature[] CueClasses = NamedFeature.All<CueClass>();
    private static readonly NamedFeature[] Tags = NamedFeature.All<PartOfSpeech>();
    private static readonly NamedFeature[] Pointings = NamedFeature.All<AnswerFinder.Pointing>();
    private static readonly NamedFeature[] Numbers = [.. Enumerable.Range(0, 16).Select(number => NamedFeature.Of(number.ToString(CultureInfo.InvariantCulture)))];
    private static readonly NamedFeature Yes = NamedFeature.Of("yes"), No = NamedFeature.Of("no"), Inside = NamedFeature.Of("inside"), Around = NamedFeature.Of("around"), Before = NamedFeature.Of("before"), After = NamedFeature.Of("after");
    private static readonly NamedFeature Same = NamedFeature.Of("same"), Country = NamedFeature.Of("country"), Other = NamedFeature.Of("other"), Nobody = NamedFeature.Of("nobody"), None = NamedFeature.Of("none"), Name = NamedFeature.Of("Name");
    private static readonly NamedFeature AtStance = NamedFeature.Of("stance"), AtSentences = NamedFeature.Of("sentences"), AtClaims = NamedFeature.Of("claims"), AtSpeaker = NamedFeature.Of("speaker"), AtAim = NamedFeature.Of("aim"), AtNamed = NamedFeature.Of("named"),
        AtShared = NamedFeature.Of("shared"), AtPart = NamedFeature.Of("part"), AtPoint = NamedFeature.Of("point"), AtPointAim = NamedFeature.Of("point-aim"), AtRule = NamedFeature.Of("rule"), AtGoesOn = NamedFeature.Of("goes-on"), AtAnswered = NamedFeature.Of("answered"),
        AtCue = NamedFeature.Of("cue"), AtCueWay = NamedFeature.Of("cue-way"), AtTheirCue = NamedFeature.Of("their-cue"), AtCues = NamedFeature.Of("cues"), AtEcho = NamedFeature.Of("echo"), AtOpening = NamedFeature.Of("opening"), AtKinds = NamedFeature.Of("kinds"), AtForm = NamedFeature.Of("form"),
        AtParagraph = NamedFeature.Of("paragraph"), AtNegated = NamedFeature.Of("negated"), AtClass = NamedFeature.Of("class"), AtHead = NamedFeature.Of("head"), AtTurn = NamedFeature.Of("turn"), AtLead = NamedFeature.Of("lead"), AtAround = NamedFeature.Of("around"), AtEntities = NamedFeature.Of("entities"), AtRare = NamedFeature.Of("rare"), AtRareAim = NamedFeature.Of("rare-aim"), AtHolder = NamedFeature.Of("holder"), AtOften = NamedFeature.Of("often"),
        AtQuestion = NamedFeature.Of("question"), AtBetween = NamedFeature.Of("between"), AtAll = NamedFeature.Of("all"), AtAimTurn = NamedFeature.Of("aim-turn"), AtHeads = NamedFeature.Of("heads"), AtDirect = NamedFeature.Of("direct"), AtDefinite = NamedFeature.Of("definite"), AtDefiniteWord = NamedFeature.Of("definite-word");
    private static readonly NamedFeature NoneStance = NamedFeature.Of("none-stance"), NoneCue = NamedFeature.Of("none-cue"), NonePoint = NamedFeature.Of("none-point"), NoneOpening = NamedFeature.Of("none-opening"), NoneFirst = NamedFeature.Of("none-first"), NoneKind = NamedFeature.Of("none-kind"),
        NoneGoesOn = NamedFeature.Of("none-goes-on"), NoneRule = NamedFeature.Of("none-rule"), NoneAccused = NamedFeature.Of("none-accused"), NoneNegated = NamedFeature.Of("none-negated"), NoneClass = NamedFeature.Of("none-class"), NoneHead = NamedFeature.Of("none-head"), NoneWord = NamedFeature.Of("none-word");

    /// <summary>Words at the start of a reply's content whose own weights are summed.</summary>
    private const int Opening = 6;

    /// <summary>Tokens of a content, and on either side of it, that are looked at: a text without stops is one sentence.</summary>
    private const int Window = 80;

    /// <summary>Tokens of the longest content that only names what was spoken of before.</summary>
    private const int LongestDefinite = 5;

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly IReadOnlyList<ClaimDraft> _claims;
    private readonly AnswerFinder _rules;
    private readonly Side[] _sides;
    private readonly Dictionary<string, int> _spread = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Works on the claims of one document, in order.</summary>
    public AnswerFeatures(Document doc, WordView words, IReadOnlyList<ClaimDraft> claims, AnswerFinder rules)
    {
        _doc = doc;
        _words = words;
        _claims = claims;
        _rules = rules;
        ILookup<string, int> speakers = Enumerable.Range(0, claims.Count).ToLookup(claim => claims[claim].Speaker.Name, StringComparer.Ordinal);
        _sides = [.. claims.Select(claim => Describe(claim, speakers[claim.Speaker.Name]))];
        for (int claim = 0; claim < claims.Count; claim++)
        {
            foreach (string word in rules.TopicOf(claim).Words)
            {
                _spread[word] = _spread.GetValueOrDefault(word) + 1;
            }
        }
    }

    /// <summary>What is asked of every claim again and again.</summary>
    /// <param name="Speaker">Number of the first claim of the same speaker.</param>
    /// <param name="Often">How many claims the speaker has.</param>
    /// <param name="Cue">The word of the cue.</param>
    /// <param name="CueToken">Its token, or −1.</param>
    /// <param name="Class">What the cue does.</param>
    /// <param name="Opens">How the sentence opens.</param>
    /// <param name="Head">The word on which the content hangs.</param>
    /// <param name="Negated">Whether the content denies.</param>
    /// <param name="Point">How the content points back.</param>
    /// <param name="Paragraph">Number of the paragraph.</param>
    /// <param name="Asks">Whether it ends in a question mark.</param>
    /// <param name="Definite">Whether the content only names what was spoken of before.</param>
    /// <param name="Entity">Entity of the source, or −1.</param>
    private sealed record Side(int Speaker, int Often, NamedFeature Cue, int CueToken, NamedFeature Class, NamedFeature Opens, NamedFeature Head, bool Negated, NamedFeature Point, int Paragraph, bool Asks, bool Definite, int Entity);

    private Side Describe(ClaimDraft claim, IEnumerable<int> spoken)
    {
        int cue = -1;
        CueClass cueClass = CueClass.None;
        for (int token = claim.Cue.Start; token < claim.Cue.End; token++)
        {
            cue = cue < 0 && _doc.Words.Count > 0 && _doc.Words[token] is PartOfSpeech.Verb or PartOfSpeech.Noun ? token : cue;
            cueClass = cueClass == CueClass.None ? CueLexicon.At(_words, token, claim.Cue.End).Class : cueClass;
        }

        if (cue < 0 && !claim.Cue.IsEmpty)
        {
            cue = claim.Cue.Start;
        }

        TokenRange content = First(claim);
        bool negated = false;
        for (int token = content.Start; token < content.End; token++)
        {
            negated |= _words.IsNegation(token);
        }

        TokenRange sentence = _words.SentenceRange(claim.Sentence);
        int opens = sentence.Start;
        while (opens < Math.Min(sentence.End, sentence.Start + Window) && !_words.IsWord(opens))
        {
            opens++;
        }

        AnswerFinder.Pointing pointing = _rules.PointsBack(claim.Content, out _, out bool specific);
        int last = claim.Content[^1].End;
        return new Side(
            spoken.First(),
            spoken.Count(),
            Word(cue),
            cue,
            CueClasses[(int)cueClass],
            Form(opens),
            Word(_words.Head(content)),
            negated,
            specific ? Other : Pointings[(int)pointing],
            _doc.Sentences.Count == 0 ? 0 : _doc.Sentences.Paragraphs[claim.Sentence],
            _words[last - 1] is "?" || _words[last] is "?",
            claim.Content.Count == 1 && claim.Content[0].Length <= LongestDefinite && _words[content.Start] is "the" or "this" or "that" or "these" or "those" or "The" or "such",
            _rules.EntityOf(claim.Source));
    }

    /// <summary>What speaks for and against a reply of one claim to another.</summary>
    /// <param name="reply">The claim that may reply.</param>
    /// <param name="target">The one it may reply to.</param>
    /// <param name="answers">What earlier claims reply to.</param>
    /// <param name="byRule">What the rules find that it replies to.</param>
    /// <param name="to">Takes the features.</param>
    public void Describe(int reply, int target, IReadOnlyList<List<int>> answers, List<int> byRule, IFeatureSink to)
    {
        ClaimDraft one = _claims[reply], other = _claims[target];
        Side side = _sides[reply], their = _sides[target];
        NamedFeature stance = Stances[(int)one.Stance], theirStance = Stances[(int)other.Stance];
        NamedFeature way = other.Parent == reply ? Inside : _rules.IsInside(target, reply) ? Around : target < reply ? Before : After;
        NamedFeature apart = Numbers[Sentences(Math.Abs(one.Sentence - other.Sentence))];
        NamedFeature turn = IsLastOfOthers(reply, target) ? Yes : No;
        NamedFeature speaker = one.Speaker.Kind == SpeakerKind.Unnamed || other.Speaker.Kind == SpeakerKind.Unnamed ? Nobody : side.Speaker == their.Speaker ? Same : _rules.IsSameSide(reply, target) ? Country : Other;
        NamedFeature aim = Numbers[_rules.Aim(target, reply)];
        NamedFeature named = _rules.IsNamed(other, _rules.TopicOf(reply)) ? Yes : No;
        (int shared, int rare, int least) = Shared(reply, target);
        NamedFeature denials = side.Negated == their.Negated ? Same : Other;
        NamedFeature part = Numbers[least == 0 ? 0 : 1 + Math.Min(4, shared * 5 / least)];
        NamedFeature point = side.Point;
        to.Add(AtStance, stance, theirStance, way);
        to.Add(AtSentences, stance, theirStance, way, apart);
        to.Add(AtClaims, stance, Numbers[Claims(Math.Abs(reply - target))], turn);
        to.Add(AtTurn, way, apart, turn);
        to.Add(AtSpeaker, stance, way, speaker);
        to.Add(AtAim, stance, theirStance, aim, speaker);
        to.Add(AtNamed, stance, theirStance, named);
        to.Add(AtShared, stance, Numbers[Math.Min(shared, 6)]);
        to.Add(AtPart, way, part, denials);
        to.Add(AtPoint, point, theirStance, turn);
        to.Add(AtPointAim, point, aim, way);
        to.Add(AtRule, stance, byRule.Contains(target) ? Yes : byRule.Count > 0 ? Other : No);
        to.Add(AtGoesOn, stance, GoesOn(reply, target, answers));
        to.Add(AtAnswered, stance, Answered(reply, target, answers), turn);
        to.Add(AtClass, side.Class, their.Class, way);
        to.Add(AtCue, side.Cue, theirStance, way);
        to.Add(AtCueWay, side.Cue, way, turn);
        to.Add(AtTheirCue, stance, their.Cue, way);
        to.Add(AtCues, side.Cue, their.Cue);
        to.Add(AtEcho, stance, Echoes(one, their.CueToken) ? Yes : No, theirStance);
        to.Add(AtOpening, side.Opens, theirStance, turn);
        to.Add(AtKinds, Kinds[(int)one.Speaker.Kind], Kinds[(int)other.Speaker.Kind], stance);
        to.Add(AtForm, stance, Forms[(int)one.Form], turn, apart);
        to.Add(AtParagraph, stance, Numbers[Math.Clamp(side.Paragraph - their.Paragraph, -1, 4) + 1], turn);
        to.Add(AtNegated, stance, side.Negated ? Yes : No, part);
        to.Add(AtHead, side.Head, theirStance, turn);
        to.Add(AtLead, other.Sentence <= 2 ? Yes : No, apart);
        NamedFeature around = Numbers[NamedAround(reply, target)];
        to.Add(AtAround, stance, around, turn);
        to.Add(AtAround, around, way, apart);
        to.Add(AtEntities, stance, Numbers[Math.Min(3, Entities(reply, target))]);
        rare = Math.Min(4, rare);
        to.Add(AtRare, Numbers[rare], way, denials);
        to.Add(AtRareAim, Numbers[rare], aim, apart);
        to.Add(AtHolder, stance, other.Parent < 0 || other.Parent == reply ? None : _sides[other.Parent].Speaker == side.Speaker ? Same : Other, turn);
        to.Add(AtOften, stance, Numbers[Math.Min(5, their.Often)]);
        to.Add(AtQuestion, stance, their.Asks ? Yes : No, turn, theirStance);
        to.Add(AtBetween, stance, Numbers[Between(reply, target)], theirStance);
        to.Add(AtAll, stance, theirStance, aim, turn, apart);
        to.Add(AtAimTurn, aim, turn, way, speaker, named);
        to.Add(AtHeads, side.Head, their.Cue);
        to.Add(AtDirect, side.Cue, point, turn);
        if (side.Definite)
        {
            // "the measure", "these demands": what it names was spoken of before.
            to.Add(AtDefinite, stance, theirStance, Numbers[Math.Min(shared, 1)], turn);
            to.Add(AtDefiniteWord, side.Head, theirStance, Numbers[Math.Min(shared, 1)]);
        }
    }

    /// <summary>What speaks for and against a claim's replying to none.</summary>
    public void Alone(int reply, IReadOnlyList<List<int>> answers, List<int> byRule, IFeatureSink to)
    {
        ClaimDraft one = _claims[reply];
        Side side = _sides[reply];
        NamedFeature stance = Stances[(int)one.Stance];
        to.Add(NoneStance, stance, Forms[(int)one.Form]);
        to.Add(NoneCue, side.Cue);
        to.Add(NoneCue, side.Cue, stance);
        to.Add(NonePoint, side.Point, stance);
        to.Add(NoneOpening, side.Opens);
        to.Add(NoneKind, Kinds[(int)one.Speaker.Kind], stance);
        to.Add(NoneRule, byRule.Count > 0 ? Yes : No, stance);
        to.Add(NoneNegated, side.Negated ? Yes : No, stance);
        to.Add(NoneClass, side.Class, stance);
        to.Add(NoneHead, side.Head);
        to.Add(NoneGoesOn, LastOf(reply) is >= 0 and int last ? answers[last].Count > 0 ? Yes : No : None, stance);
        int first = one.Content[0].Start;
        to.Add(NoneFirst, Form(first), stance);
        for (int token = first; token < Math.Min(one.Content[0].End, first + Opening); token++)
        {
            to.Add(NoneWord, Form(token));
        }

        int aimed = 0;
        for (int target = reply - 1; target >= 0 && target >= reply - Far; target--)
        {
            aimed = Math.Max(aimed, _claims[target].Stance is Stance.Accuses or Stance.Denies && !_rules.IsSameSide(reply, target) ? 1 + _rules.Aim(target, reply) : 0);
        }

        to.Add(NoneAccused, Numbers[aimed], stance);
    }

    /// <summary>Claims back in which an accusation against the speaker, or a claim of his own, counts.</summary>
    private const int Far = 8;

    /// <summary>Whether the speaker goes on: what his last claim replies to, and whether it stands right before.</summary>
    private NamedFeature GoesOn(int reply, int target, IReadOnlyList<List<int>> answers)
    {
        int last = LastOf(reply);
        return last < 0 ? None : Numbers[(answers[last].Contains(target) ? 2 : answers[last].Count > 0 ? 1 : 0) + (_claims[reply].Sentence - _claims[last].Sentence <= 1 ? 3 : 0)];
    }

    /// <summary>The last claim of the same speaker, a few sentences back at most; −1 for none.</summary>
    private int LastOf(int reply)
    {
        for (int other = reply - 1; other >= 0 && other >= reply - Far && _claims[other].Sentence >= _claims[reply].Sentence - 3; other--)
        {
            if (_sides[other].Speaker == _sides[reply].Speaker && _claims[other].Speaker.Kind != SpeakerKind.Unnamed)
            {
                return other;
            }
        }

        return -1;
    }

    /// <summary>Who has replied to the target already: the same speaker, its state's, another, or nobody.</summary>
    private NamedFeature Answered(int reply, int target, IReadOnlyList<List<int>> answers)
    {
        NamedFeature found = No;
        for (int other = reply - 1; other >= 0 && other >= target - Far; other--)
        {
            if (answers[other].Contains(target))
            {
                if (_sides[other].Speaker == _sides[reply].Speaker)
                {
                    return Same;
                }

                found = _rules.IsSameSide(reply, other) ? Country : Other;
            }
        }

        return found;
    }

    /// <summary>True for the last claim before the reply that is another's.</summary>
    private bool IsLastOfOthers(int reply, int target)
    {
        for (int other = target + 1; other < reply; other++)
        {
            if (_sides[other].Speaker != _sides[reply].Speaker && _claims[other].Parent != reply)
            {
                return false;
            }
        }

        return target < reply && _sides[target].Speaker != _sides[reply].Speaker;
    }

    /// <summary>True when the reply's content names what the other's cue does: "rejected the request" and "requested".</summary>
    private bool Echoes(ClaimDraft reply, int theirCue)
    {
        const int Stem = 4;
        ReadOnlySpan<char> cue = _words[theirCue];
        if (cue.Length < Stem)
        {
            return false;
        }

        int end = Math.Min(reply.Content[0].End, reply.Content[0].Start + Opening);
        for (int token = reply.Content[0].Start; token < end; token++)
        {
            if (_words[token].StartsWith(cue[..Stem], StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what surrounds the reply names who makes the other claim: 3 in its own sentence outside its content, 2 in the sentence before, 1 in its content, 0 nowhere.</summary>
    private int NamedAround(int reply, int target)
    {
        ClaimDraft one = _claims[reply], other = _claims[target];
        if (other.Speaker.Kind == SpeakerKind.Unnamed)
        {
            return 0;
        }

        TokenRange sentence = _words.SentenceRange(one.Sentence);
        int entity = _sides[target].Entity;
        bool person = other.Speaker.Kind == SpeakerKind.Person;
        bool Named(int from, int to)
        {
            for (int token = from; token < to; token++)
            {
                // A name, or a pronoun for it.
                if (_doc.Words.Count == 0 || _doc.Words[token] is not (PartOfSpeech.Propn or PartOfSpeech.Pron or PartOfSpeech.Noun or PartOfSpeech.Adj) || other.Source.Contains(token) || one.Source.Contains(token))
                {
                    continue;
                }

                if ((entity >= 0 && _doc.Coreference.WithHead(token) is >= 0 and int mention && _doc.Coreference.EntityOf(mention) == entity)
                    || (_rules.PartyAt(token) is { } party && (party.Id == other.Speaker.Party || (party.Country is not null && party.Country == other.Speaker.Country && !person)))
                    || (person && _words.IsCapital(token) && _words.Core(token) is { Length: > 2 } name && other.Speaker.Name.AsSpan().EndsWith(name, StringComparison.Ordinal)))
                {
                    return true;
                }
            }

            return false;
        }

        TokenRange content = First(one);
        if (Named(Math.Max(sentence.Start, content.Start - Window), Math.Min(sentence.End, content.Start)) || Named(Math.Max(sentence.Start, one.Content[0].End), Math.Min(sentence.End, one.Content[0].End + Window)))
        {
            return 3;
        }

        return Named(content.Start, content.End) ? 1 : one.Sentence > 0 && Named(Math.Max(_words.SentenceRange(one.Sentence - 1).Start, sentence.Start - Window), sentence.Start) ? 2 : 0;
    }

    /// <summary>The beginning of a content.</summary>
    private static TokenRange First(ClaimDraft claim) => new(claim.Content[0].Start, Math.Min(claim.Content[0].End, claim.Content[0].Start + Window));

    private int Entities(int reply, int target)
    {
        HashSet<int> one = _rules.TopicOf(reply).Entities, other = _rules.TopicOf(target).Entities;
        int shared = 0;
        foreach (int entity in one)
        {
            shared += other.Contains(entity) ? 1 : 0;
        }

        return shared;
    }

    /// <summary>How many others speak between both, to three.</summary>
    private int Between(int reply, int target)
    {
        Span<int> seen = stackalloc int[3];
        int count = 0;
        for (int other = Math.Min(reply, target) + 1; other < Math.Max(reply, target) && count < seen.Length; other++)
        {
            int speaker = _sides[other].Speaker;
            if (speaker != _sides[reply].Speaker && speaker != _sides[target].Speaker && !seen[..count].Contains(speaker))
            {
                seen[count++] = speaker;
            }
        }

        return count;
    }

    /// <summary>Words that both have, those of them that few claims of the document have, and how many words the shorter one has.</summary>
    private (int Shared, int Rare, int Least) Shared(int reply, int target)
    {
        HashSet<string> one = _rules.TopicOf(reply).Words, other = _rules.TopicOf(target).Words;
        int shared = 0, rare = 0;
        foreach (string word in one.Count < other.Count ? one : other)
        {
            if ((one.Count < other.Count ? other : one).Contains(word))
            {
                shared++;
                rare += _spread[word] <= 2 + (_claims.Count / 10) ? 1 : 0;
            }
        }

        return (shared, rare, Math.Min(one.Count, other.Count));
    }

    private NamedFeature Word(int token) => (uint)token >= (uint)_doc.Words.Count ? None : _doc.Words[token] == PartOfSpeech.Propn ? Name : NamedFeature.Of(_doc.Words.Lemma(token).ToString());

    /// <summary>A small word as its dictionary form; of others the part of speech.</summary>
    private NamedFeature Form(int token) => (uint)token < (uint)_doc.Words.Count && _doc.Words[token] is PartOfSpeech.Propn or PartOfSpeech.Num or PartOfSpeech.Noun or PartOfSpeech.Punct ? Tags[(int)_doc.Words[token]] : Word(token);

    private static int Sentences(int apart) => apart switch { <= 2 => apart, <= 4 => 3, <= 8 => 4, <= 16 => 5, _ => 6 };

    private static int Claims(int apart) => apart switch { <= 3 => apart, <= 6 => 4, <= 12 => 5, _ => 6 };
}
