using System.Collections.Frozen;
using Hearsay.Claims.Coding;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Tells what the things of an event are: arms or not, and which system of the registry.</summary>
internal sealed class ThingReader
{
    /// <summary>Tokens of the longest name of a weapon that is looked up: "Bayraktar TB2", "S-300" in three tokens.</summary>
    private const int LongestSystem = 6;

    /// <summary>Letters of the longest capitalised word that is looked up in small letters.</summary>
    private const int LongestWord = 32;

    /// <summary>Parts of a list of goods that are told.</summary>
    private const int Most = 8;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Arms = PredicateLexicon.Things("arms");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Military = PredicateLexicon.Things("military");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Goods = PredicateLexicon.Things("goods");

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PartyRegistry _registry;

    /// <summary>Works on one document.</summary>
    public ThingReader(Document doc, WordView words, PartyRegistry registry)
    {
        _doc = doc;
        _words = words;
        _registry = registry;
    }

    /// <summary>True when any of the phrases, or a part of their lists and examples, names arms or military goods.</summary>
    public bool AreArms(IReadOnlyList<int> heads)
    {
        foreach (int head in heads)
        {
            foreach (int part in Parts(head))
            {
                if (IsArms(part))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True when the noun names arms: by its own word, as goods with a military word before them, or by the name of a weapon.</summary>
    public bool IsArms(int head)
    {
        Span<char> lower = stackalloc char[LongestWord];
        scoped ReadOnlySpan<char> lemma = _doc.Words.Lemma(head);
        if (lemma.Length > 0 && char.IsUpper(lemma[0]) && lemma.Length <= lower.Length)
        {
            lemma.ToLowerInvariant(lower);
            lemma = lower[..lemma.Length];
        }

        if (Arms.Contains(lemma))
        {
            return true;
        }

        if (Goods.Contains(lemma) || lemma is "industry" or "technology" or "field")
        {
            for (int child = _doc.Syntax.FirstDependent(head); child >= 0; child = _doc.Syntax.NextDependent(child))
            {
                if (_doc.Syntax.Relation(child) is DependencyRelation.Amod or DependencyRelation.Compound or DependencyRelation.NmodUnmarked && (Military.Contains(_doc.Words.Lemma(child)) || Joint(child)))
                {
                    return true;
                }
            }

            if (_words[head - 1] is "-" or "–" || head == 0)
            {
                return false;
            }

            return Military.Contains(_doc.Words.Lemma(head - 1)) && _words.Sentence(head - 1) == _words.Sentence(head);
        }

        return _doc.Words[head] is PartOfSpeech.Propn or PartOfSpeech.Noun or PartOfSpeech.Num && (_words.IsCapital(head) || char.IsAsciiDigit(_words[head] is [var first, ..] ? first : ' ')) && SystemOf(Phrase(head)) is not null;
    }

    /// <summary>The goods that a phrase names, part by part, each with its system.</summary>
    public IEnumerable<EventObject> Objects(int head)
    {
        foreach (int part in Parts(head))
        {
            TokenRange phrase = Phrase(part);
            TextSpan span = _doc.Tokens.Span(phrase);
            yield return new EventObject(new Evidence(span, _doc.Article.Text.Words(span)), SystemOf(phrase));
        }
    }

    /// <summary>The phrase's own thing, what stands beside it in a list, and its examples ("drones, including the Shahed-136").</summary>
    private List<int> Parts(int head)
    {
        var parts = new List<int>(2) { Inside(head) };
        for (int at = 0; at < parts.Count && parts.Count < Most; at++)
        {
            foreach (int from in at == 0 && parts[0] != head ? (ReadOnlySpan<int>)[head, parts[0]] : [parts[at]])
            {
                for (int child = _doc.Syntax.FirstDependent(from); child >= 0 && parts.Count < Most; child = _doc.Syntax.NextDependent(child))
                {
                    bool list = _doc.Syntax.Relation(child) is DependencyRelation.Conj or DependencyRelation.Appos && _doc.Words[child] is PartOfSpeech.Noun or PartOfSpeech.Propn;
                    if ((list || (_doc.Syntax.Relation(child) == DependencyRelation.Nmod && IsExample(child))) && !parts.Contains(child))
                    {
                        parts.Add(child);
                    }
                }
            }
        }

        return parts;
    }

    /// <summary>"a number of drones": drones.</summary>
    private int Inside(int head)
    {
        int of = -1;
        for (int child = _doc.Syntax.FirstDependent(head); child >= 0 && of < 0; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) == DependencyRelation.Nmod && child > head && _doc.Syntax.Dependent(child, DependencyRelation.Case) is >= 0 and int mark && _words.Is(mark, "of"))
            {
                of = child;
            }
        }

        return of >= 0 && (_doc.Words[head] == PartOfSpeech.Num || Counted(head)) ? of : head;
    }

    private bool Counted(int head) => _doc.Words.Lemma(head) is "number" or "amount" or "hundred" or "thousand" or "dozen" or "score" or "lot" or "ton" or "tonne" or "shipment" or "batch" or "range" or "type" or "consignment" or "billion" or "million" or "worth" or "barrel" or "delivery" or "quantity" or "fleet";

    private bool IsExample(int token)
    {
        for (int child = _doc.Syntax.FirstDependent(token); child >= 0 && child < token; child = _doc.Syntax.NextDependent(child))
        {
            if (_words.Is(child, "including") || _words.Is(child, "such") || _words.Is(child, "like"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"air-defence systems": parts of the word that the reader cut at its hyphens.</summary>
    private bool Joint(int token)
    {
        for (int child = _doc.Syntax.FirstDependent(token); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (Military.Contains(_doc.Words.Lemma(child)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The noun with its modifiers, without articles, possessors and numbers.</summary>
    private TokenRange Phrase(int head)
    {
        int start = head;
        for (int token = head - 1; token >= 0; token--)
        {
            // Words before the noun that hang on it, directly or on one of its modifiers, unbroken.
            int above = _doc.Syntax.Heads[token];
            bool inside = above > token && above <= head && _doc.Syntax.Relation(token) is DependencyRelation.Amod or DependencyRelation.Compound or DependencyRelation.NmodUnmarked or DependencyRelation.Punct or DependencyRelation.Flat or DependencyRelation.NmodDesc or DependencyRelation.Goeswith;
            if (!inside || (_doc.Words[token] == PartOfSpeech.Punct && !_words.Joined(token)))
            {
                break;
            }

            start = token;
        }

        while (start < head && _doc.Words[start] is PartOfSpeech.Punct or PartOfSpeech.Sym)
        {
            start++;
        }

        int end = head + 1;
        while (end < _doc.Tokens.Count && _doc.Syntax.Heads[end] >= start && _doc.Syntax.Heads[end] < end && (_doc.Syntax.Relation(end) is DependencyRelation.Flat or DependencyRelation.Goeswith || (_words.Joined(end) && _doc.Syntax.Relation(end) is DependencyRelation.Nummod or DependencyRelation.Compound or DependencyRelation.NmodUnmarked or DependencyRelation.Punct && _words[end] is not ("." or "," or "\"" or "”" or ")" or ";" or ":"))))
        {
            end++;
        }

        return new TokenRange(start, end);
    }

    private string? SystemOf(TokenRange phrase)
    {
        for (int length = Math.Min(LongestSystem, phrase.Length); length > 0; length--)
        {
            for (int start = phrase.End - length; start >= phrase.Start; start--)
            {
                if ((_words.IsCapital(start) || char.IsAsciiDigit(_words[start] is [var first, ..] ? first : ' ')) && _registry.FindWeapon(_words.Words(new TokenRange(start, start + length)), _doc.Article.Published?.Day) is { } weapon)
                {
                    return weapon.Id;
                }
            }
        }

        return null;
    }
}
