using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>Mends the borders of a content by the tree: neither what describes the source nor whom it is told is said by it.</summary>
internal static class ClauseBorders
{
    /// <summary>Cuts from the start of <paramref name="content"/> who is told ("told [the Herald] two ships had left", "informed [the council] that …"); an order ("told her to go") keeps whom it is given.</summary>
    /// <returns>The content as it was where nothing is cut, or nothing would be left.</returns>
    public static ImmutableArray<TokenRange> WithoutAddressee(ImmutableArray<TokenRange> content, TokenRange cue, Words words, Dependencies syntax)
    {
        int verb = cue.End - 1;
        TokenRange first = content[0];
        if (cue.IsEmpty || first.Start != cue.End || words[verb] != PartOfSpeech.Verb || words.Lemma(verb) is not ("tell" or "inform" or "remind" or "assure" or "notify" or "warn" or "convince" or "persuade"))
        {
            return content;
        }

        int addressee = syntax.Dependent(verb, DependencyRelation.Obj) is >= 0 and int told ? told : syntax.Dependent(verb, DependencyRelation.Iobj);
        int said = syntax.Dependent(verb, DependencyRelation.Ccomp);
        if (addressee > verb && first.Contains(addressee) && syntax.Dependent(addressee, DependencyRelation.AclRelcl) is >= 0 and int clause && syntax.Dependent(clause, DependencyRelation.Mark) is >= 0 and int mark && mark > addressee)
        {
            // "told [our reporter] that no one had come": a clause with a conjunction describes nobody.
            said = clause;
        }

        if (said < 0 || !first.Contains(said))
        {
            return content;
        }

        int start = syntax.Yield(said).Start;
        if (start == first.Start)
        {
            // "told [the Military Times] [the attack] took place": two subjects are one too many.
            int one = syntax.Dependent(said, DependencyRelation.Nsubj);
            int other = one < 0 ? -1 : syntax.NextDependent(one);
            while (other >= 0 && syntax.Relation(other) is not (DependencyRelation.Nsubj or DependencyRelation.NsubjPass))
            {
                other = syntax.NextDependent(other);
            }

            start = other >= 0 && other < said ? syntax.Yield(one).End : start;
        }
        else if (addressee < 0 || addressee < verb || addressee >= start)
        {
            return content;
        }

        return start > first.Start && start < first.End ? content.SetItem(0, first with { Start = start }) : content;
    }

    /// <summary>Words of the longest addressee that is taken in.</summary>
    private const int LongestAddressee = 8;

    /// <summary>Takes in at the start of <paramref name="content"/> who is to act: "urged [both sides to show restraint]". Of 62 such orders in the training part of PolNeAR 45 have it inside.</summary>
    /// <returns>The content as it was where nobody stands between the cue and "to" with a verb.</returns>
    public static ImmutableArray<TokenRange> WithAddressee(ImmutableArray<TokenRange> content, TokenRange cue, Words words, Dependencies syntax)
    {
        TokenRange first = content[0];
        int gap = first.Start - cue.End;
        if (cue.IsEmpty || gap is < 1 or > LongestAddressee || first.Length < 2 || words[first.Start] != PartOfSpeech.Part || words[first.Start + 1] is not (PartOfSpeech.Verb or PartOfSpeech.Aux or PartOfSpeech.Adv))
        {
            return content;
        }

        int verb = cue.Start;
        while (verb < cue.End - 1 && words[verb] != PartOfSpeech.Verb)
        {
            verb++;
        }

        if (words.Lemma(verb) is not ("ask" or "urge" or "call" or "tell" or "warn" or "order" or "instruct" or "implore" or "beg" or "encourage" or "press" or "pressure" or "request" or "invite" or "advise" or "command" or "direct" or "want" or "expect" or "exhort" or "lobby" or "push"))
        {
            return content;
        }

        bool whom = false;
        for (int token = cue.End; token < first.Start; token++)
        {
            if (words[token] is PartOfSpeech.Punct or PartOfSpeech.Verb or PartOfSpeech.Adv)
            {
                return content;
            }

            whom |= syntax.Heads[token] == verb && syntax.Relation(token) is DependencyRelation.Obj or DependencyRelation.Iobj or DependencyRelation.Obl;
        }

        return whom ? content.SetItem(0, first with { Start = cue.End }) : content;
    }

