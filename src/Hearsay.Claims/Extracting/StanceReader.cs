using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Tells how a source puts its content: by the words of the cue and their negation, and where the cue is neutral ("said") by the content: whose act it tells, and
/// whether that is negated, promised, demanded or blamed. The subject is taken from the tree; where there is none, it is the first party named.
/// </summary>
internal sealed class StanceReader
{
    /// <summary>Words from which on a content is more than the question that it ends in.</summary>
    private const int LongestQuestion = 24;

    /// <summary>Words of what one will do among which a hostile step is looked for.</summary>
    private const int FutureReach = 14;

    private static readonly WordClass NounSigns = WordClasses.Of("before.noun");
    private static readonly WordClass Speech = WordClasses.Of("verb.speech");
    private static readonly WordClass BlameVerbs = WordClasses.Of("verb.blame");
    private static readonly WordClass BlameNouns = WordClasses.Of("noun.blame");
    private static readonly WordClass Accusations = WordClasses.Of("noun.accusation");
    private static readonly WordClass False = WordClasses.Of("adj.false");
    private static readonly WordClass Obligations = WordClasses.Of("modal.urge");
    private static readonly WordClass Imperatives = WordClasses.Of("verb.imperative");
    private static readonly WordClass Adverbs = WordClasses.Of("adverb");
    private static readonly WordClass Finite = WordClasses.Of("finite");
    private static readonly WordClass FirstPerson = WordClasses.Of("first");
    private static readonly WordClass Be = WordClasses.Of("be");
    private static readonly WordClass Faults = WordClasses.Of("noun.fault");
    private static readonly WordClass Disapproving = WordClasses.Of("adj.disapproving");
    private static readonly WordClass Calling = WordClasses.Of("verb.calling");
    private static readonly WordClass Reproaches = WordClasses.Of("word.reproach");
    private static readonly WordClass Outcomes = WordClasses.Of("noun.outcome");
    private static readonly WordClass Defences = WordClasses.Of("adj.defence");
    private static readonly WordClass ItPronouns = WordClasses.Of("pronoun.it");

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PartyMentions _parties;
    private readonly SpeakerSides _sides;
    private readonly FactualityReader _factuality;
    private readonly BlameReader _blame;
    private readonly ReproachReader _reproach;
    private readonly ContentWords _contents;
    private readonly DenialReader _denials;
    private readonly IntentReader _intents;

    /// <summary>Works on one document.</summary>
    public StanceReader(Document doc, WordView words, PartyMentions parties, PersonIndex persons, FactualityReader factuality)
    {
        _doc = doc;
        _factuality = factuality;
        _words = words;
        _parties = parties;
        _sides = new SpeakerSides(doc, words, parties, persons);
        _contents = new ContentWords(words);
        _denials = new DenialReader(doc, words, _sides, factuality, _contents);
        _intents = new IntentReader(doc, words, _sides, _contents);
        _reproach = new ReproachReader(doc, words, factuality);
        _blame = new BlameReader(doc, words, factuality, new ThingReader(doc, words, parties.Registry));
    }

