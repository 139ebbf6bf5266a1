using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Attributions whose cue is a noun, as grammar shows them: "Kenya's denial that …", "the rebels' plan to …", "calls for …", "their demands include …", "had no comment".</summary>
internal sealed class NounCues(Document doc, WordView words, CuePhrases tree)
{
    /// <summary>Words from a negation to "available".</summary>
    private const int LongestSilence = 5;

    private static readonly WordClass Calls = WordClasses.Of("noun.call");
    private static readonly WordClass Charges = WordClasses.Of("noun.charge");
    private static readonly WordClass Stands = WordClasses.Of("noun.stand");
    private static readonly WordClass Spreading = WordClasses.Of("verb.spread");
    private static readonly WordClass Wishes = WordClasses.Of("noun.wish");
    private static readonly WordClass Tales = WordClasses.Of("noun.tale");

    private readonly Document _doc = doc;
    private readonly WordView _words = words;
    private readonly CuePhrases _tree = tree;

    /// <summary>The attribution whose cue this noun is, or null.</summary>
    public Attribution? At(int noun)
    {
        if (_words[noun] is "comment" or "comments")
        {
            return Silence(noun);
        }

        bool cue = CueLexicon.AsNoun(_words[noun]) is not (CueClass.None or CueClass.Say) || _words.Is(noun, "claim") || _words.Is(noun, "claims");
        return (Tales.Has(_words[noun]) ? Spread(noun) : null) ?? (Wishes.Has(_words[noun]) ? Wish(noun) : null) ?? (cue || Tales.Has(_words[noun]) || Wishes.Has(_words[noun]) ? Noun(noun) : null)
            ?? (Calls.Has(_words[noun]) ? Call(noun) : null) ?? (Charges.Has(_words[noun]) ? Charge(noun) : null) ?? (Stands.Has(_words[noun]) ? Stand(noun) : null);
    }

    /// <summary>"[calls] [for restraint]", "[calls] by Kenya [to leave the town]": nobody need be named.</summary>
    private Attribution? Call(int noun)
    {
        if (_doc.Syntax.Dependent(noun, DependencyRelation.NmodPoss) >= 0)
        {
            return null;
        }

        for (int child = _doc.Syntax.FirstDependent(noun); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            bool clause = child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Acl && _tree.Introducer(child) is "to";
            bool thing = child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Nmod && _tree.Introducer(child) is "for";
            if (clause || thing)
            {
                TokenRange said = _doc.Syntax.Yield(child);
                int start = thing ? said.Start + 1 : said.Start;
                return said.End > start ? new Attribution(Caller(noun), new TokenRange(noun, said.Start == noun + 1 ? start : noun + 1), [new TokenRange(start, said.End)], -1, ClearCues.RuleConfidence) : null;
            }
        }

        return null;
    }

    /// <summary>"[allegations of] [corruption]", "[claims of] [fraud] by the minister", "Kenyan [accusations of] [smuggling]".</summary>
    private Attribution? Charge(int noun)
    {
        for (int child = _doc.Syntax.FirstDependent(noun); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Nmod && _words.Is(noun + 1, "of") && _tree.Introducer(child) is "of")
            {
                TokenRange source = Caller(noun);
                TokenRange said = _doc.Syntax.Yield(child);
                int end = said.End;
                for (int token = noun + 2; token < said.End; token++)
                {
                    // The tree hangs "by the minister" on either noun.
                    if (_words.Is(token, "by") && (source.IsEmpty || source.Start == token + 1))
                    {
                        source = source.IsEmpty ? new TokenRange(token + 1, said.End) : source;
                        end = token;
                        break;
                    }
                }

                return end > noun + 2 ? new Attribution(source, new TokenRange(noun, noun + 2), [new TokenRange(noun + 2, end)], -1, ClearCues.RuleConfidence) : null;
            }
        }

        return null;
    }

    /// <summary>"Their [demands have included] [a date for elections]", "Kenya's [position is] [that …]".</summary>
    private Attribution? Stand(int noun)
    {
        int owner = _doc.Syntax.Dependent(noun, DependencyRelation.NmodPoss);
        int verb = _doc.Syntax.Relation(noun) == DependencyRelation.Nsubj ? _doc.Syntax.Heads[noun] : -1;
        if (owner < 0 || verb < noun || !(_doc.Words.Lemma(verb) is "be" or "include" or "remain"))
        {
            return null;
        }

        bool includes = _doc.Words.Lemma(verb) is "include";
        for (int child = _doc.Syntax.FirstDependent(verb); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (child > verb && (_doc.Syntax.Relation(child) is DependencyRelation.Ccomp or DependencyRelation.Xcomp || (includes && _doc.Syntax.Relation(child) == DependencyRelation.Obj)))
            {
                TokenRange source = _tree.Owner(owner);
                TokenRange said = _doc.Syntax.Yield(child);
                return said.Start > verb && said.Length > 1 ? new Attribution(source, new TokenRange(noun, verb + 1), [said], -1, ClearCues.RuleConfidence) : null;
            }
        }

        return null;
    }

    /// <summary>Who a call or charge comes from: "by Kenya", "from the opposition", "Kenyan"; empty where that is not told.</summary>
    private TokenRange Caller(int noun)
    {
        for (int child = _doc.Syntax.FirstDependent(noun); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Nmod && (_tree.Introducer(child) is "by" or "from" || (_tree.Introducer(child) is "in" or "within" && _words.IsCapital(child))))
            {
                return _tree.Phrase(child);
            }

            if (child < noun && _doc.Syntax.Relation(child) is DependencyRelation.NmodPoss)
            {
                return _tree.Owner(child);
            }

            if (child < noun && _doc.Syntax.Relation(child) is DependencyRelation.Amod && (_words.IsCapital(child) || _words.Is(child, "international")))
            {
                return new TokenRange(child, child + 1);
            }
        }

        return default;
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
            bool clause = child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Acl && _tree.Introducer(child) is "to";
            bool thing = child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Nmod && _tree.Introducer(child) is "for" && _words[noun] is "demand" or "demands" or "call" or "calls" or "appeal" or "request" or "plea";
            if (!clause && !thing)
            {
                continue;
            }

            TokenRange said = _doc.Syntax.Yield(child);
            TokenRange source = _tree.Owner(owner);
            int start = thing && said.Start == noun + 1 ? noun + 2 : said.Start;
            return said.Start == noun + 1 && said.End - start >= 1 ? new Attribution(source, new TokenRange(noun, start > said.Start ? start : noun + 1), [new TokenRange(start, said.End)], -1, ClearCues.RuleConfidence) : null;
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
        return clause > noun ? new Attribution(_tree.Phrase(subject), new TokenRange(verb, noun + 1), [new TokenRange(noun + 1, Math.Max(clause + 1, _doc.Syntax.Yield(clause).End))], -1, ClearCues.RuleConfidence) : null;
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

        return new Attribution(_tree.Phrase(subject), new TokenRange(Math.Min(start, verb), noun), [new TokenRange(noun, noun + 1)], -1, ClearCues.RuleConfidence);
    }

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
            if (child > noun && _doc.Syntax.Relation(child) is DependencyRelation.Acl or DependencyRelation.AclRelcl or DependencyRelation.Ccomp && _tree.Introducer(child) is "that" or "to")
            {
                return new Attribution(_tree.Owner(owner), new TokenRange(noun, noun + 1), [_doc.Syntax.Yield(child)], -1, ClearCues.RuleConfidence);
            }
        }

        return null;
    }
}
