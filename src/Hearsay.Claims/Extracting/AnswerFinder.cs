using System.Runtime.InteropServices;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Finds what a denial, a rebuttal or a counter-accusation replies to, in the same document: an accusation inside its own content; a report that the text says the
/// speaker responds to; the accusations against the speaker's side when the content only points at them ("the claims"); an earlier claim that says much the same.
/// </summary>
internal sealed class AnswerFinder
{
    /// <summary>How many sentences before a denial an accusation may stand.</summary>
    private const int Reach = 8;

    /// <summary>How far "all these accusations" reach back, in sentences.</summary>
    private const int LongReach = 16;

    /// <summary>Claims that are looked at on either side of one, however many stand in a sentence: a text without stops is one, and the work stays linear.</summary>
    private const int Farthest = 64;

    /// <summary>Sentences at the start of a text that tell its story in short: a denial there does not close what was said before it.</summary>
    private const int Lead = 2;

    /// <summary>Words that a denial and an earlier claim must share, as part of the smaller of the two.</summary>
    private const double SharedPart = 0.5;

    /// <summary>Words of one content that are compared.</summary>
    private const int ComparedWords = 80;

    private static readonly WordClass Accusations = WordClasses.Of("noun.accusation");
    private static readonly WordClass Reports = WordClasses.Of("noun.report");
    private static readonly WordClass Statements = WordClasses.Of("noun.statement");
    private static readonly WordClass Transfers = WordClasses.Of("verb.transfer");
    private static readonly WordClass Evidence = WordClasses.Of("noun.evidence");
    private static readonly WordClass Slander = WordClasses.Of("slander");
    private static readonly WordClass Respond = WordClasses.Of("respond");
    private static readonly WordClass Record = WordClasses.Of("adverb.record");
    private static readonly WordClass Bills = new(["measure", "resolution", "bill", "legislation", "law", "act", "amendment"]);
    private static readonly WordClass Moves = WordClasses.Of("noun.move");
    private static readonly WordClass Stop = WordClasses.Of("stop");

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PartyMentions _parties;
    private readonly PersonIndex _persons;
    private readonly IReadOnlyList<ClaimDraft> _claims;
    private readonly List<int>[] _answers;
    private readonly Topic?[] _topics;
    private readonly bool[] _settled;

    /// <summary>Works on the claims of one document, in order.</summary>
    public AnswerFinder(Document doc, WordView words, PartyMentions parties, PersonIndex persons, IReadOnlyList<ClaimDraft> claims)
    {
        _doc = doc;
        _words = words;
        _parties = parties;
        _persons = persons;
        _claims = claims;
        _answers = new List<int>[claims.Count];
        _topics = new Topic?[claims.Count];
        _settled = new bool[claims.Count];
    }

    internal enum Pointing
    {
        /// <summary>The content says what it is about.</summary>
        None,

        /// <summary>"it", "the accusation".</summary>
        One,

        /// <summary>"the claims".</summary>
        Several,

        /// <summary>"all these accusations".</summary>
        All,
    }

    internal enum PointedAt
    {
        /// <summary>"the accusations".</summary>
        Accusations,

        /// <summary>"the claims": what was said without an accusation, too.</summary>
        Statements,

        /// <summary>"the reports": what was published.</summary>
        Reports,
    }

    /// <summary>Per claim, the indexes of the claims that it replies to, ascending.</summary>
    public IReadOnlyList<List<int>> Find()
    {
        for (int index = 0; index < _claims.Count; index++)
        {
            List<int> found = _claims[index].Stance switch
            {
                Stance.Denies => OfDenial(index),
                Stance.Asserts => IsRebuttal(index) ? OfRebuttal(index) : [],
                Stance.Accuses or Stance.Urges or Stance.Asks or Stance.Threatens => OfCounter(index),
                Stance.Declines => OfSilence(index),
                _ => [],
            };
            if (found.Count == 0 && _claims[index].Stance is Stance.Denies or Stance.Accuses && Aimed(index) is >= 0 and int aimed)
            {
                found = [aimed];
            }

            found.Sort();
            _answers[index] = found;
            _settled[index] = _claims[index].Stance switch
            {
                Stance.Declines => found.Count > 0,
                Stance.Denies or Stance.Asserts when found.Count > 0 && Responded(index).Order().SequenceEqual(found) => true,
                _ => StepNamed(_claims[index]) >= 0,
            };
        }

        return _answers;
    }

