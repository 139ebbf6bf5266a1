using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Attributions that grammar makes certain and the reader's network did not find: a verb of denying, admitting, accusing, pledging … with subject and complement
/// ("Iran denied supplying weapons"), and adverbs of hearsay ("allegedly"). What the network found is left as it is.
/// </summary>
internal sealed class ClearCues
{
    /// <summary>Confidence of an attribution found by rule: that of a network which is just sure enough.</summary>
    private const float RuleConfidence = 0.5f;

    /// <summary>Confidence from which the network is believed against the rules for what is no cue: more likely than not. Chosen on development data, of 0, .35, .5, .65 and 1.</summary>
    private const float Sure = 0.5f;

    private static readonly WordClass Hearsay = WordClasses.Of("adverb.hearsay");
    private static readonly WordClass Clear = WordClasses.Of("verb.clear");
    private static readonly WordClass Hedged = WordClasses.Of("verb.hedged");
    private static readonly WordClass Fate = WordClasses.Of("verb.fate");
    private static readonly WordClass Clausal = WordClasses.Of("verb.clausal");
    private static readonly WordClass Accusing = WordClasses.Of("verb.accusing");
    private static readonly WordClass Speech = WordClasses.Of("verb.silence");
    private static readonly WordClass Again = WordClasses.Of("verb.again");
    private static readonly WordClass Deeds = WordClasses.Of("verb.deed");
    private static readonly WordClass Spreading = WordClasses.Of("verb.spread");
    private static readonly WordClass Tales = WordClasses.Of("noun.tale");
    private static readonly WordClass Attitudes = WordClasses.Of("verb.attitude");
    private static readonly WordClass Wishes = WordClasses.Of("noun.wish");
    private static readonly WordClass Own = WordClasses.Of("pronoun.own");

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly bool[] _cue;
    private int _asked = -1;
    private bool _furniture;

    private ClearCues(Document doc, WordView words)
    {
        _doc = doc;
        _words = words;
        _cue = new bool[doc.Tokens.Count];
        foreach (Attribution attribution in doc.Attributions)
        {
            TokenRange cue = words.Clamp(attribution.Cue);
            _cue.AsSpan(cue.Start..cue.End).Fill(true);
        }
    }

    /// <summary>The document with these attributions, too; itself when there are none, and where it has no trees.</summary>
    public static Document Complete(Document doc, WordView words)
    {
        if (doc.Syntax.Count != doc.Tokens.Count || doc.Words.Count != doc.Tokens.Count)
        {
            return doc;
        }

        var mended = new Attributions([.. doc.Attributions.Select(attribution => Mended(doc, words, attribution))]);
        doc = doc with { Attributions = mended };
        List<Attribution> more = new ClearCues(doc, words).Find(out bool[] replaced);
        return more.Count == 0 && !replaced.Contains(true) ? doc : doc with { Attributions = Merge(doc.Attributions, more, replaced) };
    }

