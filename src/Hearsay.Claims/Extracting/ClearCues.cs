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
    public const float RuleConfidence = 0.5f;

    private static readonly WordClass Hearsay = WordClasses.Of("adverb.hearsay");
    private static readonly WordClass Clear = WordClasses.Of("verb.clear");
    private static readonly WordClass Hedged = WordClasses.Of("verb.hedged");
    private static readonly WordClass Clausal = WordClasses.Of("verb.clausal");
    private static readonly WordClass Accusing = WordClasses.Of("verb.accusing");
    private static readonly WordClass Speech = WordClasses.Of("verb.silence");
    private static readonly WordClass Again = WordClasses.Of("verb.again");
    private static readonly WordClass Attitudes = WordClasses.Of("verb.attitude");
    private static readonly WordClass FirstPlural = WordClasses.Of("pronoun.we");
    private static readonly WordClass Events = WordClasses.Of("verb.happening");
    private static readonly WordClass Own = WordClasses.Of("pronoun.own");

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly bool[] _cue;
    private readonly CuePhrases _tree;
    private readonly FalseCues _false;
    private readonly NounCues _nouns;

    private ClearCues(Document doc, WordView words)
    {
        _doc = doc;
        _words = words;
        _tree = new CuePhrases(doc, words);
        _false = new FalseCues(doc, words, _tree);
        _nouns = new NounCues(doc, words, _tree);
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

        if (AfterDateline(words, words.Clamp(attribution.Source)) is { IsEmpty: false } speaker)
        {
            attribution = attribution with { Source = speaker };
        }

        if (attribution.Content.Length > 1 && words.Clamp(attribution.Content[0]) is { IsEmpty: false } place && place.End < words.Count && words[place.End] is "-" or "–" or "—" or "--" && words.OpensParagraph(place.Start) && words.Words(place).AsSpan().IndexOfAnyInRange('a', 'z') < 0)
        {
            attribution = attribution with { Content = attribution.Content.RemoveAt(0) };
        }

        if (SubjectBehind(doc, words, attribution) is { } behind)
        {
            attribution = attribution with { Source = behind };
        }

        if (AsSaid(doc, words, cue, words.Clamp(attribution.Content[0])) is { IsEmpty: false } clause)
        {
            attribution = attribution with { Content = [clause] };
        }

        TokenRange said = words.Clamp(attribution.Content[0]);
        if (Again.Has(words[cue.End - 1]) && said.Start == cue.End && said.Length > 3 && Own.Has(words[said.Start]) && CueLexicon.AsNoun(words[said.Start + 1]) is not (CueClass.None or CueClass.Say) && words[said.Start + 2] is "that" or "of" or "to")
        {
            // "repeated [its accusation] that …": it is accused, not only said.
            return attribution with { Cue = cue with { End = said.Start + 2 }, Content = attribution.Content.SetItem(0, new TokenRange(said.Start + 2, said.End)) };
        }

        if (doc.Words.Lemma(cue.End - 1) is "decline" or "refuse" && said.Start == cue.End && said.Length > 3 && words.Is(said.Start, "to")
            && words[said.Start + 1] is "say" or "detail" or "disclose" or "reveal" or "specify" or "give" or "provide" or "name" or "identify" or "explain")
        {
            // "[declined to say] [who had paid]"
            return attribution with { Cue = cue with { End = said.Start + 2 }, Content = attribution.Content.SetItem(0, said with { Start = said.Start + 2 }) };
        }

        for (int part = 1; part < attribution.Content.Length; part++)
        {
            if (words.Clamp(attribution.Content[part]) is { Length: 1 } pronoun && attribution.Content[part - 1].End == pronoun.Start && doc.Words.Has(pronoun.Start, "PronType=Rel"))
            {
                // "[a charge] [that] Kenya rejected": the pronoun says no more than its noun.
                attribution = attribution with { Content = attribution.Content.RemoveAt(part--) };
            }
        }

        if (words.Is(cue.End - 1, "to"))
        {
            // "will continue to"
            return attribution;
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

    /// <summary>"TEHRAN - [Iran] admitted": a source without the dateline before it; empty where there is none.</summary>
    private static TokenRange AfterDateline(WordView words, TokenRange source)
    {
        if (source.IsEmpty || !words.OpensParagraph(source.Start) || words[source.Start].IndexOfAnyInRange('a', 'z') >= 0)
        {
            return default;
        }

        const int LongestDateline = 8;
        for (int token = source.Start + 1; token < Math.Min(source.End - 1, source.Start + LongestDateline); token++)
        {
            if (words[token] is "-" or "–" or "—" or "--" && !words.Joined(token))
            {
                return new TokenRange(token + 1, source.End);
            }
        }

        return default;
    }

    /// <summary>"As we have said [all along], [the ship is safe]": what was said is the clause that follows, not how often; empty where it is otherwise.</summary>
    private static TokenRange AsSaid(Document doc, WordView words, TokenRange cue, TokenRange content)
    {
        int verb = cue.End - 1;
        if (doc.Syntax.Relation(verb) != DependencyRelation.Advcl || doc.Syntax.Dependent(verb, DependencyRelation.Mark) is not (>= 0 and int mark) || !words.Is(mark, "as") || content.Start != cue.End)
        {
            return default;
        }

        for (int token = content.Start; token < content.End; token++)
        {
            if (doc.Words[token] is PartOfSpeech.Verb or PartOfSpeech.Aux or PartOfSpeech.Noun or PartOfSpeech.Propn)
            {
                return default;
            }
        }

        int start = doc.Syntax.Yield(verb).End;
        int end = words.SentenceRange(words.Sentence(verb)).End;
        while (start < end && !words.IsWord(start))
        {
            start++;
        }

        while (end > start && !words.IsWord(end - 1))
        {
            end--;
        }

        return start >= content.End && doc.Syntax.Heads[verb] >= start ? new TokenRange(start, end) : default;
    }

    /// <summary>"With [our allies, Kenya] aims to …": the subject alone, which stands behind a comma in what was taken for the source; null where that is not so.</summary>
    private static TokenRange? SubjectBehind(Document doc, WordView words, Attribution attribution)
    {
        TokenRange source = words.Clamp(attribution.Source);
        int comma = source.Start;
        while (comma < source.End && words[comma] is not ",")
        {
            comma++;
        }

        if (comma >= source.End - 1 || source.Start == 0 || doc.Words[source.Start - 1] != PartOfSpeech.Adp)
        {
            return null;
        }

        for (int token = comma + 1; token < source.End; token++)
        {
            if (doc.Syntax.Relation(token) == DependencyRelation.Nsubj && !source.Contains(doc.Syntax.Heads[token]) && doc.Syntax.Yield(token) is var subject && subject.Start > comma)
            {
                return new TokenRange(subject.Start, Math.Min(subject.End, source.End));
            }
        }

        return null;
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
                if (hearsay + 1 < attribution.Cue.End && _tree.HasCueWord(new TokenRange(hearsay + 1, attribution.Cue.End)))
                {
                    more.Add(attribution with { Cue = new TokenRange(hearsay + 1, attribution.Cue.End) });
                }
            }
            else if ((!attribution.Cue.IsEmpty && (_false.IsNoCue(attribution) || _false.IsOwnMarker(attribution))) || (!attribution.Content.IsEmpty && _words.IsFurniture(_words.Sentence(_words.Clamp(attribution.Content[0]).Start))))
            {
                replaced[index] = true;
            }
            else if (attribution is { Source.IsEmpty: true, Cue.IsEmpty: false } && _words.Clamp(attribution.Cue) is { IsEmpty: false } cue && _doc.Words[cue.Start] == PartOfSpeech.Noun && _nouns.At(cue.Start) is { Source.IsEmpty: false } named
                && named.Source.Start < attribution.Content[^1].End && named.Source.Start >= attribution.Content[0].Start)
            {
                // "allegations of [theft by its clients]": who speaks stands in what the network takes for the content.
                replaced[index] = true;
                more.Add(named with { Confidence = attribution.Confidence });
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
                PartOfSpeech.Verb when Commitment(token) is { } commitment => commitment,
                PartOfSpeech.Verb when Attitudes.Has(_words[token]) && IsInContent(token) => Attitude(token),
                PartOfSpeech.Adv when Hearsay.Has(_words[token]) && !IsInContent(token) => Adverb(token),
                PartOfSpeech.Noun => _nouns.At(token),
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
                || (relation is DependencyRelation.Advcl or DependencyRelation.Obl && !hedged && _tree.Introducer(child) is "of" or "for" or "to"));
            if (complement)
            {
                clause |= relation is DependencyRelation.Ccomp or DependencyRelation.Xcomp;
                TokenRange words = tree.Yield(child);
                first = Math.Min(first, words.Start);
                last = Math.Max(last, words.End);
            }
            else if (relation == DependencyRelation.OblAgent)
            {
                source = _tree.Phrase(child);
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
            return end <= verb + 3 ? null : new Attribution(_tree.Phrase(subject), new TokenRange(verb, verb + 3), [new TokenRange(verb + 3, end)], -1, RuleConfidence);
        }

        if (last < 0 || first <= verb || IsOpenEnded(first, last) || (!clause && Clausal.Has(_words[verb])))
        {
            return null;
        }

        if (passive >= 0)
        {
            return _doc.Words[passive] == PartOfSpeech.Pron && tree.Relation(verb) == DependencyRelation.AclRelcl ? null
                : new Attribution(source, new TokenRange(Auxiliary(verb), verb + 1), [_tree.Phrase(passive), new TokenRange(first, last)], -1, RuleConfidence);
        }

        // "The report which denied …", "who accused …": the relative pronoun is no speaker that could be named.
        return _doc.Words[subject] == PartOfSpeech.Pron && _doc.Words.Has(subject, "PronType=Rel") ? null : new Attribution(_tree.Phrase(subject), _tree.Cue(verb), [new TokenRange(first, last)], -1, RuleConfidence);
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

    /// <summary>
    /// "We [will continue to] [press for their release]", "we [stand with] [the people of Kenya]" in the voice of the text itself: a statement that commits whoever issues it. Not what one will only
    /// be, have or see, nor whom one will meet.
    /// </summary>
    private Attribution? Commitment(int verb)
    {
        Dependencies tree = _doc.Syntax;
        int subject = tree.Dependent(verb, DependencyRelation.Nsubj);
        if (subject < 0 || subject > verb || !FirstPlural.Has(_words[subject]) || !IsMain(verb) || _doc.Quotations[verb] != QuotationState.Outside || IsInContent(verb))
        {
            return null;
        }

        bool continues = _doc.Words.Lemma(verb) is "continue";
        int will = -1;
        for (int child = tree.FirstDependent(verb); child >= 0 && child < verb; child = tree.NextDependent(child))
        {
            will = _words[child] is "will" or "'ll" or "’ll" or "shall" ? child : will;
        }

        int act = verb;
        if (continues)
        {
            act = tree.Dependent(verb, DependencyRelation.Xcomp);
            if (act < verb || _tree.Introducer(act) is not "to")
            {
                return null;
            }
        }

        int end = Math.Max(act + 1, tree.Yield(act).End);
        if (continues || (will >= 0 && !Events.Has(_words[verb])))
        {
            int start = continues ? tree.Dependent(act, DependencyRelation.Mark) + 1 : verb;
            TokenRange cue = continues ? new TokenRange(will >= 0 ? will : verb, start) : new TokenRange(will, will + 1 < verb && _words.IsNegation(will + 1) ? will + 2 : will + 1);
            return end - start > 1 && start > cue.Start ? new Attribution(_tree.Phrase(subject), cue, [new TokenRange(start, end)], -1, RuleConfidence) : null;
        }

        if (_words.Is(verb, "stand") && _words[verb + 1] is "with" or "by" && tree.Dependent(verb, DependencyRelation.Obl) is >= 0 and int whom && whom > verb)
        {
            return new Attribution(_tree.Phrase(subject), new TokenRange(verb, verb + 2), [new TokenRange(verb + 2, Math.Max(whom + 1, tree.Yield(whom).End))], -1, RuleConfidence);
        }

        return null;
    }

    /// <summary>True for the main verb of a sentence, or one joined to it.</summary>
    private bool IsMain(int verb)
    {
        while (_doc.Syntax.Relation(verb) is DependencyRelation.Conj or DependencyRelation.Parataxis && _doc.Syntax.Heads[verb] >= 0)
        {
            verb = _doc.Syntax.Heads[verb];
        }

        return _doc.Syntax.Relation(verb) == DependencyRelation.Root;
    }

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

                return first <= verb || said.End - first < 2 ? null : new Attribution(_tree.Phrase(subject), _tree.Cue(verb), [new TokenRange(first, said.End)], -1, RuleConfidence);
            }
        }

        return null;
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
