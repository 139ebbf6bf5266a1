using System.Runtime.InteropServices;
using Hearsay.Reading.Network;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>
/// Finds phrases that may be mentions: for every noun, name, pronoun, and number or adjective in a noun's place, the phrase that hangs on it, without and with
/// its appositions and conjuncts. Which of them are mentions is for the model to say.
/// </summary>
internal static class MentionFinder
{
    /// <summary>Words of a candidate that count, at most: more make a description, not a name.</summary>
    public const int MaximumWords = 12;

    /// <summary>Tokens looked at on either side of a head, at most: so long a phrase is no phrase, and time stays linear.</summary>
    private const int MaximumReach = 80;

    /// <summary>Candidates around one another, at most.</summary>
    private const int MaximumDepth = 15;

    /// <summary>Candidates ordered by first token, of those that begin together the longer first; no two have the same tokens.</summary>
    public static Candidate[] Find(TokenTable table, List<ulong> words)
    {
        List<Candidate> found = [];
        Find(table, words, found);
        return [.. found];
    }

    /// <summary>The same into memory that the caller uses again.</summary>
    public static void Find(TokenTable table, List<ulong> words, List<Candidate> found)
    {
        found.Clear();
        for (int head = 0; head < table.Count; head++)
        {
            if (!MayRefer(table, head))
            {
                continue;
            }

            (int start, int end, int apposed, int joined) = Phrase(table, head);
            found.Add(new Candidate { Start = start, End = end, Head = head, Cut = PhraseCut.Plain });
            if (apposed > end)
            {
                found.Add(new Candidate { Start = start, End = apposed, Head = head, Cut = PhraseCut.Apposed });
            }

            if (joined > end && joined != apposed)
            {
                found.Add(new Candidate { Start = start, End = joined, Head = head, Cut = PhraseCut.Joined });
            }
        }

        found.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End != b.End ? b.End.CompareTo(a.End) : a.Head != b.Head ? a.Head.CompareTo(b.Head) : a.Cut.CompareTo(b.Cut));
        int kept = 0;
        Span<Candidate> all = CollectionsMarshal.AsSpan(found);
        for (int i = 0; i < all.Length; i++)
        {
            if (kept == 0 || all[kept - 1].Start != all[i].Start || all[kept - 1].End != all[i].End)
            {
                all[kept++] = all[i];
            }
        }

