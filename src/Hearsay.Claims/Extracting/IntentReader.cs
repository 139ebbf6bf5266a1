using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Tells what a speaker is going to do: promised, or threatened where it is hostile.</summary>
internal sealed class IntentReader(Document doc, WordView words, SpeakerSides sides, ContentWords contents)
{
    private static readonly WordClass IntentNouns = WordClasses.Of("noun.intent");
    private static readonly WordClass IntentWords = WordClasses.Of("adj.intent");
    private static readonly WordClass PledgeVerbs = WordClasses.Of("verb.pledge");
    private static readonly WordClass Be = WordClasses.Of("be");
    private static readonly WordClass PluralPronouns = WordClasses.Of("pronoun.they");

    private readonly Document _doc = doc;
    private readonly WordView _words = words;
    private readonly SpeakerSides _sides = sides;
    private readonly ContentWords _contents = contents;

    /// <summary>Own acts to come: "Tehran is determined to …", "we will …", "its plan to …".</summary>
    public Stance? Intent(List<int> words, Told told, Side subject, Speaker speaker)
    {
        for (int i = 0; i < Math.Min(words.Count - 1, 10); i++)
        {
            ReadOnlySpan<char> word = _words[words[i]];
            bool noun = IntentNouns.Has(word) && i <= 3 && (word is "support" ? _words.Is(words[i + 1], "to") && i + 2 < words.Count && _doc.Words.Count > 0 && _doc.Words[words[i + 2]] == PartOfSpeech.Verb
                : _words.Is(words[i + 1], "to") || _words.Is(words[i + 1], "for"));
            bool adjective = IntentWords.Has(word) && _words.Is(words[i + 1], "to") && i > 0 && subject == Side.Own && Be.Has(_words[words[i - 1]]);
            bool verb = PledgeVerbs.Has(word) && word is not ("continue" or "continues" or "continued" or "agreed") && _words.Is(words[i + 1], "to") && i > 0 && subject == Side.Own;
            if ((noun && !IsOwnedByOther(words, i, speaker)) || adjective || verb)
            {
                // "it has no plans to sell", "is not ready to talk"
                if (i > 0 && (_words.IsNegation(words[i - 1]) || (i > 1 && _words.IsNegation(words[i - 2]))))
                {
                    return subject == Side.Own ? Stance.Denies : null;
                }

                return _contents.IsHostile(words, i + 1, 8) ? Stance.Threatens : Stance.Pledges;
            }
        }

        for (int i = 0; i + 1 < Math.Min(words.Count, 8); i++)
        {
            // "it was suspending relations": a hostile step announced.
            if (subject == Side.Own && Be.Has(_words[words[i]]) && _words[words[i + 1]] is "suspending" or "withdrawing" or "imposing" or "expelling" or "halting" or "cutting" or "severing" or "freezing" or "banning" or "closing" or "cancelling" or "canceling" or "terminating" or "recalling" or "leaving" or "quitting" && (_contents.IsHostile(words, i + 1, 8) || _contents.HasWord(words, i + 1, 6, "ambassador", "envoy", "diplomats")))
            {
                return Stance.Threatens;
            }
        }

        int will = _contents.WillAt(words);
        if (will >= 0 && subject == Side.Own && !IsOpen(words, will) && !IsOthers(words[will], told, speaker))
        {
            bool conditional = _contents.HasWord(words, 0, ContentWords.Reach, "if", "unless", "attacked", "should");
            if (_contents.IsHostile(words, will, conditional ? 14 : 8))
            {
                return Stance.Threatens;
            }

            // "it will not sell them" refuses; "it will not attack" promises.
            if (will + 1 < words.Count && (_words.IsNegation(words[will + 1]) || _words[words[will]].EndsWith("n't", StringComparison.Ordinal)))
            {
                return _contents.HasHostile(words, will, 8) ? Stance.Pledges : Stance.Denies;
            }

            // "we would be happy if", "it will be cold": being is no act.
            bool doing = will + 2 < words.Count && _words[words[will + 1]] is "be" && _words[words[will + 2]].EndsWith("ing", StringComparison.Ordinal);
            return !doing && _words[words[Math.Min(will + 1, words.Count - 1)]] is "be" or "have" or "need" or "never" ? null : Stance.Pledges;
        }

        // "they are not going to benefit", "you will pay a price": what is done to others.
        if (subject != Side.Own && (_contents.HasWord(words, 0, ContentWords.Reach, "consequences", "retaliation", "regret") || (_contents.HasWord(words, 0, ContentWords.Reach, "if", "unless") && _contents.HasWord(words, 0, ContentWords.Reach, "pay", "benefit", "face", "suffer", "cost"))))
        {
            return will >= 0 || _contents.HasWord(words, 0, ContentWords.Reach, "going") ? Stance.Threatens : null;
        }

        return null;
    }

    public Stance Pledge(List<int> words, int at)
    {
        // "vowed to respond", "promised retaliation"; "vowed not to attack" is no threat.
        if (_contents.IsForm(at, "guarantee") || !(_contents.IsHostile(words, 0, reach: 6) || IsStruggle(words)))
        {
            return Stance.Pledges;
        }

        return Stance.Threatens;
    }

    /// <summary>"to fight the plan", "to oppose any bill"; not "to fight for it".</summary>
    private bool IsStruggle(List<int> words) => words.Count > 2 && _words.Is(words[0], "to") && _words[words[1]] is "fight" or "oppose" or "resist" or "retaliate" && !_words.Is(words[2], "for");

    /// <summary>"Kenya's plan to …" told by somebody else.</summary>
    private bool IsOwnedByOther(List<int> words, int noun, Speaker speaker)
    {
        for (int i = 0; i < noun; i++)
        {
            if (PluralPronouns.Has(_words[words[i]]) && !_words.Is(words[noun], "commitment") && speaker.Kind is SpeakerKind.Person or SpeakerKind.Unnamed or SpeakerKind.Media)
            {
                return true;
            }

            if (_sides.SideOf(new TokenRange(words[i], words[i] + 1), speaker, out _) is { } side)
            {
                return side == Side.Other;
            }
        }

        return false;
    }

    /// <summary>"she is undecided on how she will vote": what will be is left open.</summary>
    private bool IsOpen(List<int> words, int will)
    {
        for (int i = Math.Max(0, will - 3); i < will; i++)
        {
            if (_words[words[i]] is "how" or "whether" or "what" or "when" or "where")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"we had left and Kenya would move in": what will be is another's.</summary>
    private bool IsOthers(int will, Told told, Speaker speaker) => _doc.Syntax.Count > 0 && _doc.Syntax.Relation(will) is DependencyRelation.Aux && _doc.Syntax.Heads[will] is >= 0 and int verb && verb != told.Top && _sides.SubjectOfClause(verb, told, speaker) is var doer && (doer == Side.Other || (doer == Side.Unknown && _doc.Syntax.Dependent(verb, DependencyRelation.Nsubj) >= 0 && _doc.Syntax.Heads[verb] == told.Top && _doc.Syntax.Relation(verb) == DependencyRelation.Ccomp));
}