    /// <summary>
    /// What "opposed the measure", "criticised the decision" is aimed at: the nearest earlier claim of another that speaks of a measure, or that announced or demanded what is now called a
    /// decision or a plan; −1 for nothing.
    /// </summary>
    private int Aimed(int index)
    {
        ClaimDraft claim = _claims[index];
        int noun = StepNamed(claim);
        if (noun < 0)
        {
            return -1;
        }

        bool announced = _words[noun] is "decision" or "move" or "plan" or "step" or "announcement" or "proposal" or "idea" or "demand" or "order" or "withdrawal" or "deployment";
        for (int other = index - 1; other >= First(index) && _claims[other].Sentence >= claim.Sentence - LongReach; other--)
        {
            ClaimDraft earlier = _claims[other];
            if (earlier.Speaker.Name == claim.Speaker.Name || earlier.Stance is Stance.Denies or Stance.Declines || earlier.Parent == index)
            {
                continue;
            }

            if ((announced && earlier.Stance is Stance.Pledges or Stance.Threatens or Stance.Urges && earlier.Sentence >= claim.Sentence - AnnouncedReach) || Mentions(earlier.Content, noun))
            {
                return other;
            }
        }

        return -1;
    }

    /// <summary>
    /// True where the rules tell what a claim replies to, or nobody: its content only names a step by its noun ("the decision", "that ban"), a question goes before a silence, or the text itself says that it is a response.
    /// </summary>
    public bool Settles(int index) => _settled[index];

    /// <summary>The question right before: "Asked whether …, she declined to say".</summary>
    private List<int> OfSilence(int index) =>
        index > 0 && _claims[index - 1] is { Stance: Stance.Asks } asked && asked.Sentence >= _claims[index].Sentence - 1 && asked.Speaker.Name != _claims[index].Speaker.Name ? [index - 1] : [];

    /// <summary>The noun of a content that only names a step by it, or −1.</summary>
    private int StepNamed(ClaimDraft claim)
    {
        TokenRange words = claim.Content[0];
        if (claim.Content.Count > 1 || words.Length > LongestAim || _doc.Words.Count == 0 || !(_words[words.Start] is "the" or "this" or "that" or "The" or "This"))
        {
            return -1;
        }

        int noun = words.Start + 1;
        while (noun < words.End && !(_doc.Words[noun] == PartOfSpeech.Noun && (noun + 1 == words.End || _doc.Words[noun + 1] != PartOfSpeech.Noun)))
        {
            noun++;
        }

        return noun < words.End && Moves.Has(_words[noun]) ? noun : -1;
    }

    /// <summary>Words of the longest content that only points at a step of another.</summary>
    private const int LongestAim = 8;

    /// <summary>Sentences between an announcement and "the decision".</summary>
    private const int AnnouncedReach = 3;