        found.RemoveRange(kept, found.Count - kept);
        all = all[..kept];
        Nest(all);
        var heads = new Dictionary<ulong, byte>();
        var texts = new Dictionary<ulong, byte>();
        for (int i = 0; i < all.Length; i++)
        {
            CandidateReading.Describe(ref all[i], table, words);
            if (all[i].Form != MentionForm.Pronoun && all[i].Cut == PhraseCut.Plain)
            {
                all[i].SameHead = Count(heads, table.Lemmas[all[i].Head]);
                all[i].SameText = Count(texts, all[i].Text);
            }
        }
    }

    private static byte Count(Dictionary<ulong, byte> counts, ulong key)
    {
        ref byte count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        byte before = count;
        count = before == byte.MaxValue ? before : (byte)(before + 1);
        return before;
    }

    private static bool MayRefer(TokenTable table, int token)
    {
        DependencyRelation relation = table.Syntax.Relation(token);
        switch (table.Words[token])
        {
            case PartOfSpeech.Pron:
                return relation != DependencyRelation.Expl && !table.Words.Has(token, "PronType=Rel");
            case PartOfSpeech.Noun:
            case PartOfSpeech.Propn:
                return relation is not (DependencyRelation.Flat or DependencyRelation.Fixed or DependencyRelation.Goeswith);
            case PartOfSpeech.Num:
            case PartOfSpeech.Adj:
            case PartOfSpeech.Det:
            case PartOfSpeech.Verb:
            case PartOfSpeech.Sym:
            case PartOfSpeech.X:
                return IsNominal(relation) || (relation == DependencyRelation.Conj && table.Head(token) is int head and >= 0 && IsNominal(table.Syntax.Relation(head)));
            case PartOfSpeech.Adv:
                return relation is DependencyRelation.Nsubj or DependencyRelation.Obj or DependencyRelation.Nmod or DependencyRelation.NmodPoss || HereThere.Contains(table.Forms[token]) || (table.Classes[token] & NounClass.Time) != NounClass.None;
            default:
                return false;
        }
    }

    private static bool IsNominal(DependencyRelation relation) => relation is DependencyRelation.Nsubj or DependencyRelation.NsubjPass or DependencyRelation.NsubjOuter or DependencyRelation.Obj
        or DependencyRelation.Iobj or DependencyRelation.Obl or DependencyRelation.OblAgent or DependencyRelation.OblUnmarked or DependencyRelation.Nmod or DependencyRelation.NmodPoss
        or DependencyRelation.NmodUnmarked or DependencyRelation.NmodDesc or DependencyRelation.Appos or DependencyRelation.Vocative or DependencyRelation.Dislocated;

    /// <summary>The phrase that hangs on <paramref name="head"/>, where it ends with its appositions, and where with its conjuncts (0 for none).</summary>
    private static (int Start, int End, int Apposed, int Joined) Phrase(TokenTable table, int head)
    {
        Dependencies syntax = table.Syntax;
        bool predicate = table.Copula[head] >= 0;
        int start = head;
        int end = head + 1;
        int apposed = 0;
        int joined = 0;

        // To the left, nearest first: what is next to the phrase and depends on its head widens it.
        int least = Math.Max(0, head - MaximumReach);
        int at = head - 1;
        while (at >= least && table.SentenceOf[at] == table.SentenceOf[head])
        {
            int child = TopBelow(table, at, head);
            if (child < 0 || table.After[child] > at + 1)
            {
                break;
            }

            if (!Belongs(table, child, head, predicate, left: true))
            {
                if (syntax.Relation(child) != DependencyRelation.Punct)
                {
                    break;
                }
            }
            else
            {
                start = Math.Max(least, table.First[child]);
            }

            at = table.First[child] - 1;
        }

        int most = Math.Min(table.Count, head + MaximumReach);
        at = head + 1;
        bool plain = true;
        while (at < most && table.SentenceOf[at] == table.SentenceOf[head])
        {
            int child = TopBelow(table, at, head);
            if (child < 0 || table.First[child] < at)
            {
                break;
            }

            DependencyRelation relation = syntax.Relation(child);
            int after = Math.Min(most, table.After[child]);
            if (relation == DependencyRelation.Appos && !predicate)
            {
                apposed = after;
                plain = false;
            }
            else if (relation == DependencyRelation.Conj && IsPhrase(table, child))
            {
                joined = after;
                plain = false;
            }
            else if (Belongs(table, child, head, predicate, left: false) && !(relation is DependencyRelation.NmodUnmarked or DependencyRelation.Nmod && table.Tokens[table.First[child]] is ['(' or '[']))
            {
                if (plain)
                {
                    end = after;
                }
                else if (joined > 0)
                {
                    joined = after;
                }
                else
                {
                    apposed = after;
                }
            }
            else if (relation != DependencyRelation.Punct)
            {
                break;
            }

            at = table.After[child];
        }

        start = TrimStart(table, start, head);
        end = TrimEnd(table, start, end, head);
        return (start, end, TrimEnd(table, start, apposed, head), TrimEnd(table, start, joined, head));
    }

    /// <summary>The dependent of <paramref name="head"/> that holds the token, or −1.</summary>
    private static int TopBelow(TokenTable table, int token, int head)
    {
        for (int step = 0; step < TokenTable.DeepestClimb && token >= 0; step++)
        {
            if (table.SentenceOf[token] != table.SentenceOf[head])
            {
                return -1;
            }

            int above = table.Head(token);
            if (above == head)
            {
                return token;
            }

            token = above;
        }

        return -1;
    }

    private static bool IsPhrase(TokenTable table, int token) => table.Words[token] is PartOfSpeech.Noun or PartOfSpeech.Propn or PartOfSpeech.Pron or PartOfSpeech.Num or PartOfSpeech.Det or PartOfSpeech.Adj or PartOfSpeech.Sym or PartOfSpeech.X;

    private static bool Belongs(TokenTable table, int child, int head, bool predicate, bool left)
    {
        switch (table.Syntax.Relation(child))
        {
            case DependencyRelation.Det:
            case DependencyRelation.DetPredet:
            case DependencyRelation.Amod:
            case DependencyRelation.Nummod:
            case DependencyRelation.Compound:
            case DependencyRelation.Flat:
            case DependencyRelation.Fixed:
            case DependencyRelation.Goeswith:
            case DependencyRelation.NmodPoss:
            case DependencyRelation.NmodDesc:
                return true;
            case DependencyRelation.Nmod:
            case DependencyRelation.NmodUnmarked:
            case DependencyRelation.Acl:
            case DependencyRelation.AclRelcl:
                return !left || !predicate;
            case DependencyRelation.Case:
                return !left && table.Words[child] != PartOfSpeech.Sym;
            case DependencyRelation.Advmod:
                return left && !predicate && child >= head - AdverbReach && !IsFocus(table, child);
            case DependencyRelation.Ccomp:
                return !predicate && !left;
            case DependencyRelation.Dep:
                return child == head + 1;
            default:
                return false;
        }
    }

    /// <summary>An adverb that modifies a noun ("almost half") stands next to it or its determiner.</summary>
    private const int AdverbReach = 4;

    /// <summary>Adverbs that single out a phrase without being part of it.</summary>
    private static bool IsFocus(TokenTable table, int token) => Focus.Contains(table.Forms[token]);

    private static readonly HashSet<ulong> HereThere = [WordForm.Hash("here"), WordForm.Hash("there")];

    private static readonly HashSet<ulong> Focus = [.. "only even also just especially particularly mainly mostly then again however still already not so too simply merely notably including rather yet perhaps maybe probably certainly indeed".Split(' ').Select(word => WordForm.Hash(word))];

    private static int TrimStart(TokenTable table, int start, int head)
    {
        while (start < head && table.Words[start] is PartOfSpeech.Punct && table.Syntax.Relation(start) is DependencyRelation.Punct && !OpensPair(table, start))
        {
            start++;
        }

        return start;
    }

    /// <summary>A mark that opens inside the phrase and closes inside it is part of it.</summary>
    private static bool OpensPair(TokenTable table, int token) => table.Tokens[token] is ['"' or '“' or '(' or '[' or '\'' or '‘'];

    private static int TrimEnd(TokenTable table, int start, int end, int head)
    {
        // A mark that opened inside closes inside.
        if (end > head && end < table.Count && table.Tokens[end] is ['"' or '”' or ')' or ']'] && Opened(table, start, end, table.Tokens[end][0]))
        {
            return end + 1;
        }

        while (end > head + 1 && table.Words[end - 1] is PartOfSpeech.Punct && table.Tokens[end - 1] is [',' or ';' or ':' or '-' or '–' or '—' or '.' or '!' or '?'])
        {
            end--;
        }

        return end;
    }

    private static bool Opened(TokenTable table, int start, int end, char closing)
    {
        char opening = closing switch { '”' => '“', ')' => '(', ']' => '[', _ => closing };
        int balance = 0;
        for (int token = start; token < end; token++)
        {
            if (table.Tokens[token] is [char mark] && (mark == opening || mark == closing))
            {
                balance = mark == closing && opening != closing ? balance - 1 : opening == closing ? 1 - balance : balance + 1;
            }
        }

        return balance > 0;
    }

    /// <summary>Finds for each candidate the smallest one around it.</summary>
    private static void Nest(Span<Candidate> all)
    {
        Span<int> open = stackalloc int[MaximumDepth];
        int depth = 0;
        for (int i = 0; i < all.Length; i++)
        {
            while (depth > 0 && all[open[depth - 1]].End <= all[i].Start)
            {
                depth--;
            }

            int parent = depth - 1;
            while (parent >= 0 && all[open[parent]].End < all[i].End)
            {
                parent--;
            }

            all[i].Parent = parent < 0 ? -1 : open[parent];
            all[i].Depth = parent + 1;
            if (depth < MaximumDepth)
            {
                open[depth++] = i;
            }
        }
    }
}