    /// <summary>The stance of a speaker with this cue to this content.</summary>
    /// <param name="source">The words of the source; may be empty.</param>
    /// <param name="cue">The cue's tokens; may be empty.</param>
    /// <param name="content">The content's ranges without outer marks, at least one.</param>
    /// <param name="speaker">Who speaks: tells own acts from others'.</param>
    /// <param name="form">Whether the content is quoted.</param>
    /// <param name="relays">True when the content holds another attribution.</param>
    public Stance Read(TokenRange source, TokenRange cue, IReadOnlyList<TokenRange> content, Speaker speaker, Form form, bool relays)
    {
        var told = new Told(content, source, _factuality.TopPredicate(content), form == Form.Direct);
        List<int> words = WordsOf(content);
        (CueClass cueClass, int at) = Classify(cue);
        bool negated = IsNegated(cue, at) || (!source.IsEmpty && (_words.Is(source.Start, "no") || _words.Is(source.Start, "none") || _words.Is(source.Start, "nobody") || _words.Is(source.Start, "neither")));
        if (negated && words.Count <= 2 && _contents.HasWord(words, 0, 2, "comment", "comments"))
        {
            // "was not available for comment", "did not return calls seeking comment"
            return Stance.Declines;
        }

        if (HasYet(cue))
        {
            // "has yet to comment on", "was unable to confirm"
            return Stance.Declines;
        }

        if (TakesBlame(cue))
        {
            return Stance.Admits;
        }

        if (_contents.IsForm(cue.Start, "avoid") && at > cue.Start)
        {
            // "avoids condemning"
            return Stance.Declines;
        }

        switch (cueClass)
        {
            case CueClass.Decline:
                return Stance.Declines;
            case CueClass.Refuse:
                return RefusesToSay(cue, words) ? Stance.Declines : Stance.Denies;
            case CueClass.Deny:
                return negated ? Stance.Declines : IsAccess(words) && _contents.IsForm(at, "den") ? Stance.Urges : Stance.Denies;
            case CueClass.Accuse:
                return negated ? Stance.Declines : Stance.Accuses;
            case CueClass.Criticise:
                return negated ? Stance.Declines : AimsAtAccusation(words) ? Stance.Denies : Stance.Accuses;
            case CueClass.Admit when !negated && _contents.IsForm(at, "regret") && _sides.SubjectOf(words, told, speaker, out _) == Side.Other:
                // "regrets that Kenya has left the talks"
                return Stance.Accuses;
            case CueClass.Admit:
                return negated ? Stance.Denies : _contents.IsForm(at, "acknowledg") && !_contents.HasFinite(words) && !HasFault(words) && !IsGerund(words) ? Stance.Asserts : Stance.Admits;
            case CueClass.Threaten:
                return negated ? Stance.Denies : Stance.Threatens;
            // "is determined to go" is a plan, "determined that they had gone" a finding.
            case CueClass.Pledge when !(_contents.IsForm(at, "determin") && _contents.HasFinite(words)) && !IsAgreement(at, words) && !IsOath(at, words):
                return negated ? Stance.Denies : _intents.Pledge(words, at);
            case CueClass.Warn:
                return negated ? Stance.Declines : Warning(cue, words, told, speaker);
            case CueClass.Urge:
                return negated ? Stance.Declines : IsProbing(cue, at, words) ? Stance.Asks : Stance.Urges;
            case CueClass.AskUrge:
                return negated ? Stance.Declines : Asking(cue, words, content);
            case CueClass.Ask:
                // "questioned the figures" doubts them, "questioned whether" asks.
                return negated ? Stance.Asserts : _contents.IsForm(at, "question") && words.Count > 0 ? Questioning(at, words, told, speaker) : Stance.Asks;
            case CueClass.Want:
                return negated ? Stance.Denies : Wanting(cue, words);
            case CueClass.NegSay:
                return Stance.Declines;
            case CueClass.Say when relays && !negated && speaker.Kind == SpeakerKind.Media:
                // "Reuters reported that a source denied …": the outlet passes it on.
                return Stance.Asserts;
            case CueClass.Say when relays && !negated && IsSaying(told) && _sides.SubjectOf(words, told, speaker, out _) != Side.Own:
                // "Uganda said that Kenya had denied …": the blame, if there is any, is in what Kenya denied.
                return Stance.Asserts;
            default:
                return negated && !cue.IsEmpty ? NegatedSaying(cue, at) : FromContent(cue, at, words, told, speaker, form);
        }
    }

    private List<int> WordsOf(IReadOnlyList<TokenRange> content)
    {
        var words = new List<int>();
        foreach (TokenRange range in content)
        {
            for (int token = range.Start; token < range.End && words.Count < ContentWords.Reach; token++)
            {
                if (_words.IsWord(token) || _words[token] is "n't" or "n’t" or "'ll" or "’ll")
                {
                    words.Add(token);
                }
            }
        }

        return words;
    }

    /// <summary>The strongest class among the cue's words, and its token.</summary>
    private (CueClass Class, int Token) Classify(TokenRange cue)
    {
        CueClass best = CueClass.None;
        int at = cue.Start;
        for (int token = cue.Start; token < cue.End;)
        {
            // Particles may stand outside a cue that a reader drew too narrow.
            (CueClass found, int length) = CueLexicon.At(_words, token, Math.Min(_words.Count, cue.End + 2));
            if (length == 1 && CueLexicon.AsNoun(_words[token]) is not CueClass.None and var noun && IsNounHere(token))
            {
                found = noun;
            }

            if (found > best)
            {
                best = found;
                at = token;
            }

            token += Math.Max(1, length);
        }

        return (best, at);
    }

    /// <summary>True when a word that is noun and verb ("calls", "claims") follows a determiner, a possessor, a preposition or an adjective of a party.</summary>
    private bool IsNounHere(int token)
    {
        ReadOnlySpan<char> before = _words[token - 1];
        return _words.IsPossessive(token - 1) || NounSigns.Has(before) || (_parties.At(token - 1) is { IsAdjective: true } && _words[token].EndsWith("s", StringComparison.Ordinal));
    }

