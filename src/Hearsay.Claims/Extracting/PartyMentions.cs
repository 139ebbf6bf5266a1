using System.Runtime.InteropServices;
using Hearsay.Claims.Parties;
using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>Every place in one document that names a party of the registry, in order; the longest name wins. Found in one pass.</summary>
internal sealed class PartyMentions
{
    /// <summary>How far words may stand from a name that several parties share, to tell which is meant: about the paragraph and its neighbours.</summary>
    private const int ContextReach = 80;

    /// <summary>How many words of context are looked for in one document; names after that get their usual meaning. An article needs some hundreds; this bounds the work on a text that is made of nothing else.</summary>
    private const int MostContexts = 20_000;

    private readonly List<PartyMention> _mentions = [];
    private readonly WordView _words;
    private readonly PartyRegistry _registry;
    private readonly DateOnly? _on;
    private readonly NearWord _near;
    private int _at;
    private int _contexts;

    /// <summary>Finds them.</summary>
    /// <param name="words">The document.</param>
    /// <param name="registry">The parties.</param>
    /// <param name="on">Day of the document, or null.</param>
    public PartyMentions(WordView words, PartyRegistry registry, DateOnly? on)
    {
        _words = words;
        _registry = registry;
        _on = on;
        _near = IsNear;
        Span<char> name = stackalloc char[96];
        for (int token = 0; token < words.Count;)
        {
            ReadOnlySpan<char> first = words.Core(token);
            int most = first.Length == 0 || char.IsPunctuation(first[0]) ? 0 : registry.MostWordsFrom(first);
            token = most > 0 && Longest(token, most, name) is { } found && !IsCut(found) ? Add(found) : token + 1;
        }
    }

    /// <summary>The registry that the names were looked up in.</summary>
    public PartyRegistry Registry => _registry;

    /// <summary>All mentions, by position.</summary>
    public IReadOnlyList<PartyMention> All => _mentions;

    /// <summary>The mentions that lie wholly inside <paramref name="range"/>.</summary>
    public ReadOnlySpan<PartyMention> Inside(TokenRange range)
    {
        ReadOnlySpan<PartyMention> all = CollectionsMarshal.AsSpan(_mentions);
        int first = FirstFrom(range.Start);
        int end = first;
        while (end < all.Length && all[end].Tokens.End <= range.End)
        {
            end++;
        }

        return all[first..end];
    }

    /// <summary>The mention that holds the token, or null.</summary>
    public PartyMention? At(int token)
    {
        int index = FirstFrom(token + 1) - 1;
        return index >= 0 && _mentions[index].Tokens.Contains(token) ? _mentions[index] : null;
    }

    /// <summary>Index of the first mention that starts at <paramref name="token"/> or later.</summary>
    public int FirstFrom(int token) => TextOrder.FirstFrom(_mentions, static mention => mention.Tokens, token);

    /// <summary>The longest name that starts at a token.</summary>
    /// <param name="start">The token.</param>
    /// <param name="most">Words that a name may have which begins so; some are two tokens.</param>
    /// <param name="name">Room for a name.</param>
    private PartyMention? Longest(int start, int most, Span<char> name)
    {
        WordView words = _words;
        PartyRegistry registry = _registry;
        NearWord? near = _contexts < MostContexts ? _near : null;
        _at = start;
        PartyMention? found = null;
        int length = 0;
        int reach = Math.Min(words.Count, start + (2 * most));
        for (int token = start; token < reach; token++)
        {
            ReadOnlySpan<char> word = words[token];
            if (token > start && !words.Joined(token))
            {
                if (length == name.Length)
                {
                    break;
                }

                name[length++] = ' ';
            }

            ReadOnlySpan<char> core = words.Core(token);
            if (length + word.Length > name.Length || word is "," or "\"" or ";" or ":")
            {
                break;
            }

            core.CopyTo(name[length..]);
            ReadOnlySpan<char> whole = name[..(length + core.Length)];
            if (registry.Find(whole, _on, near) is { } party)
            {
                found = new PartyMention(new TokenRange(start, token + 1), party, IsAdjective: registry.FindAdjective(whole, _on, near) is not null && IsBeforeNoun(words, token + 1));
            }
            else if (registry.FindAdjective(whole, _on, near) is { } owner)
            {
                found = new PartyMention(new TokenRange(start, token + 1), owner, IsAdjective: true);
            }

            if (core.Length < word.Length)
            {
                break;
            }

            length += core.Length;
        }

        // "North Carolina": a quarter of the sky before a name is part of it.
        bool quarter = found is { Tokens.Length: 1 } && words.Core(start) is "North" or "South";
        return quarter && words.IsCapital(start + 1) && words.Core(start).Length == words[start].Length ? null : found;
    }

    /// <summary>"The National" of "The National Weather Service": a longer name only begins so.</summary>
    private bool IsCut(PartyMention found) => found.Tokens.Length > 1 && _words.Core(found.Tokens.Start) is "The" && _words.NameAt(found.Tokens.End - 1) is { } name && name.Tokens.End > found.Tokens.End;

    /// <summary>Names that are also adjectives ("US", "NATO") are read as such before a word that is no verb.</summary>
    private static bool IsBeforeNoun(WordView words, int next)
    {
        if (!words.IsWord(next) || words.IsPossessive(next))
        {
            return words[next] is "-" && words.Joined(next);
        }

        ReadOnlySpan<char> word = words[next];
        return !CueLexicon.IsVerbForm(word) && !StopWords.Has(word) && !Adverbs.Has(word);
    }

    private static readonly WordClass StopWords = WordClasses.Of("stop");
    private static readonly WordClass Adverbs = WordClasses.Of("adverb");

    private bool IsNear(ReadOnlySpan<char> word)
    {
        _contexts++;
        int end = Math.Min(_words.Count, _at + ContextReach);
        for (int token = Math.Max(0, _at - ContextReach); token < end; token++)
        {
            if (token != _at && _words.Core(token).SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    private int Add(PartyMention mention)
    {
        // A place that shares its name with a state is no party, but it is not the state either.
        if (mention.Party.Sort != PartySort.Place)
        {
            _mentions.Add(mention);
        }

        return mention.Tokens.End;
    }
}
