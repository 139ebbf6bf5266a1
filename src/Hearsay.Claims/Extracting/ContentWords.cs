namespace Hearsay.Claims.Extracting;

/// <summary>Questions about the words of a content that rules on stances ask again and again.</summary>
internal sealed class ContentWords(WordView words)
{
    /// <summary>Words of a content that are looked at: what a claim does is said at its beginning.</summary>
    public const int Reach = 60;

    private static readonly WordClass HostileVerbs = WordClasses.Of("verb.hostile");
    private static readonly WordClass HostileNouns = WordClasses.Of("noun.hostile");
    private static readonly WordClass Finite = WordClasses.Of("finite");
    private static readonly WordClass Be = WordClasses.Of("be");
    private static readonly WordClass ItPronouns = WordClasses.Of("pronoun.it");

    private readonly WordView _words = words;

    /// <summary>True when the token begins with one of these: a form of a verb by its stem ("den" of "denied").</summary>
    public bool IsForm(int token, params ReadOnlySpan<string> stems)
    {
        foreach (string stem in stems)
        {
            if (_words[token].StartsWith(stem, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when one of <paramref name="reach"/> words from <paramref name="start"/> on is one of these; case does not count.</summary>
    public bool HasWord(List<int> words, int start, int reach, params ReadOnlySpan<string> any)
    {
        for (int i = start; i < Math.Min(words.Count, start + reach); i++)
        {
            foreach (string word in any)
            {
                if (_words.Is(words[i], word))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Position among the words of a "to" with a verb, with nothing finite before it; −1 when there is none.</summary>
    public int Infinitive(List<int> words)
    {
        for (int i = 0; i < Math.Min(words.Count - 1, 9); i++)
        {
            ReadOnlySpan<char> word = _words[words[i]];
            if (word is "that" || Finite.Has(word) || (i > 0 && word.EndsWith("ed", StringComparison.Ordinal) && !_words.IsCapital(words[i])))
            {
                return -1;
            }

            if (word is "to" && !_words.IsCapital(words[i + 1]) && _words[words[i + 1]] is not ("the" or "a" or "an" or "his" or "her" or "its" or "their"))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>True when a finite auxiliary or copula stands among the first words.</summary>
    public bool HasFinite(List<int> words)
    {
        for (int i = 0; i < Math.Min(words.Count, 14); i++)
        {
            if (Finite.Has(_words[words[i]]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Position of the first "will", "would" or "going to"; −1 for none.</summary>
    public int WillAt(List<int> words)
    {
        for (int i = 0; i < Math.Min(words.Count, 18); i++)
        {
            bool going = i > 0 && i + 1 < words.Count && _words[words[i]] is "going" && _words.Is(words[i + 1], "to") && Be.Has(_words[words[i - 1]]) && !(i > 1 && ItPronouns.Has(_words[words[i - 2]]));
            if (going || _words[words[i]] is "will" or "would" or "'ll" or "’ll" or "shall" or "won't" or "won’t" or "wo")
            {
                return going ? i + 1 : i;
            }
        }

        return -1;
    }

    /// <summary>True when a hostile step stands within the next words, not negated.</summary>
    public bool IsHostile(List<int> words, int start, int reach)
    {
        bool negated = false;
        for (int i = start; i < Math.Min(words.Count, start + reach); i++)
        {
            ReadOnlySpan<char> word = _words[words[i]];
            if (_words.IsNegation(words[i]))
            {
                negated = true;
            }
            else if (HostileNouns.Has(word) || (HostileVerbs.Has(word) && !(word is "pull" or "fight" or "fighting" && !_words.Is(words[i] + 1, "out")))
                || (word is "pull" && (_words.Is(words[i] + 1, "out") || _words.Is(words[i] + 1, "back"))))
            {
                return !negated && !(i > start && _words[words[i - 1]] is "against" or "lift" or "end" or "ease" or "condemn" or "stop" or "from")
                    && !(word is "withdraw" or "withdrawal" or "suspend" or "cut" && HasWord(words, i, 5, "troops", "forces", "soldiers", "claim", "demand"))
                    && !(IsForm(words[i], "fil") && !HasWord(words, i, 5, "complaint", "lawsuit", "suit", "charges", "case"))
                    && !(IsForm(words[i], "tighten") && !HasWord(words, i, 5, "sanctions", "restrictions", "blockade", "noose", "grip"))
                    && !(word is "cut" or "cuts" or "cutting" && !HasWord(words, i, 5, "off", "ties", "relations", "links", "aid", "gas", "oil", "supply", "supplies", "power", "electricity", "diplomatic"))
                    && !(word is "respond" && HasWord(words, i, 4, "positively", "favourably", "favorably", "questions"))
                    && !(IsForm(words[i], "pull") && (HasWord(words, 0, i, "troops", "forces", "soldiers") || HasWord(words, i, 4, "troops", "forces", "soldiers")))
                    && !(IsForm(words[i], "leav", "exit", "quit") && !HasWord(words, i, 7, "treaty", "agreement", "pact", "accord", "accords", "deal", "convention", "organisation", "organization", "union", "bloc", "council", "alliance", "talks", "negotiations", "programme", "program", "statute", "court", "protocol", "NATO", "EU", "UN"));
            }
        }

        return false;
    }

    /// <summary>True when a hostile step is named within the next words, negated or not.</summary>
    public bool HasHostile(List<int> words, int start, int reach)
    {
        for (int i = start; i < Math.Min(words.Count, start + reach); i++)
        {
            if (HostileVerbs.Has(_words[words[i]]) || HostileNouns.Has(_words[words[i]]))
            {
                return true;
            }
        }

        return false;
    }
}