    /// <summary>A cue that is only an adverb or an auxiliary ("[did] not threaten to attack", "[repeatedly] denied supplying …") takes in its verb, which stands at the start of the content.</summary>
    private static Attribution Mended(Document doc, WordView words, Attribution attribution)
    {
        TokenRange cue = words.Clamp(attribution.Cue);
        if (cue.IsEmpty || attribution.Content.IsEmpty || Hearsay.Has(words[cue.Start]))
        {
            return attribution;
        }

        for (int token = cue.Start; token < cue.End; token++)
        {
            if (Accusing.Has(words[token]) && Accused(doc, words, token) is >= 0 and int accused && words.Clamp(attribution.Source).Contains(accused)
                && attribution.Source.End <= attribution.Content[0].Start && doc.Syntax.Relation(token) != DependencyRelation.AclRelcl)
            {
                // "[Kenya] has been accused of …": the one accused does not speak.
                return attribution with { Source = default, Content = attribution.Content.Insert(0, words.Clamp(attribution.Source)) };
            }
        }

        TokenRange said = words.Clamp(attribution.Content[0]);
        if (Again.Has(words[cue.End - 1]) && said.Start == cue.End && said.Length > 3 && Own.Has(words[said.Start]) && CueLexicon.AsNoun(words[said.Start + 1]) is not (CueClass.None or CueClass.Say) && words[said.Start + 2] is "that" or "of" or "to")
        {
            // "repeated [its accusation] that …": it is accused, not only said.
            return attribution with { Cue = cue with { End = said.Start + 2 }, Content = attribution.Content.SetItem(0, new TokenRange(said.Start + 2, said.End)) };
        }

        for (int token = cue.Start; token < cue.End; token++)
        {
            if (doc.Words[token] is not (PartOfSpeech.Adv or PartOfSpeech.Aux or PartOfSpeech.Part))
            {
                return attribution;
            }
        }

        int verb = doc.Syntax.Heads[cue.End - 1];
        TokenRange content = words.Clamp(attribution.Content[0]);
        if (verb < content.Start || verb >= Math.Min(content.End - 1, content.Start + 3) || content.Start != cue.End || doc.Words[verb] != PartOfSpeech.Verb)
        {
            return attribution;
        }

        for (int token = content.Start; token < verb; token++)
        {
            if (doc.Words[token] is not (PartOfSpeech.Adv or PartOfSpeech.Aux or PartOfSpeech.Part))
            {
                return attribution;
            }
        }

        bool negated = false;
        for (int token = cue.Start; token < verb; token++)
        {
            negated |= words.IsNegation(token);
        }

        int end = verb + 1;
        while (end < content.End - 1 && doc.Syntax.Relation(end) == DependencyRelation.Case && words[end] is "to" or "on" or "of" or "for")
        {
            end++;
        }

        return attribution with { Cue = new TokenRange(negated ? cue.Start : verb, end), Content = attribution.Content.SetItem(0, new TokenRange(end, content.End)) };
    }

    /// <summary>The subject of a passive, however its auxiliaries were read.</summary>
    private static int Accused(Document doc, WordView words, int verb)
    {
        int passive = doc.Syntax.Dependent(verb, DependencyRelation.NsubjPass);
        return passive >= 0 || !words.Is(verb - 1, "been") ? passive : doc.Syntax.Dependent(verb, DependencyRelation.Nsubj);
    }

    private List<Attribution> Find(out bool[] replaced)
    {
        var more = new List<Attribution>();
        replaced = new bool[_doc.Attributions.Count];
        for (int index = 0; index < _doc.Attributions.Count; index++)
        {
            Attribution attribution = _doc.Attributions[index];
            if (HearsayIn(attribution.Cue) is >= 0 and int hearsay && !attribution.Source.IsEmpty && Adverb(hearsay) is { } adverb && adverb.Content[0].Contains(attribution.Source.Start))
            {
                // "[Two frigates] [reportedly] left the yard", "[Kenya] [allegedly supplied] rifles": nobody speaks; "Norway [reportedly plans] to build …": two claims.
                replaced[index] = true;
                _cue.AsSpan(hearsay..(hearsay + 1)).Fill(true);
                more.Add(adverb with { Confidence = attribution.Confidence });
                if (hearsay + 1 < attribution.Cue.End && HasCueWord(new TokenRange(hearsay + 1, attribution.Cue.End)))
                {
                    more.Add(attribution with { Cue = new TokenRange(hearsay + 1, attribution.Cue.End) });
                }
            }
            else if ((!attribution.Cue.IsEmpty && IsNoCue(attribution)) || (!attribution.Content.IsEmpty && IsFurniture(_words.Sentence(_words.Clamp(attribution.Content[0]).Start))))
            {
                replaced[index] = true;
            }
        }

        for (int token = 0; token < _doc.Tokens.Count; token++)
        {
            if (_cue[token])
            {
                continue;
            }

            Attribution? found = _doc.Words[token] switch
            {
                PartOfSpeech.Verb when Clear.Has(_words[token]) || Hedged.Has(_words[token]) || _words[token].StartsWith("stop", StringComparison.OrdinalIgnoreCase) || (Speech.Has(_words[token]) && IsNegated(token)) => Verb(token),
                PartOfSpeech.Verb when Attitudes.Has(_words[token]) && IsInContent(token) => Attitude(token),
                PartOfSpeech.Adv when Hearsay.Has(_words[token]) && !IsInContent(token) => Adverb(token),
                PartOfSpeech.Noun when _words[token] is "comment" or "comments" => Silence(token),
                PartOfSpeech.Noun when Tales.Has(_words[token]) => Spread(token) ?? Noun(token),
                PartOfSpeech.Noun when Wishes.Has(_words[token]) => Wish(token) ?? Noun(token),
                PartOfSpeech.Noun when CueLexicon.AsNoun(_words[token]) is not (CueClass.None or CueClass.Say) || _words.Is(token, "claim") || _words.Is(token, "claims") => Noun(token),
                PartOfSpeech.Verb or PartOfSpeech.Adp when _words.Is(token, "according") => According(token),
                _ => null,
            };
            if (found is not null && (_doc.Words[token] == PartOfSpeech.Adv || (Attitudes.Has(_words[token]) && _doc.Words[token] == PartOfSpeech.Verb) || !IsKnown(found, replaced)))
            {
                more.Add(found);
            }
        }

        return more;
    }