    /// <summary>A negation in the cue before its head, or right before the cue (readers often leave "did not" out).</summary>
    private bool IsNegated(TokenRange cue, int at)
    {
        if (cue.IsEmpty)
        {
            return false;
        }

        for (int token = cue.Start; token < cue.End; token++)
        {
            if (_words.IsNegation(token) || _words.Is(token, "without"))
            {
                return true;
            }

            if ((_words.Is(token, "fail") || _words.Is(token, "failed") || _words.Is(token, "fails")) && token < at)
            {
                return true;
            }
        }

        for (int token = cue.Start - 1; token >= Math.Max(0, cue.Start - 3); token--)
        {
            if (_words.IsNegation(token))
            {
                return !_words.Is(token, "no") && !_words.Is(token, "none");
            }

            if (!Adverbs.Has(_words[token]) && !Finite.Has(_words[token]) && !Be.Has(_words[token]) && _words[token] is not ("to" or "been"))
            {
                return _words.Is(token, "without");
            }
        }

        return false;
    }

    /// <summary>"has yet to comment", "was unable to confirm".</summary>
    private bool HasYet(TokenRange cue)
    {
        bool yet = false;
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (yet && (Speech.Has(_words[token]) || _words[token] is "comment" or "respond" or "establish"))
            {
                return true;
            }

            yet |= _words[token] is "yet" or "unable" && _words.Is(token + 1, "to");
        }