    /// <summary>Cuts from <paramref name="content"/> the clauses that hang on the source ("according to officials, who asked not to be named, …").</summary>
    /// <returns>The content as it was where nothing is cut, or nothing would be left.</returns>
    public static ImmutableArray<TokenRange> Of(ImmutableArray<TokenRange> content, TokenRange source, Words words, Dependencies syntax)
    {
        if (source.IsEmpty)
        {
            return content;
        }

        for (int clause = source.End; clause < Math.Min(syntax.Count, source.End + LongestClause); clause++)
        {
            // On the source's head or on a noun in it: "two officials familiar with the talks, who asked not to be named".
            if (syntax.Relation(clause) != DependencyRelation.AclRelcl || !source.Contains(syntax.Heads[clause]))
            {
                continue;
            }

            TokenRange yield = syntax.Yield(clause);
            int opening = yield.Start;
            while (opening < clause && words[opening] is PartOfSpeech.Punct or PartOfSpeech.Adp)
            {
                opening++;
            }

            if (!words.Has(opening, "PronType=Rel"))
            {
                // Without a relative pronoun the tree is as likely to be wrong as the content.
                continue;
            }

            if (content.RemoveAll(range => range.Start >= yield.Start && range.End <= yield.End) is { IsEmpty: false } others)
            {
                content = others;
            }

            for (int at = 0; at < content.Length; at++)
            {
                TokenRange range = content[at];
                if (range.Start < yield.Start || range.Start >= yield.End || range.End <= yield.End)
                {
                    continue;
                }

                int start = yield.End;
                while (start < range.End && words[start] == PartOfSpeech.Punct)
                {
                    start++;
                }

                if (start < range.End)
                {
                    content = content.SetItem(at, new TokenRange(start, range.End));
                }
            }
        }

        return content;
    }

    /// <summary>Adds to <paramref name="content"/> the beginning of a clause that source and cue interrupt ("[The difference], he told us, [is that the port is open]").</summary>
    public static ImmutableArray<TokenRange> WithBeginning(ImmutableArray<TokenRange> content, TokenRange source, TokenRange cue, Tokens tokens, Sentences sentences, Words words, Dependencies syntax)
    {
        TokenRange first = content[0];
        if (source.IsEmpty || cue.IsEmpty || first.Start < Math.Max(source.End, cue.End) || first.Start - Math.Max(source.End, cue.End) > LongestGap)
        {
            return content;
        }

        int start = Math.Min(source.Start, cue.Start);
        int end = start;
        while (end > 0 && words[end - 1] is PartOfSpeech.Sconj or PartOfSpeech.Adp or PartOfSpeech.Adv)
        {
            // "Hawaii, as one adviser pointed out, …"
            end--;
        }

        int sentence = sentences.Of(start);
        if (end - 1 <= sentences[sentence].Start || !(tokens[end - 1] is "," or "—" or "–" or "--") || sentences.Of(first.Start) != sentence || !(tokens[first.Start - 1] is "," or "—" or "–" or "--"))
        {
            return content;
        }

        int top = first.Start;
        while (top < first.End && (first.Contains(syntax.Heads[top]) || words[top] == PartOfSpeech.Punct))
        {
            top++;
        }

        if (top == first.End)
        {
            return content;
        }

        int begins = -1;
        for (int child = syntax.FirstDependent(top); child >= 0 && child < end; child = syntax.NextDependent(child))
        {
            if (syntax.Relation(child) is DependencyRelation.Nsubj or DependencyRelation.NsubjPass or DependencyRelation.Expl or DependencyRelation.Csubj)
            {
                begins = syntax.Yield(child).Start;
            }
        }

        return begins < sentences[sentence].Start || begins >= end - 1 ? content : content.Insert(0, new TokenRange(begins, end - 1));
    }

    /// <summary>Tokens behind the source in which the verb of a clause on it stands.</summary>
    private const int LongestClause = 12;

    /// <summary>Tokens between cue and content: a comma, "on Friday,".</summary>
    private const int LongestGap = 4;
}