    /// <summary>"X denied supplying weapons", "X accused Y of supplying weapons", "Y is accused of supplying weapons".</summary>
    private Attribution? Verb(int verb)
    {
        Dependencies tree = _doc.Syntax;
        int subject = tree.Dependent(verb, DependencyRelation.Nsubj);
        int passive = tree.Dependent(verb, DependencyRelation.NsubjPass);
        for (int at = verb; subject < 0 && passive < 0 && tree.Heads[at] >= 0 && (tree.Relation(at) == DependencyRelation.Conj || (at != verb && tree.Relation(at) == DependencyRelation.Xcomp)); at = tree.Heads[at])
        {
            // "denied arming them but admitted training them"
            subject = tree.Dependent(tree.Heads[at], DependencyRelation.Nsubj);
        }

        bool hedged = Hedged.Has(_words[verb]) && !Clear.Has(_words[verb]);
        bool stops = _words[verb].StartsWith("stop", StringComparison.OrdinalIgnoreCase);
        if ((subject < 0 && passive < 0) || (passive < 0 && hedged) || (passive >= 0 && !hedged && !Accusing.Has(_words[verb])))
        {
            return null;
        }

        TokenRange source = default;
        bool clause = false;
        int first = int.MaxValue;
        int last = -1;
        for (int child = tree.FirstDependent(verb); child >= 0; child = tree.NextDependent(child))
        {
            DependencyRelation relation = tree.Relation(child);
            bool complement = child > verb && (relation is DependencyRelation.Ccomp or DependencyRelation.Xcomp || (relation is DependencyRelation.Obj or DependencyRelation.Iobj && !hedged)
                || (relation is DependencyRelation.Advcl or DependencyRelation.Obl && !hedged && Introducer(child) is "of" or "for" or "to"));
            if (complement)
            {
                clause |= relation is DependencyRelation.Ccomp or DependencyRelation.Xcomp;
                TokenRange words = tree.Yield(child);
                first = Math.Min(first, words.Start);
                last = Math.Max(last, words.End);
            }
            else if (relation == DependencyRelation.OblAgent)
            {
                source = Phrase(child);
            }
        }

        // "stopped short of naming": what is not said follows.
        if (stops)
        {
            if (!(_words.Is(verb + 1, "short") && _words.Is(verb + 2, "of")) || subject < 0)
            {
                return null;
            }

            int end = Math.Max(tree.Yield(verb + 1).End, last);
            return end <= verb + 3 ? null : new Attribution(Phrase(subject), new TokenRange(verb, verb + 3), [new TokenRange(verb + 3, end)], -1, RuleConfidence);
        }

        if (last < 0 || first <= verb || IsOpenEnded(first, last) || (!clause && Clausal.Has(_words[verb])))
        {
            return null;
        }

        if (passive >= 0)
        {
            return _doc.Words[passive] == PartOfSpeech.Pron && tree.Relation(verb) == DependencyRelation.AclRelcl ? null
                : new Attribution(source, new TokenRange(Auxiliary(verb), verb + 1), [Phrase(passive), new TokenRange(first, last)], -1, RuleConfidence);
        }

        // "The report which denied …", "who accused …": the relative pronoun is no speaker that could be named.
        return _doc.Words[subject] == PartOfSpeech.Pron && _doc.Words.Has(subject, "PronType=Rel") ? null : new Attribution(Phrase(subject), Cue(verb), [new TokenRange(first, last)], -1, RuleConfidence);
    }