    private bool Mentions(List<TokenRange> content, int noun)
    {
        foreach (TokenRange range in content)
        {
            for (int token = range.Start; token < range.End; token++)
            {
                if (_doc.Words[token] == PartOfSpeech.Noun && (_doc.Words.Lemma(token).SequenceEqual(_doc.Words.Lemma(noun)) || (Bills.Has(_words[token]) && Bills.Has(_words[noun]))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private List<int> OfDenial(int index)
    {
        ClaimDraft claim = _claims[index];
        List<int> found = Inside(index);
        if (found.Count > 0)
        {
            return found;
        }

        // "are sceptical of that claim": the last one.
        if (claim.Content is [{ Length: 2 } pointer] && _words[pointer.Start] is "that" or "this" && _words[pointer.Start + 1] is "claim" or "assertion" or "statement" or "suggestion" or "account" or "argument" or "version" or "report")
        {
            for (int other = index - 1; other >= First(index) && _claims[other].Sentence >= claim.Sentence - 2; other--)
            {
                if (_claims[other].Speaker.Name != claim.Speaker.Name && _claims[other].Stance is Stance.Asserts or Stance.Accuses or Stance.Admits)
                {
                    return [other];
                }
            }
        }

        // The same speaker goes on denying what it denied a moment ago.
        if (Continued(index, sentences: 1, onlyDenials: true) is { Count: > 0 } same)
        {
            return same;
        }

        if (Responded(index) is { Count: > 0 } responded)
        {
            return responded;
        }

        // "The ministry denied the accusation. "Not one …," its spokesman said."
        if (index > 0 && _claims[index - 1] is { Stance: Stance.Denies } before && before.Sentence >= claim.Sentence - 1 && _answers[index - 1].Count > 0
            && claim.Form == Form.Direct && _answers[index - 1].TrueForAll(answered => answered != index && !IsSameSide(index, answered)))
        {
            return [.. _answers[index - 1]];
        }

        Pointing pointing = PointsBack(claim.Content, out PointedAt noun, out bool specific);
        if (pointing == Pointing.None || specific)
        {
            found = Overlapping(index, demands: pointing == Pointing.None);
            if (found.Count > 0)
            {
                return found;
            }
        }

        return Against(index, pointing, noun);
    }

    /// <summary>Inside its own content: "rejected accusations that …", "resisted calls to …".</summary>
    private List<int> Inside(int index)
    {
        var found = new List<int>();
        for (int other = Math.Max(0, index - 3); other < Math.Min(_claims.Count, index + 4); other++)
        {
            if (other != index && _claims[other].Parent == index && _claims[other].Stance is Stance.Accuses or Stance.Asserts or Stance.Urges && _claims[other].Speaker.Name != _claims[index].Speaker.Name)
            {
                found.Add(other);
            }
        }

        return found;
    }

    /// <summary>What the same speaker replied to in the sentences right before, or in this one.</summary>
    private List<int> Continued(int index, int sentences, bool onlyDenials = false)
    {
        ClaimDraft claim = _claims[index];
        for (int other = index - 1; other >= First(index) && _claims[other].Sentence >= claim.Sentence - sentences; other--)
        {
            if (_answers[other].Count > 0 && _claims[other].Speaker.Name == claim.Speaker.Name && (!onlyDenials || _claims[other].Stance == Stance.Denies) && !_answers[other].Contains(index))
            {
                return [.. _answers[other]];
            }
        }

        return [];
    }

    /// <summary>What a positive rebuttal ("has always observed the embargo") replies to: what its speaker has just denied, or what the text says that it responds to.</summary>
    private List<int> OfRebuttal(int index) => Continued(index, sentences: 2) is { Count: > 0 } same ? same : Responded(index);

    /// <summary>
    /// What a question, a demand or an accusation replies to: it goes on with a denial and asks for evidence, or speaks of the slander of those who accused its side.
    /// </summary>
    private List<int> OfCounter(int index)
    {
        ClaimDraft claim = _claims[index];
        bool evidence = Has(claim.Content, Evidence);
        if (claim.Stance is Stance.Urges or Stance.Asks)
        {
            int start = _words.Sentence(claim.Content[0].Start);
            for (int other = index - 1; other >= First(index) && _claims[other].Sentence >= start - 2; other--)
            {
                if (_answers[other].Count > 0 && _claims[other].Speaker.Name == claim.Speaker.Name && (evidence || (claim.Stance == Stance.Asks && _claims[other].Sentence >= start - 1)))
                {
                    return [.. _answers[other]];
                }
            }
        }

        return claim.Stance != Stance.Asks && Has(claim.Content, Slander) ? LastAccusationOf(index) : [];
    }

    /// <summary>"NATO should stop smearing China": the last accusation against the speaker's side by a party that the content names.</summary>
    private List<int> LastAccusationOf(int index)
    {
        Topic topic = TopicOf(index);
        for (int other = index - 1; other >= First(index) && _claims[other].Sentence >= _claims[index].Sentence - LongReach; other--)
        {
            ClaimDraft accuser = _claims[other];
            if (accuser.Stance == Stance.Accuses && !IsSameSide(index, other) && Aim(other, index) > 0 && IsNamed(accuser, topic))
            {
                return [other];
            }
        }

        return [];
    }

    /// <summary>The party named at a token, or null.</summary>
    public Parties.Party? PartyAt(int token) => _parties.At(token)?.Party;

    /// <summary>True when a content names the speaker of another claim, or somebody among the words of its source ("leaders of NATO states").</summary>
    public bool IsNamed(ClaimDraft claim, Topic topic)
    {
        if ((claim.Speaker.Party is { } party && topic.Parties.Contains(party)) || (claim.Speaker.Country is { } country && topic.Parties.Contains(country)))
        {
            return true;
        }

        foreach (PartyMention mention in _parties.Inside(claim.Source))
        {
            if (topic.Parties.Contains(mention.Party.Id))
            {
                return true;
            }
        }

        for (int token = claim.Source.Start; token < claim.Source.End; token++)
        {
            if (_doc.Coreference.WithHead(token) is >= 0 and int mention && topic.Entities.Contains(_doc.Coreference.EntityOf(mention)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// "X was responding to reports that …", "in response to accusations by Y": what the text itself says the speaker replies to, in the sentence of the reply or beside it.
    /// </summary>
    private List<int> Responded(int index)
    {
        ClaimDraft claim = _claims[index];
        var found = new List<int>();
        int last = Beside(index, 1);
        for (int other = Beside(index, -1); other <= last; other++)
        {
            ClaimDraft candidate = _claims[other];
            if (other == index || candidate.Stance is not (Stance.Accuses or Stance.Asserts or Stance.Urges) || candidate.Cue.IsEmpty
                || candidate.Parent == index)
            {
                continue;
            }

            if (Responder(candidate) is >= 0 and int verb && (SubjectOf(verb) is >= 0 and int subject ? Names(subject, claim) : candidate.Sentence == claim.Sentence))
            {
                found.Add(other);
            }
        }

        return found;
    }

    /// <summary>The first claim that is looked at for this one.</summary>
    private static int First(int index) => Math.Max(0, index - Farthest);

    /// <summary>The last claim, in this direction, at most two sentences away.</summary>
    private int Beside(int index, int step)
    {
        int at = index;
        while (at + step >= First(index) && at + step < Math.Min(_claims.Count, index + Farthest) && Math.Abs(_claims[at + step].Sentence - _claims[index].Sentence) <= 2)
        {
            at += step;
        }

        return at;
    }

    /// <summary>The word of responding, with "to", that governs the words of the claim; −1 for none.</summary>
    private int Responder(ClaimDraft claim)
    {
        const int Window = 16;
        int from = claim.Cue.Start;
        TokenRange sentence = _words.SentenceRange(claim.Sentence);
        for (int token = from - 1; token >= Math.Max(sentence.Start, from - Window); token--)
        {
            if (_words.Is(token + 1, "to") ? Respond.Has(_words[token]) : _words.Is(token + 1, "about") && _words.Is(token, "asked"))
            {
                return token;
            }
        }

        return -1;
    }

    private int SubjectOf(int verb)
    {
        if ((uint)verb >= (uint)_doc.Syntax.Count)
        {
            return -1;
        }

        int subject = _doc.Syntax.Dependent(verb, DependencyRelation.Nsubj);
        return subject >= 0 ? subject : _doc.Syntax.Dependent(verb, DependencyRelation.NsubjPass);
    }

    /// <summary>True when the phrase with this head stands for the speaker of the claim.</summary>
    private bool Names(int head, ClaimDraft claim)
    {
        int person = _persons.FirstFrom(head + 1) - 1;
        if (person >= 0 && _persons.Mentions[person].Tokens.Contains(head))
        {
            return _persons.Mentions[person].Person.Name == claim.Speaker.Name;
        }

        if (_parties.At(head) is { IsAdjective: false } party)
        {
            return party.Party.Id == claim.Speaker.Party;
        }

        int mention = _doc.Coreference.WithHead(head);
        return mention >= 0 && EntityOf(claim.Source) == _doc.Coreference.EntityOf(mention);
    }

    /// <summary>The entity that a source is about, or −1.</summary>
    public int EntityOf(TokenRange source)
    {
        for (int token = source.Start; token < source.End; token++)
        {
            // The head of the phrase is the token whose head lies outside.
            if (token < _doc.Syntax.Count && !source.Contains(_doc.Syntax.Heads[token]) && _doc.Coreference.WithHead(token) is >= 0 and int mention)
            {
                return _doc.Coreference.EntityOf(mention);
            }
        }

        return -1;
    }

    /// <summary>True when the claim presents a good record of its own side, or insists: how rebuttals speak.</summary>
    private bool IsRebuttal(int index)
    {
        ClaimDraft claim = _claims[index];
        for (int token = claim.Cue.Start; token < claim.Cue.End; token++)
        {
            if (_words[token].StartsWith("insist", StringComparison.OrdinalIgnoreCase) || _words[token].StartsWith("maintain", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        const int Opening = 16;
        int end = Math.Min(claim.Content[0].End, claim.Content[0].Start + Opening);
        for (int token = claim.Content[0].Start; token < end; token++)
        {
            if (Record.Has(_words[token]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the content only points at what is denied: "the claims", "it", "that", "all wrongdoing".</summary>
    /// <param name="content">The content.</param>
    /// <param name="noun">What it points at.</param>
    /// <param name="specific">True when it goes on to say what they are: "accusations that …".</param>
    public Pointing PointsBack(List<TokenRange> content, out PointedAt noun, out bool specific)
    {
        noun = PointedAt.Accusations;
        specific = false;
        bool all = false;
        int count = 0;
        for (int token = content[0].Start; token < content[0].End && count < 8; token++)
        {
            if (!_words.IsWord(token))
            {
                continue;
            }

            ReadOnlySpan<char> word = _words[token];
            all |= word is "all" or "any" or "every" or "All" or "Any" or "various" or "repeated";
            if (Accusations.Has(word))
            {
                noun = Reports.Has(word) ? PointedAt.Reports : Statements.Has(word) ? PointedAt.Statements : PointedAt.Accusations;
                specific = _words[token + 1] is "that" or "of" or "about" && content[0].Contains(token + 1);
                return word is not [.., 's'] ? Pointing.One : all ? Pointing.All : Pointing.Several;
            }

            if (count == 0 && word is "it" or "this" or "that" or "It" or "This" or "That" && content[0].Length <= 2)
            {
                return Pointing.One;
            }

            count++;
        }

        return Pointing.None;
    }

    /// <summary>The accusations against the speaker's side that were not answered yet; only the nearest, and what says the same beside it, when the content points at one.</summary>
    private List<int> Against(int index, Pointing pointing, PointedAt noun)
    {
        ClaimDraft claim = _claims[index];
        int reach = pointing == Pointing.All ? LongReach : Reach;
        bool several = pointing is Pointing.Several or Pointing.All;
        var aimed = new List<int>();
        var others = new List<int>();
        var published = new List<int>();
        for (int other = index - 1; other >= First(index) && _claims[other].Sentence >= claim.Sentence - reach; other--)
        {
            ClaimDraft candidate = _claims[other];
            if (candidate.Stance == Stance.Denies && IsSameSide(index, other) && pointing != Pointing.None && candidate.Sentence >= Lead && _answers[other].Count > 0)
            {
                // What stands before its side's last denial was answered there.
                break;
            }

            if (IsSameSide(index, other) || IsInside(index, other) || candidate.Stance is not (Stance.Accuses or Stance.Asserts))
            {
                continue;
            }

            bool accuses = candidate.Stance == Stance.Accuses;
            if (noun == PointedAt.Reports && candidate.Speaker.Kind is SpeakerKind.Media or SpeakerKind.Document)
            {
                published.Add(other);
            }
            else if (Aim(other, index) > 0 && (accuses || (several && noun != PointedAt.Accusations && claim.Speaker.Country is not null)))
            {
                aimed.Add(other);
            }
            else if (accuses)
            {
                others.Add(other);
            }
        }

        if (published.Count > 0)
        {
            return published;
        }

        if (several)
        {
            return aimed.Count > 0 ? WithContinuations(aimed) : others;
        }

        if (aimed.Count == 0)
        {
            return pointing == Pointing.One && others.Count > 0 ? [others[0]] : [];
        }

        // The nearest; of an issue that several have just raised, all that speak of the same.
        List<int> found = [aimed[0]];
        for (int other = index - 1; other >= First(index) && _claims[other].Sentence >= _claims[aimed[0]].Sentence - 1; other--)
        {
            if (other != aimed[0] && _claims[other].Stance is Stance.Accuses or Stance.Asserts && !IsSameSide(index, other) && !IsInside(index, other) && IsSameIssue(other, aimed[0], claim.Speaker))
            {
                found.Add(other);
            }
        }

        return found;
    }

    /// <summary>With what the same speakers add in the next sentence.</summary>
    private List<int> WithContinuations(List<int> aimed)
    {
        var found = new List<int>(aimed);
        foreach (int one in aimed)
        {
            for (int next = one + 1; next < Math.Min(_claims.Count, one + Farthest) && _claims[next].Sentence <= _claims[one].Sentence + 1; next++)
            {
                if (_claims[next].Speaker.Name == _claims[one].Speaker.Name && _claims[next].Speaker.Name != "unnamed" && _claims[next].Stance is Stance.Accuses or Stance.Asserts && !found.Contains(next))
                {
                    found.Add(next);
                }
            }
        }

        return found;
    }

    /// <summary>True when two accusations against one side share what is not the side's own name.</summary>
    private bool IsSameIssue(int one, int other, Speaker accused)
    {
        Topic first = TopicOf(one);
        Topic second = TopicOf(other);
        int shared = first.Words.Count(second.Words.Contains);
        int parties = first.Parties.Count(party => second.Parties.Contains(party) && party != accused.Party && party != accused.Country);
        return shared >= 3 || (shared >= 2 && parties >= 1) || (parties >= 1 && Has(_claims[one].Content, Transfers) && Has(_claims[other].Content, Transfers));
    }

    /// <summary>True when a claim is another, or stands in its content, be it several deep.</summary>
    public bool IsInside(int index, int other)
    {
        for (int at = other, steps = 0; at >= 0 && steps < _claims.Count; at = _claims[at].Parent, steps++)
        {
            if (at == index)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for claims of one speaker, or of two of one state, the second neither an outlet nor a document.</summary>
    public bool IsSameSide(int one, int other)
    {
        Speaker first = _claims[one].Speaker;
        Speaker second = _claims[other].Speaker;
        return first.Name == second.Name || (first.Country is not null && first.Country == second.Country && second.Kind is not (SpeakerKind.Media or SpeakerKind.Document));
    }

    /// <summary>How surely a claim is aimed at the side that replies: 2 when it names that side first, 1 when it names it at all, 0 otherwise.</summary>
    public int Aim(int accusation, int reply)
    {
        Speaker speaker = _claims[reply].Speaker;
        Topic topic = TopicOf(accusation);
        if (speaker.Party is { } party && topic.First == party)
        {
            return 2;
        }

        if (speaker.Country is { } country)
        {
            return topic.FirstCountry == country ? 2 : topic.Parties.Contains(country) ? 1 : 0;
        }

        if (speaker.Party is { } own && topic.Parties.Contains(own))
        {
            return 1;
        }

        int entity = EntityOf(_claims[reply].Source);
        return (entity >= 0 && topic.Entities.Contains(entity)) || topic.Persons.Contains(speaker.Name) ? 1 : 0;
    }

    /// <summary>Earlier claims that say much the same; demands only where they may be what is refused.</summary>
    private List<int> Overlapping(int index, bool demands)
    {
        var found = new List<int>();
        Topic own = TopicOf(index);
        for (int other = index - 1; other >= First(index) && _claims[other].Sentence >= _claims[index].Sentence - (2 * Reach); other--)
        {
            ClaimDraft candidate = _claims[other];
            if (candidate.Speaker.Name == _claims[index].Speaker.Name || (candidate.Stance is not (Stance.Accuses or Stance.Asserts) && !(demands && candidate.Stance == Stance.Urges)) || IsInside(index, other))
            {
                continue;
            }

            Topic topic = TopicOf(other);
            int shared = own.Words.Count(topic.Words.Contains);
            if (shared >= 2 && shared >= SharedPart * Math.Min(own.Words.Count, topic.Words.Count))
            {
                found.Add(other);
            }
        }

        // Who was accused denies; who was asked to act refuses. An accusation outweighs a demand.
        return found.Exists(other => _claims[other].Stance != Stance.Urges) ? [.. found.Where(other => _claims[other].Stance != Stance.Urges)] : found;
    }

    private bool Has(List<TokenRange> content, WordClass words)
    {
        foreach (TokenRange range in CollectionsMarshal.AsSpan(content))
        {
            for (int token = range.Start; token < range.End; token++)
            {
                if (words.Has(_words[token]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What a claim's content speaks of; made once.</summary>
    public Topic TopicOf(int index)
    {
        if (_topics[index] is { } known)
        {
            return known;
        }

        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var parties = new HashSet<string>(StringComparer.Ordinal);
        var persons = new HashSet<string>(StringComparer.Ordinal);
        var entities = new HashSet<int>();
        string? first = null;
        string? firstCountry = null;
        foreach (TokenRange range in CollectionsMarshal.AsSpan(_claims[index].Content))
        {
            foreach (PartyMention mention in _parties.Inside(range))
            {
                first ??= mention.Party.Id;
                firstCountry ??= mention.Party.Country;
                parties.Add(mention.Party.Id);
                if (mention.Party.Country is { } country)
                {
                    parties.Add(country);
                }
            }

            for (int at = _persons.FirstFrom(range.Start); at < _persons.Mentions.Count && _persons.Mentions[at].Tokens.End <= range.End; at++)
            {
                persons.Add(_persons.Mentions[at].Person.Name);
                if (_persons.Mentions[at].Person.Country is { } country)
                {
                    parties.Add(country);
                }
            }

            for (int token = range.Start; token < range.End && words.Count < ComparedWords; token++)
            {
                if (_doc.Coreference.WithHead(token) is >= 0 and int mention)
                {
                    entities.Add(_doc.Coreference.EntityOf(mention));
                }

                if (_words.IsWord(token) && _words[token].Length > 2 && !Stop.Has(_words[token]))
                {
                    words.Add(token < _doc.Words.Count && _doc.Words.Lemma(token).Length > 0 ? _doc.Words.Lemma(token).ToString() : _words[token].ToString());
                }
            }
        }

        return _topics[index] = new Topic(words, parties, persons, entities, first, firstCountry);
    }

    /// <summary>What a content speaks of.</summary>
    /// <param name="Words">Its words of content, as lemmas.</param>
    /// <param name="Parties">Ids of the parties it names, and codes of their countries.</param>
    /// <param name="Persons">Names of its persons.</param>
    /// <param name="Entities">Entities of its mentions.</param>
    /// <param name="First">Id of the party named first.</param>
    /// <param name="FirstCountry">Country of the first party that has one.</param>
    internal sealed record Topic(HashSet<string> Words, HashSet<string> Parties, HashSet<string> Persons, HashSet<int> Entities, string? First, string? FirstCountry);
}