        return false;
    }

    /// <summary>"accepted personal blame for", "took full responsibility for".</summary>
    private bool TakesBlame(TokenRange cue)
    {
        bool takes = false;
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (takes && _words[token] is "blame" or "responsibility")
            {
                return true;
            }

            takes |= _contents.IsForm(token, "accept") || _words[token] is "take" or "takes" or "took" or "taking" or "taken";
        }

        return false;
    }

    private bool RefusesToSay(TokenRange cue, List<int> words)
    {
        for (int token = cue.Start; token < Math.Min(cue.End + 1, _words.Count); token++)
        {
            if (!_contents.IsForm(token, "refus") && Speech.Has(_words[token]))
            {
                return true;
            }
        }

        if (words.Count > 2 && _words.Is(words[0], "to") && ((_words.Is(words[1], "give") && _contents.HasWord(words, 2, 4, "details", "detail", "reasons", "information")) || (_words.Is(words[1], "make") && _words.Is(words[2], "public"))))
        {
            // "refused to give any details"
            return true;
        }

        return words.Count > 0 && (Speech.Has(_words[words[0]]) || (words.Count > 1 && _words.Is(words[0], "to") && Speech.Has(_words[words[1]])));
    }

    /// <summary>"denied four ships access": a refusal of entry, not of a statement.</summary>
    private bool IsAccess(List<int> words)
    {
        for (int i = 0; i < Math.Min(words.Count, 6); i++)
        {
            ReadOnlySpan<char> word = _words[words[i]];
            if (word is "that" or "having" || Finite.Has(word))
            {
                return false;
            }

            if (word is "access" or "entry" or "permission" or "visas" or "visa" or "overflight" or "asylum" or "landing" or "docking")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"acknowledged the failure" admits something, "acknowledged the sacrifice of the crews" does not.</summary>
    private bool HasFault(List<int> words)
    {
        foreach (int token in words)
        {
            if (Faults.Has(_words[token]) || BlameNouns.Has(_words[token]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"acknowledged calling up reservists": an act of one's own.</summary>
    private bool IsGerund(List<int> words) => words.Count > 1 && _words[words[0]].EndsWith("ing", StringComparison.Ordinal) && _doc.Words.Count > 0 && _doc.Words[words[0]] == PartOfSpeech.Verb;

    /// <summary>"agreed that the road was public", "agrees with the report": an opinion, no promise.</summary>
    private bool IsAgreement(int at, List<int> words) => _contents.IsForm(at, "agree") && (_words.Is(at + 1, "with") || (words.Count > 0 && !_words.Is(words[0], "to") && _contents.HasFinite(words) && _contents.WillAt(words) < 0));

    /// <summary>"swore that he had paid": what was, not what will be.</summary>
    private bool IsOath(int at, List<int> words) => _contents.IsForm(at, "swear", "swor") && _contents.HasFinite(words) && _contents.WillAt(words) < 0;

    /// <summary>"pressed on whether she would stand", "invited to comment": a question.</summary>
    private bool IsProbing(TokenRange cue, int at, List<int> words)
    {
        if (!_contents.IsForm(at, "press", "invit") || words.Count == 0)
        {
            return false;
        }

        int first = _words.Is(words[0], "to") && words.Count > 1 ? 1 : 0;
        return (_contents.IsForm(at, "press") && (_words[cue.End - 1] is "on" or "about" || _words[words[0]] is "on" or "about" or "whether"))
            || (first == 1 && (Speech.Has(_words[words[1]]) || _words[words[1]] is "comment" or "describe" or "explain" or "name"));
    }

    private bool AimsAtAccusation(List<int> words)
    {
        for (int i = 0; i < Math.Min(words.Count, 6); i++)
        {
            if (Accusations.Has(_words[words[i]]))
            {
                return true;
            }
        }

        return false;
    }

    private Stance Warning(TokenRange cue, List<int> words, Told told, Speaker speaker)
    {
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (_words.Is(token, "against"))
            {
                return Stance.Urges;
            }
        }

        for (int i = 0; i < Math.Min(words.Count, 12); i++)
        {
            ReadOnlySpan<char> word = _words[words[i]];
            if (word is "that" or "will" or "would" or "could" or "was" or "is" or "were" or "are" or "of")
            {
                break;
            }

            if (word is "against" || (word is "not" && i + 1 < words.Count && _words.Is(words[i + 1], "to")) || (word is "to" && i > 0 && i + 1 < words.Count && !Finite.Has(_words[words[i + 1]])))
            {
                return Stance.Urges;
            }
        }

        Side subject = _sides.SubjectOf(words, told, speaker, out _);
        if (_contents.WillAt(words) is >= 0 and int will && (subject == Side.Own || (subject == Side.Unknown && _contents.HasWord(words, 0, ContentWords.Reach, "retaliation", "response", "consequences", "retaliate"))
            || (subject == Side.Other && _contents.HasWord(words, will, 10, "pay", "face", "regret", "suffer"))))
        {
            return _contents.IsHostile(words, will, 12) || subject == Side.Own ? Stance.Threatens : Stance.Asserts;
        }

        if (_contents.HasWord(words, 0, 8, "consequences", "retaliation", "response", "countermeasures", "retaliatory"))
        {
            return Stance.Threatens;
        }

        return Blames(words, told, subject, speaker) ? Stance.Accuses : Stance.Asserts;
    }

    /// <summary>"questioned the reports" doubts them, "questioned Kenya's motives" finds fault, "questioned whether" asks.</summary>
    private Stance Questioning(int at, List<int> words, Told told, Speaker speaker)
    {
        if (_words[at] is not ("question" or "questions") && AimsAtAccusation(words))
        {
            return Stance.Denies;
        }

        bool faults = _doc.Words.Count > 0 && _doc.Words[at] == PartOfSpeech.Verb && HasDeedOfOther(told, speaker) && !_contents.HasFinite(words);
        return faults ? Stance.Accuses : Stance.Asks;
    }

    private Stance Asking(TokenRange cue, List<int> words, IReadOnlyList<TokenRange> content)
    {
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (_words.Is(token, "for"))
            {
                return Stance.Urges;
            }

            if (_words.Is(token, "about") || _words.Is(token, "whether") || _words.Is(token, "if"))
            {
                return Stance.Asks;
            }
        }

        if (words.Count == 0 || EndsInQuestion(content))
        {
            return Stance.Asks;
        }

        if (_words[words[0]] is "about" or "whether" or "if" or "why" or "how" or "what" or "who" or "when" or "where" or "which" or "Why" or "How" or "What" or "Who")
        {
            return Stance.Asks;
        }

        return _contents.Infinitive(words) > 0 || _words[words[0]] is "for" or "to" or "that" ? Stance.Urges : Be.Has(_words[cue.Start]) ? Stance.Asks : Stance.Urges;
    }

    private Stance Wanting(TokenRange cue, List<int> words)
    {
        if (_contents.IsForm(cue.End - 1, "wish") && _contents.Infinitive(words) < 0 && !(words.Count > 0 && _words[words[0]] is "that" or "for"))
        {
            // "wished the visitors success"
            return Stance.Asserts;
        }

        if (words.Count == 0 || _words.Is(words[0], "to") || _words.Is(cue.End - 1, "to"))
        {
            return words.Count > 0 && _contents.IsHostile(words, 0, 5) ? Stance.Threatens : Stance.Pledges;
        }

        return Stance.Urges;
    }

    private Stance NegatedSaying(TokenRange cue, int at)
    {
        if (_words[at] is "expected" && at == cue.End - 1 && cue.Length > 1 && Enumerable.Range(cue.Start, cue.Length).Any(token => Be.Has(_words[token])))
        {
            // "is not expected to end": a forecast of nobody's.
            return Stance.Asserts;
        }

        // "does not believe / accept / recognise / agree / see / consider" takes a side; "did not say / name / confirm" does not.
        for (int token = Math.Max(cue.Start, at); token < cue.End; token++)
        {
            if (_contents.IsForm(token, "believ", "accept", "recogni", "agree", "think", "consider", "regard", "persuade", "convinc", "trust", "subscrib", "tolerat", "share", "optimis", "expect", "support", "approv", "see", "intend"))
            {
                return Stance.Denies;
            }
        }

        // "China does not." answers by itself.
        bool bare = true;
        for (int token = cue.Start; token < cue.End; token++)
        {
            bare &= Finite.Has(_words[token]) || _words.IsNegation(token) || Adverbs.Has(_words[token]);
        }

        return bare && !Speech.Has(_words[cue.End]) ? Stance.Denies : Stance.Declines;
    }

    /// <summary>The stance of a neutral cue's content.</summary>
    private Stance FromContent(TokenRange cue, int at, List<int> words, Told told, Speaker speaker, Form form)
    {
        if (words.Count == 0)
        {
            return Stance.Asserts;
        }

        if (IsCallAgain(at, words))
        {
            return Stance.Urges;
        }

        if (_contents.IsForm(at, "hop"))
        {
            // "hopes to reach the port", "hopes for rain", "hopes that it will rain" ask nothing and promise nothing.
            return Stance.Asserts;
        }

        if (IsFuture(cue))
        {
            return _contents.IsHostile(words, 0, FutureReach) ? Stance.Threatens : Stance.Pledges;
        }

        // What ends in a question after a long speech has done something else before.
        if ((words.Count < LongestQuestion && EndsInQuestion(told.Content)) || (words.Count > 3 && _contents.HasWord(words, 0, 4, "whether")))
        {
            return Stance.Asks;
        }

        for (int token = cue.Start; token < cue.End; token++)
        {
            if (_contents.IsForm(token, "skeptical", "sceptical", "doubtful") || _words.Is(token, "wary") || (_words.Is(token, "against") && token == cue.End - 1 && token > 0 && (Be.Has(_words[token - 1]) || _words[token - 1].EndsWith("ly", StringComparison.Ordinal))))
            {
                return Stance.Denies;
            }
        }

        if (_contents.IsForm(at, "see", "saw", "consider", "regard", "view", "describ", "call", "brand", "label") && IsCalledBad(words) && _sides.SubjectOf(words, told, speaker, out _) != Side.Own)
        {
            return Stance.Accuses;
        }

        if (_contents.IsForm(at, "accept") && (_contents.HasWord(words, 0, 4, "responsibility", "blame") || _contents.HasWord(words, 0, 6, "lapses", "failures", "failings", "shortcomings", "mistakes", "errors", "guilt") || (HasFault(words) && (_words.Is(words[0], "that") || _contents.HasWord(words, 0, 3, "finding", "findings", "criticism")))))
        {
            return Stance.Admits;
        }

        if (Calling.Has(_words[at]) && words.Count > 1 && (AimsAtAccusation(words) || ItPronouns.Has(_words[words[0]])) && words.Exists(token => False.Has(_words[token])))
        {
            // "called the accusation a fairy tale", "calls it nonsense"
            return Stance.Denies;
        }

        if (_contents.IsForm(at, "allow") && words.Count > 0 && _words.Is(words[0], "that"))
        {
            // "allowed that it might have happened"
            return Stance.Admits;
        }

        if (_contents.IsForm(at, "consider") && _words[at].EndsWith("ing", StringComparison.Ordinal) && !_words.Is(words[0], "that") && !_words.Is(words[0], "whether") && at > 0 && Be.Has(_words[at - 1]))
        {
            // "is considering naval escorts"
            return _contents.IsHostile(words, 0, 6) ? Stance.Threatens : Stance.Pledges;
        }

        if (Calling.Has(_words[at]) && (HasReproach(words) || HasName(words)) && !AimsAtAccusation(words) && _sides.SubjectOf(words, told, speaker, out _) != Side.Own)
        {
            // "called the vote crazy"
            return Stance.Accuses;
        }

        if (_contents.IsForm(at, "claim") && _words.Is(at + 1, "of") && HasBlame(words))
        {
            // "claims of fraud"
            return Stance.Accuses;
        }

        if (IsUpset(cue) && (HasDeedOfOther(told, speaker) || _contents.HasWord(words, 0, 4, "lack", "failure", "refusal", "absence", "inaction")))
        {
            // "is alarmed by Kenya's raids"
            return Stance.Accuses;
        }

        bool tells = _contents.IsForm(at, "told", "tell");
        if (_contents.IsForm(at, "call") && at == cue.End - 1 && cue.Length <= 3 && (_words.Is(words[0], "to") || (_contents.Infinitive(words) is > 0 and < 5 and int to && !(_doc.Words.Count > 0 && (_doc.Words[words[to - 1]] == PartOfSpeech.Verb || _doc.Words[words[to + 1]] is PartOfSpeech.Adj or PartOfSpeech.Noun or PartOfSpeech.Propn)))) && !_contents.HasFinite(words))
        {
            // "called the party's members to fight"
            return Stance.Urges;
        }

        int infinitive = tells || (_words.Is(words[0], "to") && form != Form.Direct && !cue.IsEmpty) ? _contents.Infinitive(words) : -1;
        if (tells && infinitive >= 0)
        {
            return Stance.Urges;
        }

        if (_contents.IsForm(at, "expect") && infinitive == 0)
        {
            // "expects to deliver the ships"
            return _intents.Pledge(words, at);
        }

        Side subject = _sides.SubjectOf(words, told, speaker, out int subjectAt);
        if (_contents.HasWord(words, 0, 12, "guilty") && _denials.Denial(words, told, subject, subjectAt, speaker) is { } plea)
        {
            return plea;
        }

        if (Confesses(words, subject))
        {
            return Stance.Admits;
        }

        if (Performs(told, subject) is { } performed)
        {
            return performed;
        }

        if (!IsForecast(at) && _intents.Intent(words, told, subject, speaker) is { } intent)
        {
            return intent;
        }

        if ((_denials.Denial(words, told, subject, subjectAt, speaker) ?? _denials.Rejection(told, subject, speaker)) is { } denial)
        {
            return denial;
        }

        if (!_contents.IsForm(at, "discuss") && Demand(cue, told, words, subject, subjectAt, speaker, form))
        {
            return Stance.Urges;
        }

        bool shown = _contents.IsForm(at, "unveil", "outlin", "preview");
        if ((shown || _contents.IsForm(at, "announc")) && !HasPast(words) && !_contents.HasFinite(words) && !_words.Is(words[0], "that"))
        {
            return _contents.IsHostile(words, 0, 6) ? Stance.Threatens : shown ? Stance.Asserts : Stance.Pledges;
        }

        // What a court rules is law, not reproach.
        return !_contents.IsForm(at, "rul") && !_contents.IsForm(at, "discuss") && Blames(words, told, subject, speaker) && !Praises(at) ? Stance.Accuses : Stance.Asserts;
    }

    /// <summary>"[will continue to] press for …": the cue is only the future of what follows.</summary>
    private bool IsFuture(TokenRange cue)
    {
        bool future = false;
        for (int token = cue.Start; token < cue.End; token++)
        {
            ReadOnlySpan<char> word = _words[token];
            future |= word is "will" or "'ll" or "’ll" or "shall" or "continue";
            if (!(word is "will" or "'ll" or "’ll" or "shall" or "continue" or "to" or "also" or "still" or "always" or "further"))
            {
                return false;
            }
        }

        return future;
    }

    /// <summary>"repeated [their call for talks]", "renewed [its demand that …]".</summary>
    private bool IsCallAgain(int at, List<int> words)
    {
        if (!_contents.IsForm(at, "reiterat", "renew", "repeat", "reaffirm", "underlin", "back", "support", "echo"))
        {
            return false;
        }

        for (int i = 0; i < Math.Min(words.Count, 3); i++)
        {
            if (_words[words[i]] is "call" or "calls" or "demand" or "demands" or "appeal" or "appeals" or "plea" or "request" && (i + 1 == words.Count || _words[words[i + 1]] is "for" or "that" or "to" or "on"))
            {
                return true;
            }
        }

        return false;
    }

    private bool Praises(int at) => _contents.IsForm(at, "hail", "prais", "welcom", "applaud", "commend", "celebrat", "thank", "stand");

    /// <summary>"we urge …", "China firmly opposes …": the content does itself what its verb says; null where it does not.</summary>
    private Stance? Performs(Told told, Side subject)
    {
        int top = told.Top;
        if (top < 0 || subject != Side.Own || _doc.Words[top] != PartOfSpeech.Verb || !_doc.Words.Has(top, "Tense=Pres") || !_doc.Words.Has(top, "VerbForm=Fin") || _factuality.Of(top, told.Content) is not { Polarity: Polarity.Positive, Certainty: Certainty.Certain })
        {
            return null;
        }

        return CueLexicon.At(_words, top, Math.Min(_words.Count, top + 3)).Class switch
        {
            CueClass.Urge => Stance.Urges,
            CueClass.Deny => Stance.Denies,
            CueClass.Accuse or CueClass.Criticise => Stance.Accuses,
            _ => null,
        };
    }

    /// <summary>"we failed to do so", "I take responsibility", "it would like to apologise", "I was wrong": a fault of one's own.</summary>
    private bool Confesses(List<int> words, Side subject)
    {
        bool own = false;
        for (int i = 0; i < words.Count; i++)
        {
            ReadOnlySpan<char> word = _words[words[i]];
            own |= word is "I" or "we" or "We" || (i == 0 && subject == Side.Own);
            bool said = i > 0 && !_words.IsNegation(words[i - 1]) && (i < 2 || !_words.IsNegation(words[i - 2]));
            if (own && said && (_contents.IsForm(words[i], "apologi") || (word is "sorry" && Be.Has(_words[words[i - 1]]) && !_contents.HasWord(words, i + 1, 2, "for", "to", "about") && !_contents.HasWord(words, i + 1, 1, "that"))
                || (word is "failed" && _words[words[i - 1]] is "we" or "We" or "I" or "have" && _words.Is(words[Math.Min(i + 1, words.Count - 1)], "to"))
                || (word is "responsibility" && _contents.HasWord(words, Math.Max(0, i - 3), 3, "take", "took", "accept", "accepted", "bear", "taking"))
                || (word is "mistake" or "mistakes" && _contents.HasWord(words, Math.Max(0, i - 4), 4, "made", "my", "our"))
                || (word is "misjudged" or "misread" or "erred")
                || (word is "wrong" && _words[words[i - 1]] is "was" or "were" && i > 1 && FirstPerson.Has(_words[words[i - 2]]))))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUpset(TokenRange cue)
    {
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (Disapproving.Has(_words[token]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the content is what another party has or has done: "Kenya's raids", "raids by Kenya".</summary>
    private bool HasDeedOfOther(Told told, Speaker speaker)
    {
        foreach (TokenRange range in told.Content)
        {
            for (int token = range.Start; token < range.End && token < _doc.Syntax.Count; token++)
            {
                bool owner = _doc.Syntax.Relation(token) is DependencyRelation.NmodPoss or DependencyRelation.OblAgent
                    || (_doc.Syntax.Relation(token) == DependencyRelation.Nmod && _doc.Syntax.Dependent(token, DependencyRelation.Case) is >= 0 and int preposition && _words[preposition] is "by");
                if (owner && _sides.SubjectAt(token, told, speaker, out _) == Side.Other)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"predicted that it would cost more": what will be, not what one will do.</summary>
    private bool IsForecast(int at) => _contents.IsForm(at, "predict", "forecast", "estimat", "project", "calculat");

    private bool HasReproach(List<int> words) => words.Exists(token => Reproaches.Has(_words[token]));

    /// <summary>"called the march an invasion": the last word is what it is called.</summary>
    private bool HasName(List<int> words) => words.Count > 1 && (words.Skip(1).Any(token => BlameNouns.Has(_words[token]) && _doc.Words.Count > 0 && _doc.Words[token] is PartOfSpeech.Noun or PartOfSpeech.Adj && _doc.Syntax.Relation(token) is not DependencyRelation.Nmod) || _words[words[^1]] is "invasion" or "threat" or "danger" or "menace" or "disaster" or "enemy" or "coup" or "betrayal");

    private bool HasBlame(List<int> words) => words.Exists(token => BlameNouns.Has(_words[token]) || BlameVerbs.Has(_words[token]));

    /// <summary>"announced [the arrest of two men]": what has been, not what will be.</summary>
    private bool HasPast(List<int> words)
    {
        for (int i = 0; i < Math.Min(words.Count, 4); i++)
        {
            if (Outcomes.Has(_words[words[i]]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"as a threat to its allies", "to be a terrorist organisation".</summary>
    private bool IsCalledBad(List<int> words)
    {
        for (int i = 1; i + 1 < words.Count; i++)
        {
            if (_words[words[i]] is "as" or "be" or "been")
            {
                for (int next = i + 1; next < Math.Min(words.Count, i + 5); next++)
                {
                    if (BlameNouns.Has(_words[words[next]]) || _words[words[next]] is "threat" or "danger" or "menace" or "enemy")
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private bool EndsInQuestion(IReadOnlyList<TokenRange> content)
    {
        TokenRange last = content[^1];
        return _words[last.End - 1] is "?" || (_words[last.End] is "?" && _words.Sentence(last.End) == _words.Sentence(last.End - 1));
    }

    /// <summary>True when the content tells that somebody says, denies, admits …</summary>
    private bool IsSaying(Told told) => told.Top >= 0 && _doc.Words[told.Top] == PartOfSpeech.Verb && CueLexicon.IsVerbForm(_words[told.Top]);

    /// <summary>"X must …", "should not be used", "stop …": an obligation of others, or a command.</summary>
    private bool Demand(TokenRange cue, Told told, List<int> words, Side subject, int subjectAt, Speaker speaker, Form form)
    {
        int first = 0;
        while (first < words.Count - 1 && _words[words[first]] is "that" or "please" or "Please" or "and" or "so")
        {
            first++;
        }

        ReadOnlySpan<char> opening = _words[words[first]];
        if ((form == Form.Direct || first > 0) && Imperatives.Has(opening) && subjectAt != first && (first + 1 >= words.Count || !Finite.Has(_words[words[first + 1]])))
        {
            return true;
        }

        if (cue.Length > 0 && _contents.IsForm(cue.Start, "insist") && told.Top >= 0 && subject != Side.Own && _doc.Words[told.Top] == PartOfSpeech.Verb && _doc.Words.Lemma(told.Top).SequenceEqual(_words[told.Top])
            && _doc.Syntax.Dependent(told.Top, DependencyRelation.Aux) < 0 && _doc.Syntax.Dependent(told.Top, DependencyRelation.Nsubj) is >= 0 and int bidden && _doc.Words.Has(bidden, "Number=Sing"))
        {
            // "insisted that Kenya stop"
            return true;
        }

        // "insisted that the group be disarmed"
        for (int i = 1; i < Math.Min(words.Count - 1, 12) && _words[words[0]] is "that"; i++)
        {
            if (_words[words[i]] is "be" && _doc.Words.Count > 0 && _doc.Words[words[i - 1]] is PartOfSpeech.Noun or PartOfSpeech.Propn or PartOfSpeech.Pron)
            {
                return subject != Side.Own;
            }

            if (Finite.Has(_words[words[i]]))
            {
                break;
            }
        }

        for (int i = 0; i < Math.Min(words.Count, 24); i++)
        {
            ReadOnlySpan<char> word = _words[words[i]];
            if (word is "if" or "If" && i > 0)
            {
                return false;
            }

            if (word is "time" && i is > 0 and < 6 && i + 1 < words.Count && (_words.Is(words[i + 1], "to") || _words.Is(words[i + 1], "for")) && (_words[words[i - 1]] is "high" or "past" || Be.Has(_words[words[i - 1]]) || _words[words[i - 1]] is "’s"))
            {
                // "it is time to move on"
                return true;
            }

            if (Obligations.Has(word) && i > 0)
            {
                // "we must defend ourselves" asks nothing of others; "should have" looks back.
                return !(subject == Side.Own && subjectAt < i && i - subjectAt <= 3 && !(subjectAt >= 0 && _parties.At(words[subjectAt]) is { IsAdjective: false, Party.IsState: false } body && body.Party.Id != speaker.Party) && !(subjectAt >= 0 && _doc.Words.Count > 0 && _doc.Words[words[subjectAt]] is PartOfSpeech.Adj or PartOfSpeech.Noun)) && !_words.Is(words[Math.Min(i + 1, words.Count - 1)], "have");
            }

            if (word is "needs" or "need" or "needed" or "has" or "have" or "ought" && i > 0 && i + 1 < words.Count && _words.Is(words[i + 1], "to") && i < 10)
            {
                return subject == Side.Other && !(i + 2 < words.Count && _words[words[i + 2]] is "be");
            }
        }

        return false;
    }

    /// <summary>True when the content tells a blameworthy act of another party than the speaker's own.</summary>
    private bool Blames(List<int> words, Told told, Side subject, Speaker speaker) => !Defends(told) &&
        (_reproach.FindsFault(words, told.Content, head => _sides.SubjectAt(head, told, speaker, out _) switch { Side.Own => true, Side.Other => false, _ => null }, head => _sides.PersonMeant(head) is { } person && person.Name != speaker.Name)
        || ((subject != Side.Own || OtherLater(words, speaker))
        && _blame.Blames(words, told.Content, head => _sides.SubjectAt(head, told, speaker, out _) switch { Side.Own => speaker.Kind == SpeakerKind.Person && _sides.PersonMeant(head) is { } person && person.Name != speaker.Name ? false : true, Side.Other => false, _ => null })));

    /// <summary>"the president was justified in killing him": no blame.</summary>
    private bool Defends(Told told) => told.Top >= 0 && Defences.Has(_words[told.Top]) && _factuality.Of(told.Top, told.Content).Polarity == Polarity.Positive;

    /// <summary>True when a content that starts with the speaker's own side names another party soon: "we saw Russia's …".</summary>
    private bool OtherLater(List<int> words, Speaker speaker)
    {
        bool own = true;
        for (int i = 0; i < Math.Min(words.Count, 14); i++)
        {
            if (_parties.At(words[i]) is { } party)
            {
                own = party.Party.Id == speaker.Party || (party.Party.Country is not null && party.Party.Country == speaker.Country);
                if (!own)
                {
                    return _contents.HasWord(words, 0, 4, "our", "my", "its", "their") || _words[words[0]] is "our" or "Our";
                }
            }
        }

        return false;
    }
}
