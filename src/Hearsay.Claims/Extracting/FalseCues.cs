using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>What the network takes for an attribution though nobody says anything: deeds, conditions, a speaker who says "I" in a quotation.</summary>
internal sealed class FalseCues(Document doc, WordView words, CuePhrases tree)
{
    /// <summary>Confidence from which the network is believed against the rules for what is no cue: more likely than not. Chosen on development data, of 0, .35, .5, .65 and 1.</summary>
    private const float Sure = 0.5f;

    private static readonly WordClass Fate = WordClasses.Of("verb.fate");
    private static readonly WordClass FirstPlural = WordClasses.Of("pronoun.we");
    private static readonly WordClass Deeds = WordClasses.Of("verb.deed");

    private readonly Document _doc = doc;
    private readonly WordView _words = words;
    private readonly CuePhrases _tree = tree;

    /// <summary>
    /// True for what the network takes for a cue though nobody says anything: a verb that is in no class of cues with a thing or an act for its content ("[supplied] no rifles",
    /// "[ceased] supplying rifles"), and a condition ("if Uganda [agrees], …").
    /// </summary>
    public bool IsNoCue(Attribution attribution)
    {
        TokenRange cue = _words.Clamp(attribution.Cue);
        TokenRange label = _words.Clamp(attribution.Source);
        if (label.Length == 1 && _words[label.Start] is "PHOTOS" or "PHOTO" or "VIDEO" or "WATCH" or "LISTEN" or "READ" or "RELATED" or "MORE" or "CORRECTION" or "Correction" or "Advertisement" or "ADVERTISEMENT")
        {
            // "WATCH: The minister leaves": a page's own label.
            return true;
        }

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

        if (_doc.Words.Lemma(verb) is "continue" && _words.Is(cue.End - 1, "to") && FirstPlural.Has(_words[attribution.Source.Start]))
        {
            // "we [will continue to] press for …": what one commits oneself to.
            return false;
        }

        if (_doc.Syntax.Relation(verb) == DependencyRelation.Advcl && _tree.Introducer(verb) is "if" or "If" or "unless" or "Unless")
        {
            return true;
        }

        TokenRange first = _words.Clamp(attribution.Content[0]);
        if (_doc.Words.Lemma(verb) is "apologise" or "apologize" && _words.Is(cue.End - 1, "to") && !first.IsEmpty && _doc.Words[first.Start] is PartOfSpeech.Propn or PartOfSpeech.Pron or PartOfSpeech.Det)
        {
            // "apologised to Estonia": a deed, and who heard it.
            return true;
        }

        if (_doc.Words.Lemma(verb) is "ask" or "request" or "prefer" && _words.Is(first.Start, "not") && _words.Is(first.Start + 1, "to") && _words.Is(first.Start + 2, "be") && _words[first.Start + 3] is "named" or "identified" or "quoted")
        {
            // "officials, who asked not to be named, said …"
            return true;
        }

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

        bool fate = Fate.Has(_words[verb]) && !(cue.End < _words.Count && (_tree.Speaks(cue.End) || _tree.Speaks(cue.End + 1)));
        if (!fate && (attribution.Confidence >= Sure || _tree.HasCueWord(cue)))
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

    /// <summary>"I have seen" inside what somebody is quoted to say: the speaker once more, not another claim.</summary>
    public bool IsOwnMarker(Attribution attribution)
    {
        TokenRange source = _words.Clamp(attribution.Source);
        return attribution.Parent >= 0 && source.Length == 1 && _words[source.Start] is "I" && _doc.Quotations[source.Start] != QuotationState.Outside;
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
}