    /// <summary>True for a complement of one word that points nowhere.</summary>
    private bool IsOpenEnded(int first, int last) => last - first == 1 && _doc.Words[first] is PartOfSpeech.Punct or PartOfSpeech.Adv;

    private int Auxiliary(int verb)
    {
        int child = _doc.Syntax.Dependent(verb, DependencyRelation.AuxPass);
        return child >= 0 && child < verb && verb - child <= 3 ? child : verb;
    }

    private bool IsNegated(int verb)
    {
        for (int token = verb - 1; token >= Math.Max(0, verb - 3); token--)
        {
            if (_words.IsNegation(token) && _doc.Syntax.Heads[token] == verb)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the token lies in a content: an adverb there is the source's own.</summary>
    private bool IsInContent(int token)
    {
        foreach (Attribution attribution in _doc.Attributions)
        {
            foreach (TokenRange range in attribution.Content)
            {
                if (range.Contains(token))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private int HearsayIn(TokenRange cue)
    {
        for (int token = Math.Max(0, cue.Start); token < Math.Min(cue.End, _words.Count); token++)
        {
            if (Hearsay.Has(_words[token]))
            {
                return token;
            }
        }

        return -1;
    }

    private bool HasCueWord(TokenRange cue)
    {
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (Speech.Has(_words[token]) || CueLexicon.At(_words, token, Math.Min(_words.Count, cue.End + 2)).Class != CueClass.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// True for what the network takes for a cue though nobody says anything: a verb that is in no class of cues with a thing or an act for its content ("[supplied] no rifles",
    /// "[ceased] supplying rifles"), and a condition ("if Uganda [agrees], …").
    /// </summary>
    private bool IsNoCue(Attribution attribution)
    {
        TokenRange cue = _words.Clamp(attribution.Cue);
        int verb = -1;
        for (int token = cue.Start; token < cue.End; token++)
        {
            verb = _doc.Words[token] == PartOfSpeech.Verb ? token : verb;
            if (_words.Is(token, "interest"))
            {
                // "have shown interest in buying"
                return true;
            }

            if (_doc.Words[token] is PartOfSpeech.Noun or PartOfSpeech.Adj)
            {
                return false;
            }
        }

        if (verb < 0 || cue.IsEmpty || attribution.Source.IsEmpty || attribution.Content.IsEmpty)
        {
            return false;
        }

        if (_doc.Syntax.Relation(verb) == DependencyRelation.Advcl && Introducer(verb) is "if" or "If" or "unless" or "Unless")
        {
            return true;
        }

        TokenRange first = _words.Clamp(attribution.Content[0]);
        if ((_doc.Words.Lemma(verb) is "claim" && TakesLives(first)) || (_doc.Words.Lemma(verb) is "call" && _words.Is(verb + 1, "up")) || (_words[verb] is "assured" && verb > 0 && _words.Is(verb - 1, "rest")) || (_doc.Words.Lemma(verb) is "name" && first.Start == cue.End && _words[first.Start] is "a" or "an"))
        {
            // "the war has claimed many lives", "called up reservists", "rest assured", "has not yet named a successor"
            return true;
        }

        if (_words[verb] is "known" && (_words.Is(verb + 1, "as") || first.End <= cue.Start) || (cue.Start < verb && _words[cue.Start] is "than"))
        {
            // "also known as …", "more than initially reported"
            return true;
        }

        if (Deeds.Has(_words[verb]) && !HasClauseOrQuotation(attribution, verb) && !(_doc.Words.Lemma(verb) is "push" && _doc.Syntax.Dependent(verb, DependencyRelation.Obj) < 0))
        {
            return true;
        }

        bool fate = Fate.Has(_words[verb]) && !(cue.End < _words.Count && (Speaks(cue.End) || Speaks(cue.End + 1)));
        if (!fate && (attribution.Confidence >= Sure || HasCueWord(cue)))
        {
            return false;
        }

        foreach (TokenRange range in attribution.Content)
        {
            for (int token = range.Start; token < Math.Min(range.End, _doc.Tokens.Count); token++)
            {
                if (_doc.Quotations[token] != QuotationState.Outside || (!fate && CueLexicon.AsNoun(_words[token]) != CueClass.None) || (!fate && _doc.Syntax.Relation(token) is DependencyRelation.Ccomp or DependencyRelation.Parataxis && _doc.Syntax.Heads[token] == verb))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool HasClauseOrQuotation(Attribution attribution, int verb)
    {
        for (int child = _doc.Syntax.FirstDependent(verb); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Ccomp or DependencyRelation.Xcomp or DependencyRelation.Parataxis)
            {
                return true;
            }
        }

        return attribution.Content.Any(range => _words.Clamp(range) is { IsEmpty: false } inside && _doc.Quotations[inside.Start] != QuotationState.Outside);
    }

    /// <summary>Asked once for those of one sentence: a text without stops may be one with thousands of attributions.</summary>
    private bool IsFurniture(int sentence)
    {
        if (_asked != sentence)
        {
            (_asked, _furniture) = (sentence, PageFurniture.Is(_words, sentence));
        }

        return _furniture;
    }

    private bool TakesLives(TokenRange content)
    {
        const int Reach = 5;
        for (int token = content.Start; token < Math.Min(content.End, content.Start + Reach); token++)
        {
            if (_words[token] is "life" or "lives" or "victims")
            {
                return true;
            }
        }

        return false;
    }

    private bool Speaks(int token) => CueLexicon.At(_words, token, Math.Min(_words.Count, token + 1)).Class != CueClass.None || Speech.Has(_words[token]);

    /// <summary>What somebody else is said to want or think: "Kenya [hopes] [to seize the town]" inside what a minister says. The network has learnt from a corpus that leaves these out.</summary>
    private Attribution? Attitude(int verb)
    {
        int subject = _doc.Syntax.Dependent(verb, DependencyRelation.Nsubj);
        if (subject < 0 || subject > verb || _doc.Words[subject] == PartOfSpeech.Pron && !(_words[subject] is "he" or "she" or "they" or "it" or "He" or "She" or "They" or "It") || _doc.Words.Has(subject, "PronType=Rel"))
        {
            return null;
        }

        for (int child = _doc.Syntax.FirstDependent(verb); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (child > verb && _doc.Syntax.Relation(child) is DependencyRelation.Ccomp or DependencyRelation.Xcomp && !IsOpenEnded(child, child + 1))
            {
                TokenRange said = _doc.Syntax.Yield(child);
                int first = said.Start;
                if (_doc.Syntax.Dependent(verb, DependencyRelation.Obj) is >= 0 and int bid && bid > verb && bid < said.Start)
                {
                    // "wants [Uganda to leave]"
                    first = _doc.Syntax.Yield(bid).Start;
                }

                return first <= verb || said.End - first < 2 ? null : new Attribution(Phrase(subject), Cue(verb), [new TokenRange(first, said.End)], -1, RuleConfidence);
            }
        }

        return null;
    }

    /// <summary>"the rebels' [plan] [to seize the town]", "Kenya's [demand for] [restraint]", "his [wish] [to send troops]".</summary>
    private Attribution? Wish(int noun)
    {
        int owner = _doc.Syntax.Dependent(noun, DependencyRelation.NmodPoss);
        if (owner < 0 || _words[owner] is "our" or "my" or "your" or "Our" or "My")
        {
            return null;
        }

        for (int child = _doc.Syntax.FirstDependent(noun); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            bool clause = child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Acl && Introducer(child) is "to";
            bool thing = child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Nmod && Introducer(child) is "for" && _words[noun] is "demand" or "demands" or "call" or "calls" or "appeal" or "request" or "plea";
            if (!clause && !thing)
            {
                continue;
            }

            TokenRange said = _doc.Syntax.Yield(child);
            TokenRange source = _doc.Words[owner] == PartOfSpeech.Pron ? new TokenRange(owner, owner + 1) : Owner(owner);
            int start = thing && said.Start == noun + 1 ? noun + 2 : said.Start;
            return said.Start == noun + 1 && said.End - start >= 1 ? new Attribution(source, new TokenRange(noun, start > said.Start ? start : noun + 1), [new TokenRange(start, said.End)], -1, RuleConfidence) : null;
        }

        return null;
    }

    /// <summary>"Oruvia is [spreading lies] [that Kenya makes poison]": who spreads it says so.</summary>
    private Attribution? Spread(int noun)
    {
        int verb = _doc.Syntax.Relation(noun) == DependencyRelation.Obj ? _doc.Syntax.Heads[noun] : -1;
        int subject = verb < 0 || !Spreading.Has(_words[verb]) ? -1 : _doc.Syntax.Dependent(verb, DependencyRelation.Nsubj);
        if (subject < 0 && verb >= 0 && Spreading.Has(_words[verb]) && _doc.Syntax.Relation(verb) == DependencyRelation.Xcomp && _doc.Syntax.Heads[verb] is >= 0 and int keeping)
        {
            // "keeps pushing the theory"
            subject = _doc.Syntax.Dependent(keeping, DependencyRelation.Nsubj);
        }

        if (subject < 0 || subject > verb || verb > noun)
        {
            return null;
        }

        // The clause may hang on the noun or, by the reader's mistake, on the verb.
        int clause = noun + 1 < _words.Count && _words[noun + 1] is "that" && _doc.Syntax.Relation(noun + 1) == DependencyRelation.Mark ? _doc.Syntax.Heads[noun + 1] : -1;
        return clause > noun ? new Attribution(Phrase(subject), new TokenRange(verb, noun + 1), [new TokenRange(noun + 1, Math.Max(clause + 1, _doc.Syntax.Yield(clause).End))], -1, RuleConfidence) : null;
    }

    /// <summary>"was not available for [comment]", "could not be reached for [comment]", "had no [comment]": nothing is said.</summary>
    private Attribution? Silence(int noun)
    {
        int verb = _doc.Syntax.Heads[noun];
        for (int steps = 0; verb >= 0 && steps < 2 && !(_words[verb] is "available" or "reached" or "reachable" or "had" or "has"); steps++)
        {
            verb = _doc.Syntax.Heads[verb];
        }

        if (verb < 0 || verb > noun || !(_words[verb] is "available" or "reached" or "reachable" or "had" or "has") || _words.Sentence(verb) != _words.Sentence(noun))
        {
            return null;
        }

        int subject = _doc.Syntax.Dependent(verb, DependencyRelation.Nsubj);
        subject = subject >= 0 ? subject : _doc.Syntax.Dependent(verb, DependencyRelation.NsubjPass);
        int negation = verb;
        for (int token = Math.Max(0, verb - LongestSilence); token < noun; token++)
        {
            if (_words.IsNegation(token) && token > subject)
            {
                negation = token;
                break;
            }
        }

        if (subject < 0 || negation == verb || (_words[verb] is "had" or "has" && negation + 1 != noun))
        {
            return null;
        }

        int start = negation;
        while (start - 1 > subject && _doc.Words[start - 1] == PartOfSpeech.Aux)
        {
            start--;
        }

        return new Attribution(Phrase(subject), new TokenRange(Math.Min(start, verb), noun), [new TokenRange(noun, noun + 1)], -1, RuleConfidence);
    }

    /// <summary>Words from a negation to "available".</summary>
    private const int LongestSilence = 5;

    /// <summary>"Kenya's denial that …", "the army's threat to …".</summary>
    private Attribution? Noun(int noun)
    {
        int owner = _doc.Syntax.Dependent(noun, DependencyRelation.NmodPoss);
        if (owner < 0 || _doc.Words[owner] == PartOfSpeech.Pron)
        {
            return null;
        }

        for (int child = _doc.Syntax.FirstDependent(noun); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Acl or DependencyRelation.AclRelcl or DependencyRelation.Ccomp && Introducer(child) is "that" or "to")
            {
                return new Attribution(Owner(owner), new TokenRange(noun, noun + 1), [_doc.Syntax.Yield(child)], -1, RuleConfidence);
            }
        }

        return null;
    }

    /// <summary>The words of a possessor without its ending.</summary>
    private TokenRange Owner(int owner)
    {
        TokenRange words = Phrase(owner);
        while (words.Length > 1 && _words.IsPossessive(words.End - 1))
        {
            words = new TokenRange(words.Start, words.End - 1);
        }

        return words;
    }

    /// <summary>"According to X, …".</summary>
    private Attribution? According(int token)
    {
        int name = _doc.Syntax.Heads[token];
        int verb = name < 0 ? -1 : _doc.Syntax.Heads[name];
        if (verb < 0 || !_words.Is(token + 1, "to") || _doc.Syntax.Relation(name) != DependencyRelation.Obl || _doc.Words[verb] != PartOfSpeech.Verb)
        {
            return null;
        }

        TokenRange phrase = _doc.Syntax.Yield(name);
        TokenRange clause = _doc.Syntax.Yield(verb);
        TokenRange content = phrase.Start <= clause.Start ? new TokenRange(phrase.End, clause.End) : phrase.End >= clause.End - 1 ? new TokenRange(clause.Start, phrase.Start) : default;
        return content.IsEmpty ? null : new Attribution(new TokenRange(token + 2, phrase.End), new TokenRange(token, token + 2), [content], -1, RuleConfidence);
    }

    /// <summary>"Iran allegedly supplied weapons": the clause without the adverb, said by nobody who is named.</summary>
    private Attribution? Adverb(int adverb)
    {
        int verb = _doc.Syntax.Heads[adverb];
        if (verb < 0 || _doc.Syntax.Relation(adverb) != DependencyRelation.Advmod || _doc.Words[verb] != PartOfSpeech.Verb)
        {
            return null;
        }

        TokenRange clause = _doc.Syntax.Yield(verb);
        while (clause.Start < clause.End && (!_words.IsWord(clause.Start) || _doc.Words[clause.Start] is PartOfSpeech.Sconj or PartOfSpeech.Cconj))
        {
            clause = new TokenRange(clause.Start + 1, clause.End);
        }

        var content = ImmutableArray.CreateBuilder<TokenRange>(2);
        if (adverb > clause.Start)
        {
            content.Add(new TokenRange(clause.Start, adverb));
        }

        if (adverb + 1 < clause.End)
        {
            content.Add(new TokenRange(adverb + 1, clause.End));
        }

        return content.Count == 0 || !clause.Contains(adverb) ? null : new Attribution(default, new TokenRange(adverb, adverb + 1), content.ToImmutable(), -1, RuleConfidence);
    }

    /// <summary>The preposition or conjunction that opens a dependent.</summary>
    private ReadOnlySpan<char> Introducer(int head)
    {
        int mark = _doc.Syntax.Dependent(head, DependencyRelation.Mark) is >= 0 and int clause ? clause : _doc.Syntax.Dependent(head, DependencyRelation.Case);
        return mark < 0 ? [] : _words[mark];
    }

    /// <summary>The verb with the negation and the auxiliaries right before it.</summary>
    private TokenRange Cue(int verb)
    {
        int start = verb;
        bool negated = false;
        while (start > 0 && (_words.IsNegation(start - 1) || _doc.Words[start - 1] is PartOfSpeech.Aux) && _doc.Syntax.Heads[start - 1] == verb)
        {
            start--;
            negated |= _words.IsNegation(start);
        }

        return new TokenRange(negated ? start : verb, verb + 1);
    }

    /// <summary>A noun with what belongs to it, but without clauses that only tell more of it.</summary>
    private TokenRange Phrase(int head)
    {
        TokenRange all = _doc.Syntax.Yield(head);
        int end = all.End;
        int start = all.Start;
        for (int child = _doc.Syntax.FirstDependent(head); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (child > head && _doc.Syntax.Relation(child) is DependencyRelation.AclRelcl or DependencyRelation.Acl or DependencyRelation.Parataxis)
            {
                end = Math.Min(end, _doc.Syntax.Yield(child).Start);
            }

            if (_doc.Syntax.Relation(child) is DependencyRelation.Case or DependencyRelation.Punct && child < head && child == start)
            {
                start = child + 1;
            }
        }

        while (end - 1 > head && !_words.IsWord(end - 1) && !_words.IsPossessive(end - 1))
        {
            end--;
        }

        return new TokenRange(start, Math.Max(end, head + 1));
    }

    /// <summary>True when an attribution of the same sentence already covers most of the words, or its cue is the verb.</summary>
    private bool IsKnown(Attribution found, bool[] replaced)
    {
        int words = found.Content.Sum(range => range.Length);
        for (int index = 0; index < _doc.Attributions.Count; index++)
        {
            if (replaced[index])
            {
                continue;
            }

            Attribution known = _doc.Attributions[index];
            int shared = 0;
            int length = 0;
            foreach (TokenRange range in known.Content)
            {
                length += range.Length;
                foreach (TokenRange other in found.Content)
                {
                    shared += Math.Max(0, Math.Min(range.End, other.End) - Math.Max(range.Start, other.Start));
                }
            }

            if (2 * shared > Math.Max(length, words))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All attributions in order, parents renumbered; those found by rule lie in the smallest content that holds their cue.</summary>
    private static Attributions Merge(Attributions known, List<Attribution> more, bool[] replaced)
    {
        var all = new List<(Attribution Attribution, int Old)>(known.Count + more.Count);
        for (int index = 0; index < known.Count; index++)
        {
            if (!replaced[index])
            {
                all.Add((known[index], index));
            }
        }

        all.AddRange(more.Select(attribution => (attribution, -1)));
        // Stable: those of the network keep their order among themselves.
        all = [.. all.OrderBy(pair => pair.Attribution.Cue.IsEmpty ? pair.Attribution.Content[0].Start : pair.Attribution.Cue.Start)];
        var place = new Dictionary<int, int>();
        for (int index = 0; index < all.Count; index++)
        {
            if (all[index].Old >= 0)
            {
                place[all[index].Old] = index;
            }
        }

        return new Attributions([.. all.Select((pair, index) => pair.Attribution with
        {
            Parent = pair.Old >= 0 ? (place.TryGetValue(pair.Attribution.Parent, out int parent) ? parent : -1) : Holder(all, index),
        })]);
    }

    private static int Holder(List<(Attribution Attribution, int Old)> all, int index)
    {
        int best = -1;
        int smallest = int.MaxValue;
        int cue = all[index].Attribution.Cue.Start;
        for (int other = 0; other < all.Count; other++)
        {
            int length = all[other].Attribution.Content.Sum(range => range.Length);
            if (other != index && length < smallest && all[other].Attribution.Content.Any(range => range.Contains(cue)))
            {
                best = other;
                smallest = length;
            }
        }

        return best;
    }
}
